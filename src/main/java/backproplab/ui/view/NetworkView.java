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
import backproplab.ui.viewmodel.Selection;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// The network as a graph: layers from the input on the left to the output on the right, edges by weight or gradient,
/// the inside of the units, what is dead; and the place to edit it. See [NetworkDiagram] for what is painted.
final class NetworkView implements LabView {
    private static final double ZOOM_STEP = 1.25;
    private static final double DRAG_BEGINS = 3;

    private final LabModel model;
    private final NetworkDiagram diagram;
    private final PicturePane pane;
    private final Pane overlay = new Pane();
    private final Label problem = new Label();
    private final LayerBar layerBar;
    private final BorderPane root = new BorderPane();
    private final Set<String> opened = new HashSet<>();
    private final NewestJob<NetworkPicture> job;
    private NetworkPicture.EdgeValue edgeValue = NetworkPicture.EdgeValue.WEIGHT;
    private Palette palette = Palette.LIGHT;
    private boolean large;
    private boolean shown;
    private boolean dirty = true;
    private boolean numbersChanged = true;
    private boolean askedByHand;
    private double pressedX;
    private double pressedY;
    private double lastX;
    private double lastY;
    private boolean dragged;

    NetworkView(LabModel model) {
        this.model = model;
        diagram = new NetworkDiagram(model.setupProperty().get(), model.selectionProperty().get());
        pane = new PicturePane(diagram, "network");
        pane.setId("network-picture");
        pane.setAccessibleText("Network");
        job = new NewestJob<>(Platform::runLater, this::receive, failure -> say(failure.getMessage()));
        layerBar = new LayerBar(model, this::say, this::toggleOpened);
        problem.getStyleClass().add("error-text");
        problem.setId("network-problem");
        problem.setWrapText(true);
        overlay.setPickOnBounds(false);
        StackPane stage = new StackPane(pane, overlay);
        stage.setMinSize(0, 0);
        root.setCenter(stage);
        root.setTop(new VBox(tools(), problem));
        root.setMinSize(0, 0);
        say("");
        listen();
        showSelection();
    }

    private Region tools() {
        layerBar.getChildren().addFirst(edgeChoice());
        layerBar.getChildren().add(zoomButtons());
        layerBar.setStyle("-fx-padding: 3 6 2 6;");
        return layerBar;
    }

    private Node edgeChoice() {
        ToggleGroup group = new ToggleGroup();
        ToggleButton weights =
                Controls.pill(
                        "edges-weight",
                        "Weights",
                        "Lines by weight: blue above 0, orange below, thick is large",
                        "left-pill",
                        group);
        ToggleButton gradients =
                Controls.pill(
                        "edges-gradient",
                        "∂L/∂w",
                        "Lines by gradient, on a logarithmic scale that is the same for all networks",
                        "right-pill",
                        group);
        weights.setSelected(true);
        Controls.keepOneSelected(group);
        gradients
                .selectedProperty()
                .subscribe(selected -> {
                    edgeValue = selected ? NetworkPicture.EdgeValue.GRADIENT : NetworkPicture.EdgeValue.WEIGHT;
                    diagram.setEdgeValue(edgeValue);
                    askAgain();
                });
        return new HBox(weights, gradients);
    }

    private Region zoomButtons() {
        Button out = new Button("−");
        out.setAccessibleText("Zoom out");
        out.setTooltip(new Tooltip("Zoom out (−)"));
        out.setOnAction(_ -> zoom(1 / ZOOM_STEP));
        Button fit = new Button("Fit");
        fit.setId("network-fit");
        fit.setTooltip(new Tooltip("The whole network (0). Zoom with the wheel, move it by dragging"));
        fit.setOnAction(_ -> fit());
        Button in = new Button("+");
        in.setAccessibleText("Zoom in");
        in.setTooltip(new Tooltip("Zoom in (+)"));
        in.setOnAction(_ -> zoom(ZOOM_STEP));
        HBox buttons = new HBox(out, fit, in);
        Stream.of(out, fit, in).forEach(Controls::compact);
        return buttons;
    }

