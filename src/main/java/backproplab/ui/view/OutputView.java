package backproplab.ui.view;

import backproplab.training.Command;
import backproplab.training.TrainingSetup;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.NewestJob;

import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

/// What the network says: regions of the plane, a curve, a confusion matrix or outputs against targets, as its data ask
/// for ([OutputKind]); and the place where samples are drawn by hand.
final class OutputView extends PaintedView {
    /// For one picture, in multiplications: a few milliseconds while training goes on, some tenths of a second else.
    private static final double COST_RUNNING = 1.5e7;

    private static final double COST_STANDING = 1.5e8;

    private static final int FEWEST_CELLS = 40;
    private static final int MOST_CELLS_RUNNING = 160;
    private static final int MOST_CELLS = 400;

    private final LabModel model;
    private final SamplePick onPick;
    private final Switched switched = new Switched();
    private final PlanePicture plane = new PlanePicture();
    private final CurvePicture curve = new CurvePicture();
    private final ScatterPicture scatter = new ScatterPicture();
    private final ConfusionPicture confusion = new ConfusionPicture();
    private final SamplesPicture samples = new SamplesPicture();
    private final PicturePane pane = new PicturePane(switched, "output");
    private final PicturePane samplesPane = new PicturePane(samples, "samples");
    private final OutputPanels panels = new OutputPanels(pane, samplesPane);
    private final Label problem = new Label();
    private final PointEditor editor;
    private final OutputTools tools;
    private final NewestJob<OutputPicture> job;
    private @Nullable OutputPicture picture;
    private Optional<ConfusionPicture.Cell> cell = Optional.empty();
    private boolean wanted = true;
    private boolean byHand = true;

    /// The picture of the kind that the data ask for.
    private static final class Switched implements Picture {
        private Picture now =
                (g, area, style) -> {
                    g.setPaint(style.palette().background());
                    g.fill(area);
                };

        @Override
        public void paint(Graphics2D g, Rectangle2D area, Style style) {
            now.paint(g, area, style);
        }

        @Override
        public Optional<Overlay> paintBelow(Graphics2D g, Rectangle2D area, Style style) {
            return now.paintBelow(g, area, style);
        }

        @Override
        public Optional<Readout> readout(double x, double y) {
            return now.readout(x, y);
        }
    }

    /// @param onPick is told which sample was clicked
    OutputView(LabModel model, SamplePick onPick) {
        this.model = model;
        this.onPick = onPick;
        pane.setId("output-picture");
        samplesPane.setId("output-samples");
        problem.setId("output-problem");
        problem.getStyleClass().add("error-text");
        problem.setWrapText(true);
        problem.setStyle("-fx-padding: 0 6 2 6;");
        editor = new PointEditor(model, pane, this::say, this::change);
        tools = new OutputTools(editor, this::showChoice, this::say);
        job = new NewestJob<>(Platform::runLater, this::receive, failure -> say(failure.getMessage()));
        root().setTop(new VBox(tools, problem));
        root().setCenter(panels);
        say("");
        listen();
    }

    private void listen() {
        model.openedProperty().addListener(_ -> forget());
        model.latestProperty().addListener((_, _, _) -> wanted = true);
        model.runningProperty().addListener((_, _, _) -> wanted = true);
        pane.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
        pane.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        samplesPane.addEventHandler(MouseEvent.MOUSE_CLICKED, it -> pick(it, samples.sampleAt(it.getX(), it.getY())));
        samplesPane.addEventFilter(KeyEvent.KEY_PRESSED, this::keyInSamples);
        samplesPane.addEventHandler(
                ScrollEvent.SCROLL,
                event -> {
                    if (event.getDeltaY() != 0) {
                        scroll(event.getDeltaY() < 0 ? 1 : -1);
                        event.consume();
                    }
                });
    }

    /// What is on the screen belongs to another document.
    private void forget() {
        job.forget();
        picture = null;
        select(Optional.empty());
        editor.forget();
        askAgain();
    }

    private void askAgain() {
        wanted = true;
        byHand = true;
        change();
    }

    private void say(@Nullable String sentence) {
        String text = sentence == null ? "" : sentence;
        problem.setText(text);
        problem.setVisible(!text.isEmpty());
        problem.setManaged(!text.isEmpty());
    }

    // Computing

    @Override
    void ask() {
        boolean due = byHand ? !job.isBusy() : model.runningProperty().get() ? job.isRested() : !job.isBusy();
        if (!wanted || !due || pane.getWidth() < 1) {
            return;
        }
        wanted = false;
        byHand = false;
        Command.Snapshot run = model.latestProperty().get();
        boolean running = model.runningProperty().get();
        int looks = Passes.affordable(run, running ? COST_RUNNING : COST_STANDING);
        int cells = cells(looks, running);
        boolean test = tools.isTest();
        job.ask(() ->
                switch (OutputKind.of(run.setup())) {
                    case PLANE -> OutputPicture.regions(run, cells);
                    case CURVE -> OutputPicture.curves(run);
                    case CONFUSION -> OutputPicture.confusion(run, test, looks);
                    case SCATTER -> OutputPicture.pairs(run);
                });
    }

    /// No more than pixels.
    private int cells(int affordable, boolean running) {
        int side = (int) Math.min(pane.getWidth(), pane.getHeight());
        int most = Math.min(side, running ? MOST_CELLS_RUNNING : MOST_CELLS);
        return Math.clamp((int) Math.sqrt(affordable), FEWEST_CELLS, Math.max(FEWEST_CELLS, most));
    }

