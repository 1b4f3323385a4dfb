package backproplab.ui.view;

import backproplab.training.TrainingProgress;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.LabModel;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Loss and accuracy over the steps of a run.
public final class LossView extends PaintedView {
    private final LabModel model;
    private final LossChart chart = new LossChart();
    private final PicturePane pane = new PicturePane(chart.chart(), "loss");
    private final Label summary = new Label();
    private final Tooltip details = new Tooltip();

    public LossView(LabModel model) {
        this.model = model;
        summary.setId("loss-summary");
        summary.setMinWidth(0);
        summary.setMaxWidth(Double.MAX_VALUE);
        summary.setStyle("-fx-font-weight: bold;");
        summary.setTooltip(details);
        HBox.setHgrow(summary, Priority.ALWAYS);
        HBox bar = new HBox(4, summary, scale());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setPadding(new Insets(3, 6, 1, 6));
        root().setTop(bar);
        root().setCenter(pane);
        model.progressProperty().addListener((_, _, _) -> change());
    }

    private HBox scale() {
        ToggleGroup group = new ToggleGroup();
        ToggleButton linear = Controls.pill("loss-linear", "linear", "A linear axis for the loss", "left-pill", group);
        ToggleButton log =
                Controls.pill(
                        "loss-log", "log", "A logarithmic axis for the loss: small losses apart", "right-pill", group);
        Controls.keepOneSelected(group);
        linear.setSelected(true);
        log.selectedProperty()
                .addListener((_, _, wanted) -> {
                    chart.setLogarithmic(wanted);
                    change();
                });
        HBox box = new HBox(linear, log);
        box.setMinWidth(HBox.USE_PREF_SIZE);
        return box;
    }

    @Override
    public String id() {
        return "loss";
    }

    @Override
    public String title() {
        return "Loss";
    }

    @Override
    public String help() {
        return "The loss of each batch (pale: smallest to largest), of the whole training set and of the test set."
                + " Good: both lines fall and stay together. When only the training loss falls, the network learns the"
                + " samples by heart.";
    }

    @Override
    boolean isOutdated() {
        return pane.isOutdated();
    }

    @Override
    void restyle(Style now) {
        pane.setStyle(now);
    }

    @Override
    void paint() {
        TrainingProgress.Evaluated evaluated = model.evaluationProperty().get();
        summary.setText(evaluated == null ? "" : LossChart.summary(evaluated));
        details.setText(evaluated == null ? "" : LossChart.details(evaluated));
        pane.setAccessibleText("Loss over the steps: " + summary.getText());
        chart.show(model.history(), model.stepProperty().get());
        pane.draw();
    }
}
