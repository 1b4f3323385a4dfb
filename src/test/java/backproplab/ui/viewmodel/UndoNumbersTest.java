package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import backproplab.layer.Dense;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingSetup;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Objects;

/// Undo of what was done to the numbers of a network.
class UndoNumbersTest {
    private static final Parameters.Key WEIGHTS = new Parameters.Key("hidden", "weights");
    private static final Parameters.Key BIAS = new Parameters.Key("output", "bias");

    private final WindowThread window = new WindowThread();
    private final LabModel model = new LabModel(Documents.circle(Documents.function("tanh")), window);

    @AfterEach
    void end() {
        model.close();
    }

    private Map<Parameters.Key, Tensor> numbers() {
        return model.snapshot().join().checkpoint().parameters().asMap();
    }

    private Tensor number(Parameters.Key key) {
        return Objects.requireNonNull(numbers().get(key));
    }

    private void makeStep() {
        long next = model.stepProperty().get() + 1;
        model.makeStep();
        window.until(() -> model.stepProperty().get() == next);
    }

    private double weight(int index) {
        return number(WEIGHTS).get(index);
    }

    private TrainingSetup withHidden(int units) {
        TrainingSetup setup = model.setupProperty().get();
        return setup.with(
                new NetworkDescription(
                        setup.network().inputs(),
                        setup.network().layers().stream()
                                .map(it -> it.name().equals("hidden") ? it.with(new Dense(units)) : it)
                                .toList()));
    }

    @Test
    void aNumberSetByHandIsUndoneAndRedone() {
        double before = weight(3);
        model.setParameter(WEIGHTS, 3, 1.25);
        model.setParameter(WEIGHTS, 3, -7);
        assertEquals(-7, weight(3));
        model.undo();
        assertEquals(1.25, weight(3));
        model.undo();
        assertEquals(before, weight(3));
        assertFalse(model.canUndoProperty().get());
        model.redo();
        model.redo();
        assertEquals(-7, weight(3));
        assertFalse(model.canRedoProperty().get());
    }

    /// What it was at that moment, which only the training thread knows.
    @Test
    void whatTrainingMadeOfTheNumberComesBack() {
        makeStep();
        double trained = weight(0);
        model.setParameter(WEIGHTS, 0, 2);
        makeStep();
        model.undo();
        assertEquals(trained, weight(0));
    }

    @Test
    void theWeightsOfALayerComeBackWithItsSize() {
        makeStep();
        Map<Parameters.Key, Tensor> before = numbers();
        model.change(withHidden(9));
        assertEquals(9, number(WEIGHTS).rows());
        model.undo();
        assertEquals(before, numbers());
        model.redo();
        assertEquals(9, number(WEIGHTS).rows());
    }

    /// Who asks for the size of before anew, and does not undo, gets weights drawn from the seed as ever.
    @Test
    void anEditThatIsNoUndoDrawsAfresh() {
        Tensor drawn = number(WEIGHTS);
        makeStep();
        Tensor trained = numbers().get(WEIGHTS);
        assertNotEquals(drawn, trained);
        model.change(withHidden(9));
        model.change(withHidden(8));
        assertEquals(drawn, numbers().get(WEIGHTS));
    }

    /// Undo takes back one edit after the other, of whatever kind.
    @Test
    void editsOfSetupAndNumbersAreUndoneInTheirOrder() {
        TrainingSetup first = model.setupProperty().get();
        Map<Parameters.Key, Tensor> before = numbers();
        model.setParameter(BIAS, 0, 0.5);
        model.change(withHidden(9));
        model.setParameter(WEIGHTS, 17, 3);
        model.undo();
        assertNotEquals(3, weight(17));
        model.undo();
        assertEquals(first, model.setupProperty().get());
        assertEquals(0.5, number(BIAS).get(0));
        model.undo();
        assertEquals(before, numbers());
    }
}
