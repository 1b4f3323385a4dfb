package backproplab.ui.view;

import backproplab.backprop.GradientPaths;
import backproplab.backprop.TraceValue.Place;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.ExerciseModel;
import backproplab.ui.viewmodel.Moment;
import backproplab.ui.viewmodel.NewestJob;
import backproplab.ui.viewmodel.StepModel;

import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The network of the pass that is stepped through: every number known by now, and what takes part in the step lit. See
/// [LitPicture] for what is painted, and [StepNetworkGestures] for what the mouse and the keys do.
final class StepNetworkView extends PaintedView {
    private final StepModel model;
    private final LitPicture picture = new LitPicture();
    private final PicturePane pane = new PicturePane(picture, "step-network");
    private final NewestJob<LitPaths> job;
    private final Label problem = Texts.problem("step-network-problem");
    private Optional<Place.Weight> traced = Optional.empty();

    /// @param exercise whose bug is marked once it is revealed
    StepNetworkView(StepModel model, ExerciseModel exercise) {
        this.model = model;
        pane.setId("step-network-picture");
        job = new NewestJob<>(Platform::runLater, this::receive, failure -> say(String.valueOf(failure.getMessage())));
        new StepNetworkGestures(model, pane, picture, this);
        StackPane.setAlignment(problem, Pos.TOP_LEFT);
        StackPane stage = new StackPane(pane, problem);
        stage.setMinSize(0, 0);
        root().setCenter(stage);
        model.momentProperty().addListener((_, before, now) -> follow(before, now));
        model.focusProperty()
                .addListener((_, _, focus) -> {
                    focus.ifPresent(this::showSampleOf);
                    change();
                });
        exercise.runningProperty()
                .subscribe(running -> {
                    picture.setBug(Optional.ofNullable(running).flatMap(ExerciseModel.Running::revealedPlace));
                    change();
                });
        follow(null, model.momentProperty().get());
    }

    private void follow(@Nullable Moment before, @Nullable Moment now) {
        boolean isSameStep = before != null && now != null && before.index() == now.index();
        if (!isSameStep) {
            clearPaths();
        }
        picture.show(now);
        traced.ifPresent(this::askPaths);
        change();
    }

    private void showSampleOf(Place place) {
        if (place instanceof Place.Unit unit) {
            picture.setSample(unit.sample());
        }
    }

    /// Lights all paths from the loss to a weight, until the next step.
    void showPaths(Place.Weight weight) {
        traced = Optional.of(weight);
        askPaths(weight);
    }

    private void askPaths(Place.Weight weight) {
        model.pass()
                .ifPresent(pass ->
                        job.ask(() ->
                                LitPaths.of(
                                        pass.trace(),
                                        GradientPaths.of(pass.steps(), weight.key(), weight.index(), LitPaths.MOST))));
    }

    private void receive(LitPaths found) {
        if (traced.isPresent()) {
            picture.setPaths(Optional.of(found));
            change();
        }
    }

    void clearPaths() {
        if (traced.isPresent()) {
            traced = Optional.empty();
            job.forget();
            picture.setPaths(Optional.empty());
            change();
        }
    }

    void say(String sentence) {
        Texts.say(problem, sentence);
    }

    void redraw() {
        change();
    }

    /// What is painted.
    LitPicture picture() {
        return picture;
    }

    // LabView

    @Override
    public String id() {
        return "step-network";
    }

    @Override
    public String title() {
        return "Network, lit";
    }

    @Override
    public String help() {
        return "The traced pass on the network: lit is what the step takes and, strongest, what it gives; violet goes"
                + " forward, coral back. ×0 is a closed gate (f′(z) = 0), which stops the gradient. Click a unit to"
                + " look at it, a weight to see all paths from the loss to it; a double click goes to its step. What"
                + " if: drag a weight, a bias, an input or a target up and down (Shift: finer), or choose one with W"
                + " and press ↑ and ↓; Delete or a double click takes it back. Good: the gradient gets through to"
                + " the first layer.";
    }

    @Override
    boolean isOutdated() {
        return pane.isOutdated();
    }

    @Override
    void restyle(Style now) {
        pane.setStyle(now);
        problem.setStyle(
                "-fx-padding: 4 8 4 8; -fx-background-color: %s;".formatted(Controls.web(now.palette().background())));
    }

    @Override
    void paint() {
        pane.draw();
        pane.setAccessibleText(picture.description());
    }

    @Override
    public boolean isBusy() {
        return isShown() && job.isBusy();
    }
}
