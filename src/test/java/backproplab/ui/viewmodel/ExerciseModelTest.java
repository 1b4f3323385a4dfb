package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.CheckPlan;
import backproplab.backprop.CheckReport;
import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.catalog.Entry;
import backproplab.fault.Exercise;
import backproplab.fault.Fault;
import backproplab.fault.Faults;
import backproplab.fault.Place;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;
import backproplab.training.TraceLab;
import backproplab.training.TrainingSetup;
import backproplab.ui.viewmodel.ExerciseModel.Running;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

class ExerciseModelTest {
    private static final Entry<Fault> SLOPE = Faults.CATALOG.get("slope_left_out");
    private static final Place HIDDEN = new Place.Layer("hidden");

    private final WindowThread window = new WindowThread();
    private final LabModel lab = new LabModel(Documents.circle(Documents.function("tanh")), window);
    private final ExerciseModel model = new ExerciseModel(lab);

    @BeforeEach
    void begin() {
        window.until(() -> lab.evaluationProperty().get() != null);
    }

    @AfterEach
    void end() {
        lab.close();
    }

    private void train(int steps) {
        long to = lab.stepProperty().get() + steps;
        lab.makeSteps(steps);
        window.until(() -> lab.stepProperty().get() == to && !lab.runningProperty().get());
    }

    private Map<Parameters.Key, Tensor> numbers() {
        return lab.snapshot().join().checkpoint().parameters().asMap();
    }

    private Running running() {
        return Objects.requireNonNull(model.runningProperty().get());
    }

    private void startSlope(String word) {
        assertEquals(Optional.empty(), model.start(model.numberOf(SLOPE, HIDDEN), word));
        window.until(() -> lab.stepProperty().get() == 0);
    }

    @Test
    void startsFromTheSameWeightsWithTheFaultInEveryPass() {
        var first = numbers();
        train(5);
        var healthy = numbers();

        startSlope("");
        assertEquals(first, numbers());
        train(5);
        assertNotEquals(healthy, numbers());
        TraceLab traces = new TraceLab(lab.snapshot().join());
        CheckReport report =
                traces.gradientCheck(traces.samples(0, 1, 2)).run(CheckPlan.all(), (_, _) -> true).orElseThrow();
        assertEquals(
                List.of("hidden"),
                report.layers().stream()
                        .filter(it -> it.verdict() == Verdict.FAIL)
                        .map(CheckReport.LayerCheck::layer)
                        .toList());
    }

    @Test
    void endingBringsBackTheRunAsItStood() {
        TrainingSetup clean = lab.setupProperty().get();
        train(7);
        var trained = numbers();
        startSlope("");
        train(3);

        model.end();
        window.until(() -> lab.stepProperty().get() == 7);
        assertEquals(clean, lab.setupProperty().get());
        assertEquals(trained, numbers());
        assertNull(model.runningProperty().get());
    }

    @Test
    void undoLeavesTheExerciseAndRedoComesBackToIt() {
        train(2);
        startSlope("");
        model.answer("relu_mask", HIDDEN);
        lab.undo();
        window.until(() -> lab.stepProperty().get() == 2);
        assertNull(model.runningProperty().get());
        lab.redo();
        window.until(() -> lab.stepProperty().get() == 0);
        assertEquals(1, running().answers().size());
    }

    @Test
    void stayOnWhenTheRunIsEdited() {
        startSlope("");
        TrainingSetup setup = lab.setupProperty().get();
        lab.change(setup.with(setup.rule().withLearningRate(0.01)));
        DataChoice data = lab.dataProperty().get().withTestShare(0.5);
        lab.change(data.applyTo(lab.setupProperty().get()), data);
        train(1);
        assertEquals(SLOPE.standard(), running().exercise().hidden().fault());
        assertEquals(lab.setupProperty().get().fault(), Optional.of(running().exercise().hidden().planted()));
    }

    @Test
    void judgesAnswersAndRevealsAtTheRightOne() {
        startSlope("chalk");
        assertEquals(Optional.of(Exercise.Verdict.WRONG), model.answer("momentum_twice", new Place.Update()));
        assertEquals(Optional.of(Exercise.Verdict.OTHER_FAULT), model.answer("relu_mask", HIDDEN));
        assertTrue(running().isLocked());
        assertEquals(Optional.empty(), running().revealedPlace());
        assertEquals(Optional.of(Exercise.Verdict.RIGHT), model.answer("slope_left_out", HIDDEN));
        assertFalse(running().isLocked());
        assertEquals(Optional.of(HIDDEN), running().revealedPlace());
        assertEquals(3, running().answers().size());
    }

    @Test
    void aLockedExerciseIsRevealedByItsWordOnly() {
        startSlope(" chalk ");
        assertEquals(
                Optional.of("that is not the word; who started the exercise knows it"), model.reveal("blackboard"));
        assertEquals(Optional.empty(), running().revealedPlace());
        assertEquals(Optional.empty(), model.reveal("chalk"));
        assertEquals(Optional.of(HIDDEN), running().revealedPlace());
    }

    @Test
    void oneBugAtATime() {
        startSlope("");
        Running before = running();
        assertEquals(Optional.of("a bug is hidden already; end that exercise first"), model.start(1, ""));
        assertEquals(before, running());
    }

    @Test
    void stayOnWhenTheRunIsSaved() {
        startSlope("");
        Running before = running();
        lab.savedAs(Path.of("mine.json"));
        assertEquals(before, running());
        model.end();
        assertEquals(Optional.empty(), lab.setupProperty().get().fault());
    }

    @Test
    void isForgottenWithTheDocument() {
        startSlope("");
        lab.open(Documents.circle(Documents.function("sigmoid")));
        window.until(() -> lab.evaluationProperty().get() != null);
        assertNull(model.runningProperty().get());
        assertEquals(Optional.empty(), lab.setupProperty().get().fault());
        assertEquals(Optional.empty(), model.start(3, ""));
    }

    @Test
    void whatDoesNotSuitHasAReason() {
        assertEquals(
                Optional.of("the optimizer has no momentum; take `momentum` or `nesterov`"),
                model.whyNot(Faults.CATALOG.get("momentum_twice")));
        assertEquals(List.of(HIDDEN), model.placesFor(SLOPE));
    }
}
