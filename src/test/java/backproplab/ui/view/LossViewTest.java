package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.training.Evaluation;
import backproplab.training.TrainingProgress;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.LabModel;

import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

class LossViewTest {
    private final LabModel model =
            Toolkit.call(() -> new LabModel(Documents.circle(Documents.function("tanh")), Platform::runLater));
    private final LossView view = Toolkit.call(() -> new LossView(model));

    /// 20 epochs of 20 steps.
    @BeforeEach
    void train() {
        for (int epoch = 1; epoch <= 20; epoch++) {
            Toolkit.run(model::finishEpoch);
            long steps = 20L * epoch;
            Toolkit.until(() -> model.stepProperty().get() == steps && !model.runningProperty().get());
        }
        Toolkit.until(() -> evaluated().step() == 400);
        Toolkit.layOut(view, 480, 260);
    }

    @AfterEach
    void close() {
        Toolkit.run(model::close);
    }

    private TrainingProgress.Evaluated evaluated() {
        return Objects.requireNonNull(model.evaluationProperty().get());
    }

    private PicturePane pane() {
        return (PicturePane) view.root().getCenter();
    }

    @Test
    void theLineSaysWhatTheEvaluationSays() {
        TrainingProgress.Evaluated evaluated = Toolkit.call(this::evaluated);
        Evaluation test = evaluated.test().orElseThrow();
        String expected =
                String.format(
                                Locale.ROOT,
                                "loss %.4f train · %.4f test · accuracy %.1f %%",
                                evaluated.training().loss(),
                                test.loss(),
                                100 * test.accuracy().orElseThrow())
                        .replace(" %", "\u00a0%");
        Label summary = (Label) Toolkit.call(() -> view.node().lookup("#loss-summary"));
        assertEquals(expected, summary.getText());
    }

    @Test
    void theLinesEndAtTheValuesOfTheText() {
        LossChart chart = new LossChart();
        Toolkit.run(() -> chart.show(model.history(), 400));
        List<Curve> curves = chart.chart().curves();
        assertEquals(List.of("batch", "train", "test"), curves.stream().map(Curve::name).toList());
        TrainingProgress.Evaluated evaluated = Toolkit.call(this::evaluated);
        Curve train = curves.get(1);
        assertEquals(400, train.x()[train.size() - 1]);
        assertEquals(evaluated.training().loss(), train.y()[train.size() - 1]);
        Curve test = curves.get(2);
        assertEquals(evaluated.test().orElseThrow().loss(), test.y()[test.size() - 1]);
        assertEquals(
                List.of("train accuracy", "test accuracy"),
                chart.chart().rightCurves().stream().map(Curve::name).toList());
    }

    @Test
    void aChangedRateStandsInTheChart() {
        Toolkit.run(() ->
                model.change(
                        model.setupProperty().get().with(model.setupProperty().get().rule().withLearningRate(0.01))));
        Toolkit.until(() -> !model.history().marks().isEmpty());
        assertEquals("learning rate → 0.01", Toolkit.call(() -> model.history().marks().getFirst().text()));
    }

    /// The readout follows the keys, for those without a mouse.
    @Test
    void arrowsReadTheValues() {
        Toolkit.run(() ->
                Event.fireEvent(
                        pane(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.RIGHT, false, false, false, false)));
        String read = Toolkit.call(() -> pane().getAccessibleHelp());
        assertTrue(read.startsWith("step "), read);
        assertTrue(read.contains("; train 0."), read);
        assertTrue(read.contains("; test accuracy "), read);
    }

    @Test
    void theLogarithmicScaleAsksForOneDraw() {
        assertFalse(Toolkit.call(view::draw), "nothing changed");
        Toolkit.run(() -> ((ToggleButton) view.node().lookup("#loss-log")).fire());
        assertTrue(Toolkit.call(view::draw));
        assertFalse(Toolkit.call(view::draw));
    }

    @Test
    void whatIsNotSeenIsNotDrawn() {
        Toolkit.run(() -> {
            view.setShown(false);
            view.setLarge(true);
        });
        assertFalse(Toolkit.call(view::draw));
        Toolkit.run(() -> view.setShown(true));
        assertTrue(Toolkit.call(view::draw));
    }
}
