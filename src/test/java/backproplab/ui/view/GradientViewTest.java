package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.experiment.ExperimentFile;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.Reading;
import backproplab.statistics.GradientFlow;
import backproplab.statistics.Quantity;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.Selection;

import javafx.application.Platform;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// On the sample network whose gradients vanish: ten hidden layers of sigmoid units and one output layer.
class GradientViewTest {
    private static final int LAYERS = 11;
    private static final double WIDTH = 500;
    private static final double HEIGHT = 430;

    private final LabModel model = Toolkit.call(() -> new LabModel(vanishing(), Platform::runLater));
    private final GradientView view = Toolkit.call(() -> new GradientView(model));

    private static Document vanishing() {
        return switch (ExperimentFile.read(Path.of("sample-networks", "deep-sigmoid-vanishing.json"))) {
            case Reading.Done<LoadedExperiment>(LoadedExperiment loaded) -> Document.of(loaded, Optional.empty());
            case Reading.Refused<LoadedExperiment>(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    @BeforeEach
    void train() {
        Toolkit.layOut(view, WIDTH, HEIGHT);
        for (int step = 1; step <= 5; step++) {
            long wanted = step;
            Toolkit.run(model::makeStep);
            Toolkit.until(() -> model.stepProperty().get() == wanted);
        }
        Toolkit.layOut(view, WIDTH, HEIGHT);
    }

    @AfterEach
    void close() {
        Toolkit.run(model::close);
    }

    private String text(String id) {
        return Toolkit.call(() -> ((Label) view.node().lookup("#" + id)).getText());
    }

    private PicturePane pane(int index) {
        return (PicturePane) ((StackPane) view.root().getCenter()).getChildren().get(index);
    }

    /// At a share of the width and a share of the height of what is painted.
    private void mouse(javafx.event.EventType<MouseEvent> type, double x, double y) {
        Toolkit.run(() -> {
            PicturePane pane = pane(0);
            Point2D at = pane.localToScene(x * pane.getWidth(), y * pane.getHeight());
            Event.fireEvent(
                    pane,
                    new MouseEvent(
                            type,
                            at.getX(),
                            at.getY(),
                            at.getX(),
                            at.getY(),
                            MouseButton.PRIMARY,
                            1,
                            false,
                            false,
                            false,
                            false,
                            false,
                            false,
                            false,
                            false,
                            false,
                            true,
                            null));
        });
    }

    private String readout() {
        return Toolkit.call(() -> pane(0).getAccessibleHelp());
    }

    @Test
    void theBannerSaysTheFlagWithItsNumbersAndRule() {
        GradientFlow flow =
                Toolkit.call(() ->
                        GradientFlow.of(
                                Objects.requireNonNull(model.lastStepsProperty().get()), GradientFlow.Rule.STANDARD));
        assertEquals(GradientFlow.Flag.VANISHING, flow.flag());
        assertEquals("⚠ " + flow.text(), text("gradient-flag"));
        assertTrue(text("gradient-rule").contains("under 0.001"), text("gradient-rule"));
    }

    @Test
    void anotherRuleIsPrintedAndJudgesAnew() {
        Toolkit.run(() -> model.flowRuleProperty().set(new GradientFlow.Rule(1e-9, 1e9)));
        Toolkit.run(view::draw);
        assertTrue(text("gradient-flag").startsWith("level: "), text("gradient-flag"));
        assertTrue(text("gradient-rule").contains("under 1e−9"), text("gradient-rule"));
    }

    /// The input stands on the left, the loss on the right, and the mouse reads the layer it is over.
    @Test
    void layersStandFromInputToLoss() {
        mouse(MouseEvent.MOUSE_MOVED, 0.2, 0.3);
        assertTrue(readout().startsWith("1  hidden1; "), readout());
        double first =
                Toolkit.call(() ->
                        Objects.requireNonNull(model.lastStepsProperty().get())
                                .layer("hidden1")
                                .get(Quantity.DELTA_RMS)
                                .last());
        assertTrue(readout().contains(Numbers.text(first)), readout());
        mouse(MouseEvent.MOUSE_MOVED, 0.93, 0.3);
        assertTrue(readout().startsWith(LAYERS + "  output; "), readout());
    }

    @Test
    void aClickSelectsTheLayer() {
        mouse(MouseEvent.MOUSE_CLICKED, 0.93, 0.3);
        assertEquals(Selection.of("output"), Toolkit.call(() -> model.selectionProperty().get()));
        assertTrue(Toolkit.call(view::draw), "the selection is marked");
    }

    @Test
    void theStripBelowReadsStepAndLayer() {
        // Near its bottom, just above the axis: the row of the loss.
        mouse(MouseEvent.MOUSE_MOVED, 0.3, 0.86);
        assertTrue(readout().startsWith("step "), readout());
        assertTrue(readout().contains("; output ") || readout().contains("; hidden10 "), readout());
    }

    @Test
    void theSecondPageShowsTheUpdateRatioOfEveryLayer() {
        Toolkit.run(() -> ((ToggleButton) view.node().lookup("#gradients-update_ratio")).fire());
        Toolkit.layOut(view, WIDTH, HEIGHT);
        assertFalse(pane(0).isVisible());
        assertTrue(pane(1).isVisible());
        UpdateRatioChart chart = new UpdateRatioChart();
        Toolkit.run(() ->
                chart.show(
                        model.history().layers(), model.history().of(Quantity.UPDATE_RATIO).columns(), "hidden1", 5));
        assertEquals(LAYERS, chart.chart().curves().size());
        List<Double> ends = chart.chart().curves().stream().map(it -> it.y()[it.size() - 1]).toList();
        double last =
                Toolkit.call(() ->
                        Objects.requireNonNull(model.lastStepsProperty().get())
                                .layer("output")
                                .get(Quantity.UPDATE_RATIO)
                                .last());
        assertEquals(last, ends.getLast());
        // The layers near the input hardly move: that is what vanishing means.
        assertTrue(ends.getFirst() < ends.getLast() - 3, ends.toString());
    }
}
