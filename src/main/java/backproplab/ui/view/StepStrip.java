package backproplab.ui.view;

import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.Moment;
import backproplab.ui.viewmodel.StepModel;

import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/// What stands under the views of the Step perspective: the timeline with a tick for each step, and under it the buttons to
/// walk, and the choice of the samples.
public final class StepStrip extends PaintedView {
    private static final double TIMELINE_LINES = 3;
    private static final double LINE = 15;

    private final StepModel model;
    private final TimelinePicture timeline = new TimelinePicture();
    private final PicturePane pane = new PicturePane(timeline, "timeline");
    private final StepBar bar;

    public StepStrip(StepModel model) {
        this.model = model;
        this.bar = new StepBar(model, pane::requestFocus);
        pane.setId("step-timeline");
        pane.addEventHandler(MouseEvent.MOUSE_PRESSED, this::walk);
        pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::walk);
        root().getStyleClass().add("step-strip");
        root().setCenter(new VBox(pane, bar));
        model.momentProperty().subscribe(this::show);
    }

    private void walk(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY) {
            model.playingProperty().set(false);
            timeline.indexAt(event.getX()).ifPresent(model::goTo);
        }
    }

    private void show(@Nullable Moment now) {
        timeline.show(now);
        if (now != null) {
            pane.setAccessibleText(
                    "Step %d of %d, %s"
                            .formatted(now.index() + 1, now.steps().size(), PhaseLook.name(now.step().phase())));
        }
        change();
    }

    @Override
    public void takeFocus() {
        pane.requestFocus();
    }

    @Override
    public String id() {
        return "steps";
    }

    @Override
    public String title() {
        return "Steps";
    }

    @Override
    public String help() {
        return "All steps of the pass in their order. Click a tick to go there.";
    }

    @Override
    public boolean isBusy() {
        return isShown() && model.isBusy();
    }

    @Override
    boolean isOutdated() {
        return pane.isOutdated();
    }

    @Override
    void restyle(Style now) {
        pane.setStyle(now);
        double height = TIMELINE_LINES * LINE * now.scale();
        pane.setPrefHeight(height);
        pane.setMinHeight(height);
    }

    @Override
    void paint() {
        pane.draw();
    }
}
