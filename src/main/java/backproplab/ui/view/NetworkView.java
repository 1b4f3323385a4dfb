package backproplab.ui.view;

import backproplab.network.LayerDescription;
import backproplab.network.Parameters;
import backproplab.training.Command;
import backproplab.training.SessionEvent;
import backproplab.training.TrainingSetup;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.NewestJob;
import backproplab.ui.viewmodel.Selection;

import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The network as a graph: layers from the input on the left to the output on the right, edges by weight or gradient,
/// the inside of the units, what is dead; and the place to edit it. See [NetworkDiagram] for what is painted.
final class NetworkView implements LabView, NetworkControl {
    private final LabModel model;
    private final NetworkDiagram diagram;
    private final PicturePane pane;
    private final WeightCards cards;
    private final Label problem = new Label();
    private final NetworkTools tools;
    private final UnrolledView unrolled;
    private final StackPane stage;
    private final BorderPane root = new BorderPane();
    private final Set<String> opened = new HashSet<>();
    private final NewestJob<NetworkPicture> job;
    private NetworkPicture.EdgeValue edgeValue = NetworkPicture.EdgeValue.WEIGHT;
    private NetworkWish.Inside inside = NetworkWish.Inside.ACTIVATION;
    private int sample;
    private Palette palette = Palette.LIGHT;
    private boolean large;
    private boolean shown;
    private boolean dirty = true;
    private boolean numbersChanged = true;
    private boolean askedByHand;

    NetworkView(LabModel model) {
        this.model = model;
        diagram = new NetworkDiagram(model.setupProperty().get(), model.selectionProperty().get());
        pane = new PicturePane(diagram, "network");
        pane.setId("network-picture");
        job = new NewestJob<>(Platform::runLater, this::receive, failure -> say(String.valueOf(failure.getMessage())));
        cards = new WeightCards(model, diagram, pane, this);
        tools = new NetworkTools(model, this);
        new NetworkGestures(model, pane, diagram, tools.layerBar(), cards, this);
        problem.getStyleClass().add("error-text");
        problem.setId("network-problem");
        problem.setWrapText(true);
        problem.setMouseTransparent(true);
        problem.setMaxWidth(Double.MAX_VALUE);
        StackPane.setAlignment(problem, Pos.TOP_LEFT);
        stage = new StackPane();
        stage.setMinSize(0, 0);
        root.setCenter(stage);
        root.setMinSize(0, 0);
        unrolled = new UnrolledView(model, this::arrange, this::say);
        arrange();
        say("");
        listen();
        showSelection();
    }

    /// The network, or one of its layers over time.
    private void arrange() {
        if (unrolled.isOpen()) {
            cards.clear();
            stage.getChildren().setAll(unrolled.pane(), problem);
            root.setTop(unrolled.bar());
        } else {
            stage.getChildren().setAll(pane, cards, problem);
            root.setTop(tools);
            askAgain();
        }
    }

    private void listen() {
        model.openedProperty()
                .addListener((_, _, _) -> {
                    opened.clear();
                    sample = 0;
                    diagram.setOpened(opened);
                    diagram.viewpoint().fit();
                    diagram.forgetPicture();
                    outdate();
                });
        model.setupProperty()
                .addListener((_, before, now) -> {
                    diagram.setSetup(now);
                    if (!sameStructure(before, now)) {
                        outdate();
                    }
                    showSelection();
                    dirty = true;
                });
        model.lastEventProperty()
                .addListener((_, _, event) -> {
                    if (event instanceof SessionEvent.Started) {
                        outdate();
                        numbersChanged = false; // those of the new run are on their way
                    }
                });
        model.latestProperty().addListener((_, _, _) -> numbersChanged = true);
        model.evaluationProperty()
                .addListener((_, _, evaluated) -> {
                    diagram.setReport(evaluated == null ? null : evaluated.units());
                    dirty = true;
                });
        model.selectionProperty()
                .addListener((_, _, selection) -> {
                    diagram.setSelection(selection);
                    showSelection();
                    askAgain();
                });
    }

    /// Whether numbers of the one can be drawn into the layout of the other.
    private static boolean sameStructure(TrainingSetup a, TrainingSetup b) {
        return a.network().inputs().equals(b.network().inputs())
                && a.network().infer().shapes().equals(b.network().infer().shapes())
                && sources(a).equals(sources(b));
    }

    private static List<List<String>> sources(TrainingSetup setup) {
        return setup.network().layers().stream().map(LayerDescription::inputs).toList();
    }

    /// The numbers on the screen belong to another network.
    private void outdate() {
        job.forget();
        diagram.outdatePicture();
        diagram.setReport(null);
        cards.clear();
        numbersChanged = true;
        dirty = true;
    }

    /// The same numbers are wanted in another way, now.
    private void askAgain() {
        askedByHand = true;
        numbersChanged = true;
        dirty = true;
    }

    private void receive(NetworkPicture picture) {
        diagram.setPicture(picture);
        showBias();
        cards.refresh();
        dirty = true;
    }

    private void showSelection() {
        tools.layerBar().show(model.setupProperty().get(), model.selectionProperty().get());
        TrainingSetup setup = model.setupProperty().get();
        sample = Math.min(sample, setup.training().samples() - 1);
        tools.maps().show(sample, setup.training().samples());
        tools.showMaps(NetworkLayout.hasMaps(setup.network()));
        showOpened();
        showBias();
        pane.setAccessibleText(diagram.description());
    }