    private void listen() {
        model.documentProperty()
                .addListener((_, _, _) -> {
                    opened.clear();
                    diagram.setOpened(opened);
                    diagram.fit();
                    forget();
                });
        model.setupProperty()
                .addListener((_, before, now) -> {
                    diagram.setSetup(now);
                    if (!sameStructure(before, now)) {
                        forget();
                    }
                    showSelection();
                    dirty = true;
                });
        model.lastEventProperty()
                .addListener((_, _, event) -> {
                    if (event instanceof SessionEvent.Started) {
                        forget();
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
        pane.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        pane.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        pane.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
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

    /// What is on the screen belongs to another network.
    private void forget() {
        job.forget();
        diagram.setPicture(null);
        diagram.setReport(null);
        overlay.getChildren().clear();
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
        dirty = true;
    }

    private void say(@Nullable String sentence) {
        String text = sentence == null ? "" : sentence;
        problem.setText(text);
        problem.setVisible(!text.isEmpty());
        problem.setManaged(!text.isEmpty());
    }

    private void showSelection() {
        layerBar.show(model.setupProperty().get(), model.selectionProperty().get());
        showOpened();
        showBias();
    }

    private void showOpened() {
        String layer = model.selectionProperty().get().layer();
        boolean isOpen = opened.contains(layer);
        boolean wide = isOpen || layout().group(layer).map(NetworkLayout.Group::isSummarised).orElse(false);
        layerBar.showOpened(wide, isOpen);
    }

    private void showBias() {
        Selection selection = model.selectionProperty().get();
        NetworkPicture picture = diagram.picture();
        layerBar.showBias(
                picture == null || selection.unit().isEmpty()
                        ? OptionalDouble.empty()
                        : picture.parameter(
                                new Parameters.Key(selection.layer(), "bias"), selection.unit().getAsInt()));
    }

    private NetworkLayout layout() {
        return diagram.layoutFor(Math.ceil(pane.getWidth()), Math.ceil(pane.getHeight()), pane.style());
    }

    private void toggleOpened() {
        toggleOpened(model.selectionProperty().get().layer());
    }

    private void toggleOpened(String layer) {
        if (!opened.remove(layer)) {
            opened.add(layer);
        }
        diagram.setOpened(opened);
        showOpened();
        askAgain();
    }

    /// What is painted.
    NetworkDiagram diagram() {
        return diagram;
    }

    // Looking around

    private void zoom(double factor) {
        diagram.zoomAt(pane.getWidth() / 2, pane.getHeight() / 2, factor);
        dirty = true;
    }

    private void fit() {
        diagram.fit();
        dirty = true;
    }

    private void scroll(ScrollEvent event) {
        if (event.getDeltaY() != 0) {
            diagram.zoomAt(event.getX(), event.getY(), Math.pow(ZOOM_STEP, Math.signum(event.getDeltaY())));
            dirty = true;
            event.consume();
        }
    }

    private void press(MouseEvent event) {
        pressedX = event.getX();
        pressedY = event.getY();
        lastX = pressedX;
        lastY = pressedY;
        dragged = false;
        overlay.getChildren().clear();
    }

    private void drag(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        dragged |= Math.hypot(event.getX() - pressedX, event.getY() - pressedY) > DRAG_BEGINS;
        if (dragged) {
            diagram.pan(event.getX() - lastX, event.getY() - lastY);
            dirty = true;
        }
        lastX = event.getX();
        lastY = event.getY();
    }

    private void click(MouseEvent event) {
        if (dragged || event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        switch (diagram.at(event.getX(), event.getY()).orElse(null)) {
            case null -> {}
            case NetworkDiagram.Target.Edge(NetworkPicture.Edge edge) -> editWeight(edge, event.getX(), event.getY());
            case NetworkDiagram.Target.Slot(NetworkLayout.Hit hit) -> click(hit);
        }
    }

    private void click(NetworkLayout.Hit hit) {
        String name = hit.group().name();
        boolean isLayer = !hit.group().input();
        switch (hit.slot().orElse(null)) {
            case NetworkLayout.More _ -> toggleOpened(name);
            case NetworkLayout.Unit unit when isLayer -> select(Selection.of(name, unit.index()));
            case NetworkLayout.Whole _ -> toggleOpened(name);
            case null, default -> {
                if (isLayer) {
                    select(Selection.of(name));
                }
            }
        }
    }

    private void select(Selection selection) {
        model.selectionProperty().set(selection);
    }

    /// A number box beside the edge.
    private void editWeight(NetworkPicture.Edge edge, double x, double y) {
        if (edge.key().isEmpty()) {
            say(
                    edge.fromUnit() < 0
                            ? "this line stands for all weights between the picture and the unit; click the picture to"
                                    + " see its pixels one by one"
                            : "there is no weight on this line");
            return;
        }
        Parameters.Key key = edge.key().get();
        double now = Objects.requireNonNull(diagram.picture()).parameter(key, edge.index()).orElse(edge.weight());
        String names = diagram.nameOf(edge.from(), edge.fromUnit()) + " → " + diagram.nameOf(edge.to(), edge.toUnit());
        WeightCard card =
                new WeightCard(model, key, edge.index(), names, now, pane.style(), this::say, this::closeWeightCard);
        overlay.getChildren().setAll(card);
        card.applyCss();
        card.autosize();
        card.relocate(
                Math.clamp(x + 8, 0, Math.max(0, overlay.getWidth() - card.getWidth())),
                Math.clamp(y + 8, 0, Math.max(0, overlay.getHeight() - card.getHeight())));
        card.focus();
    }

    private void closeWeightCard() {
        overlay.getChildren().clear();
        pane.requestFocus();
    }

    private void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case PLUS, ADD, EQUALS -> zoom(ZOOM_STEP);
            case MINUS, SUBTRACT -> zoom(1 / ZOOM_STEP);
            case DIGIT0, NUMPAD0 -> fit();
            case UP -> moveUnit(-1);
            case DOWN -> moveUnit(1);
            case LEFT -> moveLayer(-1);
            case RIGHT -> moveLayer(1);
            case DELETE -> layerBar.removeSelected();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void moveUnit(int by) {
        Selection selection = model.selectionProperty().get();
        layout().group(selection.layer())
                .ifPresent(group -> {
                    OptionalInt unit = selection.unit();
                    int next = unit.isPresent() ? unit.getAsInt() + by : 0;
                    select(Selection.of(selection.layer(), Math.clamp(next, 0, group.units() - 1)));
                });
    }

    private void moveLayer(int by) {
        List<String> names = new ArrayList<>();
        layout().groups().stream().filter(it -> !it.input()).forEach(it -> names.add(it.name()));
        int now = names.indexOf(model.selectionProperty().get().layer());
        select(Selection.of(names.get(Math.clamp(now + by, 0, names.size() - 1))));
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
                + " unit to see it everywhere, a line to set its weight. Good: units that differ from each other, none"
                + " crossed out (dead), and gradients (∂L/∂w) of about the same colour in all layers.";
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
        return shown && (numbersChanged || job.isBusy());
    }

    @Override
    public boolean draw() {
        if (!shown) {
            return false;
        }
        askWhenDue();
        if (!dirty && !pane.isOutdated()) {
            return false;
        }
        if (pane.isOutdated()) {
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
        NetworkPicture.EdgeValue by = edgeValue;
        Selection selection = model.selectionProperty().get();
        job.ask(() -> NetworkPicture.of(run, layout, by, selection));
    }
}
