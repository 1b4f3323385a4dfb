package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.statistics.Band;
import backproplab.statistics.LayerSummary;
import backproplab.statistics.Quantity;
import backproplab.statistics.StepSummary;
import backproplab.training.SessionEvent;
import backproplab.training.TrainingProgress;
import backproplab.training.TrainingSetup;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a history says of what happened.
class RunMarksTest {
    private static final TrainingSetup SETUP = Documents.circle(Documents.function("relu")).setup();

    private final RunHistory history = new RunHistory();

    private void deliver(long step, Optional<StepSummary> steps, SessionEvent... events) {
        history.add(new TrainingProgress(1, 0, true, step, 0, steps, Optional.empty(), List.of(), List.of(events)));
    }

    private void start() {
        deliver(0, Optional.empty(), new SessionEvent.Started(0, SETUP));
    }

    /// A step at which δ of the first of two hidden layers is `ratio` times that of the second.
    private void step(long step, double ratio) {
        List<LayerSummary> layers =
                List.of(
                        new LayerSummary("first", true, Map.of(Quantity.DELTA_RMS, Band.of(ratio))),
                        new LayerSummary("second", true, Map.of(Quantity.DELTA_RMS, Band.of(1))));
        deliver(step, Optional.of(new StepSummary(step, step, Band.of(1), layers)));
    }

    private List<String> texts() {
        return history.marks().stream().map(it -> it.step() + " " + it.text()).toList();
    }

    @Test
    void aChangedSettingIsNamedWithItsValue() {
        start();
        deliver(7, Optional.empty(), new SessionEvent.Changed(7, SETUP.with(SETUP.rule().withLearningRate(0.01))));
        assertEquals(List.of("7 learning rate → 0.01"), texts());
    }

    @Test
    void aChangedFunctionIsNamedWithItsLayer() {
        TrainingSetup other = Documents.circle(Documents.function("tanh")).setup();
        start();
        deliver(7, Optional.empty(), new SessionEvent.Changed(7, SETUP.with(other.network())));
        assertEquals(List.of("7 hidden: tanh"), texts());
    }

    @Test
    void aSettingOfAFunctionIsNamed() {
        NetworkDescription half = Documents.circle(Documents.function("relu", "at_zero", 0.5)).setup().network();
        start();
        deliver(7, Optional.empty(), new SessionEvent.Changed(7, SETUP.with(half)));
        assertEquals(List.of("7 hidden: at_zero → 0.5"), texts());
    }

    @Test
    void anAddedLayerIsNamed() {
        LayerDescription hidden = SETUP.network().layer("hidden").orElseThrow();
        LayerDescription extra = LayerDescription.of("extra", hidden.layer(), "hidden");
        NetworkDescription more =
                new NetworkDescription(
                        SETUP.network().inputs(),
                        List.of(hidden, extra, SETUP.network().layer("output").orElseThrow()));
        start();
        deliver(7, Optional.empty(), new SessionEvent.Changed(7, SETUP.with(more)));
        assertEquals(List.of("7 layer extra added"), texts());
    }

    @Test
    void aFlagIsMarkedWhenItComesOnAndNotWhileItStays() {
        start();
        step(1, 0.5);
        step(2, 1e-4);
        step(3, 1e-5);
        step(4, 0.5);
        step(5, 1e4);
        assertEquals(List.of("2 vanishing", "5 exploding"), texts());
    }

    @Test
    void aJumpBackTakesLaterMarksAway() {
        start();
        step(1, 1e-4);
        step(2, 0.5);
        step(3, 1e4);
        deliver(2, Optional.empty(), new SessionEvent.Rewound(2, SETUP));
        assertEquals(List.of("1 vanishing"), texts());
    }

    @Test
    void aNewRunHasNone() {
        start();
        step(1, 1e-4);
        start();
        assertTrue(history.marks().isEmpty());
    }
}