    private void showOpened() {
        String layer = model.selectionProperty().get().layer();
        boolean isOpen = opened.contains(layer);
        boolean wide = isOpen || layout().group(layer).map(NetworkLayout.Group::isSummarised).orElse(false);
        tools.layerBar().showOpened(wide, isOpen);
    }

    private void showBias() {
        Selection selection = model.selectionProperty().get();
        if (selection.unit().isEmpty()) {
            tools.bias().showNone();
            return;
        }
        int unit = selection.unit().getAsInt();
        int index = layout().group(selection.layer()).map(it -> it.channelOf(unit)).orElse(unit);
        String owner =
                model.setupProperty()
                        .get()
                        .network()
                        .layer(selection.layer())
                        .map(LayerDescription::owner)
                        .orElse(selection.layer());
        tools.bias().show(model.latestProperty().get(), new Parameters.Key(owner, "bias"), index);
    }

    private NetworkLayout layout() {
        return diagram.layoutFor(Math.ceil(pane.getWidth()), Math.ceil(pane.getHeight()), pane.style());
    }

    /// What is painted.
    NetworkDiagram diagram() {
        return diagram;
    }

    // NetworkControl

    @Override
    public void showEdges(NetworkPicture.EdgeValue by) {
        edgeValue = by;
        diagram.setEdgeValue(by);
        askAgain();
    }

    @Override
    public void showInside(NetworkWish.Inside wanted) {
        inside = wanted;
        askAgain();
    }

    @Override
    public void showSample(int wanted) {
        sample = wanted;
        showSelection();
        askAgain();
    }

    @Override
    public void zoom(double factor) {
        zoomAt(pane.getWidth() / 2, pane.getHeight() / 2, factor);
    }

    @Override
    public void zoomAt(double x, double y, double factor) {
        diagram.viewpoint().zoomAt(x, y, factor);
        dirty = true;
    }

    @Override
    public void fit() {
        diagram.viewpoint().fit();
        dirty = true;
    }

    @Override
    public void redraw() {
        dirty = true;
    }

    @Override
    public void toggleOpened(String layer) {
        boolean wide = layout().group(layer).map(NetworkLayout.Group::canBeOpened).orElse(false);
        if (!opened.remove(layer) && wide) {
            opened.add(layer);
        }
        diagram.setOpened(opened);
        showOpened();
        askAgain();
    }

    @Override
    public void unroll(String layer) {
        unrolled.open(layer);
    }

    @Override
    public void say(String sentence) {
        problem.setText(sentence);
        problem.setVisible(!sentence.isEmpty());
    }

    // LabView

    @Override
    public String id() {
        return "network";
    }

    @Override
    public String title() {
        return "Network";
    }

    @Override
    public String help() {
        return "Every unit and the strongest weights, from the input on the left to the output on the right. Click a"
                + " unit to see it everywhere, a line or a number of a kernel to set its weight; the wheel zooms,"
                + " dragging moves. Layers that give maps show one sample: a for what goes forward, δ for what comes"
                + " back. Good:"
                + " units that differ from each other, none crossed out (dead), and gradients (∂L/∂w) of about the"
                + " same colour in all layers.";
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void setPalette(Palette next) {
        palette = next;
        applyStyle();
    }

    @Override
    public void setLarge(boolean wanted) {
        large = wanted;
        root.setStyle(wanted ? "-fx-font-size: %.1fpx;".formatted(13 * Style.LARGE) : "");
        applyStyle();
    }

    private void applyStyle() {
        pane.setStyle(new Style(palette, large));
        unrolled.setStyle(new Style(palette, large));
        problem.setStyle(
                "-fx-padding: 4 8 4 8; -fx-background-color: %s;".formatted(Controls.web(palette.background())));
        askAgain();
    }

    @Override
    public void setShown(boolean wanted) {
        shown = wanted;
        model.watchNumbers(this, wanted);
        dirty = true;
    }

    @Override
    public boolean isBusy() {
        return shown && (unrolled.isOpen() ? unrolled.isBusy() : numbersChanged || job.isBusy());
    }

    @Override
    public boolean draw() {
        if (!shown) {
            return false;
        }
        if (unrolled.isOpen()) {
            return unrolled.draw();
        }
        askWhenDue();
        if (!dirty && !pane.isOutdated()) {
            return false;
        }
        if (pane.isOutdated()) {
            cards.clear(); // it stands beside something that is elsewhere now, and in other colours
            showOpened();
            numbersChanged = true;
        }
        dirty = false;
        pane.draw();
        return true;
    }

    /// New numbers are worth a picture when they belong to this network and the worker has rested.
    private void askWhenDue() {
        boolean due = askedByHand ? !job.isBusy() : model.runningProperty().get() ? job.isRested() : !job.isBusy();
        if (!numbersChanged || !due || pane.getWidth() < 1) {
            return;
        }
        Command.Snapshot run = model.latestProperty().get();
        if (!sameStructure(run.setup(), model.setupProperty().get())) {
            return;
        }
        numbersChanged = false;
        askedByHand = false;
        NetworkLayout layout = layout();
        NetworkWish wish = new NetworkWish(edgeValue, inside, sample, model.selectionProperty().get());
        job.ask(() -> NetworkPicture.of(run, layout, wish));
    }
}
