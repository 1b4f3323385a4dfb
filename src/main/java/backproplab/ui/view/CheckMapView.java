package backproplab.ui.view;

import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.CheckModel;
import backproplab.ui.viewmodel.Checked;
import backproplab.ui.viewmodel.NewestJob;
import backproplab.ui.viewmodel.NumberId;

import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The relative error of every number that was checked, as a map. A click or the arrows choose a number.
final class CheckMapView extends PaintedView {
    private static final double DIMMED = 0.35;

    /// How long a check may take before the map of the one before is dimmed, in nanoseconds.
    private static final long PATIENCE = 500_000_000;

    private static final String NOTHING_YET =
            "Every gradient against what moving its number does to the loss appears here after a check: a cell for each"
                    + " weight and bias, layer by layer, coloured by its error.";

    private final CheckModel model;
    private final CheckMapPicture picture = new CheckMapPicture();
    private final PicturePane pane = new PicturePane(picture, "gradient-check");
    private final Label nothing = new Label();
    private final Label count = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final VBox progress = new VBox(4, count, bar);
    private final NewestJob<CheckSummary> summaries = new NewestJob<>(Platform::runLater, this::show, this::fail);
    private Optional<CheckSummary> shown = Optional.empty();

    /// When the check that runs began, in nanoseconds.
    private long since;

    CheckMapView(CheckModel model) {
        this.model = model;
        pane.setId("check-map-pane");
        nothing.setId("check-map-nothing");
        nothing.setWrapText(true);
        nothing.setTextAlignment(TextAlignment.CENTER);
        nothing.setPadding(new Insets(0, 24, 0, 24));
        count.setId("check-map-progress");
        progress.setAlignment(Pos.CENTER);
        progress.setPadding(new Insets(10, 18, 12, 18));
        progress.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        progress.setMouseTransparent(true);
        bar.setPrefWidth(260);
        root().setCenter(new StackPane(pane, nothing, progress));
        pane.addEventHandler(MouseEvent.MOUSE_CLICKED, this::choose);
        pane.addEventFilter(KeyEvent.KEY_PRESSED, this::move);
        model.checkedProperty().subscribe(this::summarise);
        model.chosenProperty().subscribe(_ -> change());
        model.problemProperty().subscribe(_ -> change());
        model.progressProperty().subscribe(this::showProgress);
    }

    private void summarise(@Nullable Checked checked) {
        if (checked == null) {
            summaries.forget();
            shown = Optional.empty();
            change();
        } else {
            summaries.ask(() -> CheckSummary.of(checked));
        }
    }

    private void show(CheckSummary summary) {
        shown = Optional.of(summary);
        change();
    }

    private void fail(Throwable failure) {
        throw new IllegalStateException("a finished check has no figures", failure);
    }

    private void choose(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY) {
            choose(picture.at(event.getX(), event.getY()));
        }
    }

    /// The arrows lead from number to number.
    private void move(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> move(-1, 0);
            case RIGHT -> move(1, 0);
            case UP -> move(0, -1);
            case DOWN -> move(0, 1);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int across, int down) {
        choose(picture.moved(model.chosenProperty().get(), across, down));
    }

    private void choose(Optional<NumberId> number) {
        if (number.isPresent()) {
            model.chosenProperty().set(number);
        }
    }

    /// A check that is over in no time, as one after the other is while ε is dragged, makes nothing flicker.
    private void showProgress(CheckModel.Progress now) {
        if (now.total() == 0) {
            since = System.nanoTime();
        }
        boolean tells = now.running() && (shown.isEmpty() || System.nanoTime() - since > PATIENCE);
        progress.setVisible(tells);
        pane.setOpacity(tells ? DIMMED : 1);
        change();
        bar.setProgress(now.total() == 0 ? ProgressBar.INDETERMINATE_PROGRESS : now.done() / (double) now.total());
        count.setText(
                now.total() == 0
                        ? "Checking …"
                        : "%s of %s gradients".formatted(Numbers.count(now.done()), Numbers.count(now.total())));
    }

    CheckMapPicture picture() {
        return picture;
    }

    @Override
    public String id() {
        return "check-map";
    }

    @Override
    public String title() {
        return "Relative error per layer";
    }

    @Override
    public String help() {
        return "How far each gradient is from what moving its number does to the loss, as a share of its size; one cell"
                + " for each number, laid out as the matrix, a row for each unit, with the bias beside it. Good: all"
                + " cells blue or green, far to the left of the threshold. A mistake in one layer fails that layer"
                + " and all before it. Numbers at a kink are marked and not judged. Click a cell, or use the arrows,"
                + " to look at a number closely.";
    }

    @Override
    boolean isOutdated() {
        return shown.isPresent() && pane.isOutdated();
    }

    @Override
    void restyle(Style now) {
        pane.setStyle(now);
        nothing.setStyle("-fx-text-fill: %s;".formatted(Controls.web(now.faintText())));
        count.setStyle("-fx-text-fill: %s;".formatted(Controls.web(now.palette().text())));
        progress.setStyle(
                "-fx-background-color: %s; -fx-background-radius: 6; -fx-border-radius: 6; -fx-border-color: %s;"
                        .formatted(Controls.web(now.palette().background()), Controls.web(now.palette().neutral())));
    }

    @Override
    void paint() {
        pane.setVisible(shown.isPresent());
        nothing.setVisible(shown.isEmpty() && !model.isBusy());
        String problem = model.problemProperty().get();
        nothing.setText(problem.isEmpty() ? NOTHING_YET : "Nothing was checked: " + problem);
        shown.ifPresent(it -> {
            picture.show(it, model.chosenProperty().get());
            pane.setAccessibleText(picture.text());
            pane.draw();
        });
    }

    @Override
    public boolean isBusy() {
        return isShown() && (model.isBusy() || summaries.isBusy());
    }
}
