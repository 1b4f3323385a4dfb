package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.initializer.XavierUniform;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;
import backproplab.training.Checkpoint;
import backproplab.training.TrainingSetup;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;

class StartOverTest {
    private final WindowThread window = new WindowThread();
    private final LabModel model = new LabModel(Documents.circle(Documents.function("tanh")), window);

    @BeforeEach
    void begin() {
        window.until(() -> model.evaluationProperty().get() != null);
    }

    @AfterEach
    void end() {
        model.close();
    }

    private static TrainingSetup withGain(TrainingSetup setup, double gain) {
        return setup.with(
                new NetworkDescription(
                        setup.network().inputs(),
                        setup.network().layers().stream().map(it -> it.with(new XavierUniform(gain))).toList()));
    }

    private static Map<Parameters.Key, Tensor> drawn(TrainingSetup setup) {
        return Checkpoint.initial(setup).parameters().asMap();
    }

    private Map<Parameters.Key, Tensor> numbers() {
        return model.snapshot().join().checkpoint().parameters().asMap();
    }

    private void train(int steps) {
        long to = model.stepProperty().get() + steps;
        for (int i = 0; i < steps; i++) {
            model.makeStep();
        }
        window.until(() -> model.stepProperty().get() == to);
    }

    @Test
    void undoBringsBackTheRunAsItStood() {
        TrainingSetup first = model.setupProperty().get();
        train(7);
        var trained = numbers();
        TrainingSetup second = withGain(first, 3);
        model.startOver(second, model.dataProperty().get());
        window.until(() -> model.stepProperty().get() == 0);
        assertEquals(drawn(second), numbers());
        train(2);
        var trainedAgain = numbers();

        model.undo();
        window.until(() -> model.stepProperty().get() == 7);
        assertEquals(first, model.setupProperty().get());
        assertEquals(trained, numbers());
        model.redo();
        window.until(() -> model.stepProperty().get() == 2);
        assertEquals(second, model.setupProperty().get());
        assertEquals(trainedAgain, numbers());
    }

    @Test
    void aRunThatCameBackResetsToItsOwnStart() {
        TrainingSetup first = model.setupProperty().get();
        train(3);
        model.startOver(withGain(first, 3), model.dataProperty().get());
        model.undo();
        window.until(() -> model.stepProperty().get() == 3);
        model.reset();
        window.until(() -> model.stepProperty().get() == 0);
        assertEquals(drawn(first), numbers());
    }

    @Test
    void aDragDrawsAtEachPlaceAndIsOneEntry() {
        TrainingSetup before = model.setupProperty().get();
        for (int i = 1; i <= 20; i++) {
            TrainingSetup passed = withGain(before, i);
            model.previewStart(passed);
            assertEquals(passed, model.setupProperty().get());
        }
        window.until(model::isJudged);
        TrainingSetup end = withGain(before, 20);
        assertEquals(end, model.setupProperty().get());
        assertEquals(drawn(end), numbers());
        assertFalse(model.canUndoProperty().get());
        model.startOver(end, model.dataProperty().get());
        model.undo();
        assertFalse(model.canUndoProperty().get());
        window.until(model::isJudged);
        assertEquals(drawn(before), numbers());
        assertTrue(model.canRedoProperty().get());
    }

    /// Of very many runs only the newest are kept whole; the settings of all are.
    @Test
    void whatLiesFarBackComesBackWithoutItsNumbers() {
        TrainingSetup before = model.setupProperty().get();
        train(1);
        var trained = numbers();
        for (int i = 1; i <= 25; i++) {
            model.startOver(withGain(before, i), model.dataProperty().get());
        }
        while (model.canUndoProperty().get()) {
            model.undo();
        }
        window.until(model::isJudged);
        assertEquals(before, model.setupProperty().get());
        assertNotEquals(trained, numbers());
    }
}