    private void receive(OutputPicture next) {
        picture = next;
        if (next.run().setup().equals(model.setupProperty().get())) {
            editor.forgetDraft();
        }
        change();
    }

    // Showing

    /// Something else was chosen in the tools.
    private void showChoice() {
        if (picture instanceof OutputPicture.Confusion shown && shown.test() != tools.isTest()) {
            askAgain();
        }
        change();
    }

    @Override
    void paint() {
        OutputPicture shown = picture;
        if (pane.isOutdated()) {
            wanted = true;
        }
        if (shown != null) {
            show(shown);
        }
        pane.draw();
        samplesPane.draw();
    }

    private void show(OutputPicture shown) {
        TrainingSetup setup = shown.run().setup();
        switch (shown) {
            case OutputPicture.Regions regions -> {
                plane.show(regions);
                plane.setDiscrete(tools.isDiscrete());
                plane.setSets(tools.sets());
                use(plane, plane);
            }
            case OutputPicture.Curves curves -> {
                curve.setSets(tools.sets());
                curve.show(curves);
                use(curve, curve);
            }
            case OutputPicture.Confusion matrix -> {
                confusion.show(matrix);
                samples.show(matrix, cell);
                use(confusion, null);
            }
            case OutputPicture.Pairs pairs -> {
                scatter.show(pairs, tools.sets());
                use(scatter.chart(), null);
            }
        }
        tools.show(setup, style());
        panels.showSecond(shown instanceof OutputPicture.Confusion);
        pane.setAccessibleText(OutputWords.of(shown));
        samplesPane.setAccessibleText(Numbers.count(samples.count()) + " samples of the chosen cell");
    }

    private void use(Picture now, @Nullable DrawingBoard board) {
        switched.now = now;
        boolean suits = board != null && DrawnData.suits(model.setupProperty().get());
        editor.setBoard(suits ? board : null);
    }

    // The cells of the confusion matrix

    private void select(Optional<ConfusionPicture.Cell> next) {
        cell = next;
        confusion.select(next);
        change();
    }

    private void click(MouseEvent event) {
        if (!editor.isDrawing()) {
            pick(event, sampleAt(event.getX(), event.getY()));
        }
        if (picture instanceof OutputPicture.Confusion && event.getButton() == MouseButton.PRIMARY) {
            Optional<ConfusionPicture.Cell> at = confusion.at(event.getX(), event.getY());
            select(at.equals(cell) ? Optional.empty() : at);
        }
    }

    private void pick(MouseEvent event, Optional<NearestSample.Found> at) {
        if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
            at.ifPresent(it -> onPick.pick(it.choice(), event.getClickCount() == 2));
        }
    }

    private Optional<NearestSample.Found> sampleAt(double x, double y) {
        return switch (picture) {
            case OutputPicture.Regions _ -> plane.sampleAt(x, y);
            case OutputPicture.Curves _ -> curve.sampleAt(x, y);
            case OutputPicture.Pairs pairs -> scatter.sampleAt(pairs, tools.sets(), x, y);
            case OutputPicture.Confusion _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    private void key(KeyEvent event) {
        if (!(picture instanceof OutputPicture.Confusion shown) || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> moveCell(shown, 0, -1);
            case RIGHT -> moveCell(shown, 0, 1);
            case UP -> moveCell(shown, -1, 0);
            case DOWN -> moveCell(shown, 1, 0);
            case DELETE, BACK_SPACE -> select(Optional.empty());
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void moveCell(OutputPicture.Confusion shown, int down, int across) {
        int last = shown.matrix().classes() - 1;
        select(
                Optional.of(
                        cell.map(it ->
                                        new ConfusionPicture.Cell(
                                                Math.clamp(it.truth() + down, 0, last),
                                                Math.clamp(it.predicted() + across, 0, last)))
                                .orElse(new ConfusionPicture.Cell(0, 0))));
        cell.ifPresent(it -> pane.setAccessibleHelp(ConfusionPicture.text(shown, it)));
    }

    private void keyInSamples(KeyEvent event) {
        switch (event.getCode()) {
            case UP -> scroll(-1);
            case DOWN -> scroll(1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void scroll(int rows) {
        samples.scroll(rows);
        change();
    }

    /// What is shown.
    @Nullable OutputPicture picture() {
        return picture;
    }

    /// Where points are drawn.
    DrawingBoard board() {
        return picture instanceof OutputPicture.Curves ? curve : plane;
    }

    ConfusionPicture confusion() {
        return confusion;
    }

    SamplesPicture samples() {
        return samples;
    }

    // LabView

    @Override
    public String id() {
        return "output";
    }

    @Override
    public String title() {
        return "Output";
    }

    @Override
    public String help() {
        return "What the network says at every point, or about every sample; computed by the network itself. Good: the"
                + " classes lie in their own colour and few points are ringed, the curve runs through the points,"
                + " the matrix has numbers on its diagonal only. Points can be drawn: a click adds one, dragging"
                + " sprays, the right button takes the nearest away. Where a part is set aside for the test, it is"
                + " drawn by lot anew. A double click on a sample steps through its pass.";
    }

    @Override
    public void setShown(boolean shown) {
        super.setShown(shown);
        model.watchNumbers(this, shown);
        wanted |= shown;
        change();
    }

    @Override
    public boolean isBusy() {
        return isShown() && (wanted || job.isBusy());
    }

    @Override
    boolean isOutdated() {
        return pane.isOutdated() || samplesPane.isOutdated();
    }

    @Override
    void restyle(Style now) {
        pane.setStyle(now);
        samplesPane.setStyle(now);
    }
}
