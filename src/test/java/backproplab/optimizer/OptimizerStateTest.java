package backproplab.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class OptimizerStateTest {
    private static final Optimizer ADAM = new Adam(0.001, 0.9, 0.999, 1e-8);
    private static final Optimizer ADAM_W = new AdamW(0.001, 0.9, 0.999, 1e-8, 0.01);

    @Test
    void startsAtZeroWithOneSlotForEachName() {
        OptimizerState state = OptimizerState.initial(ADAM, List.of(2, 3));
        assertEquals(0, state.updates());
        assertEquals(1, state.nextUpdate());
        assertEquals(2, state.tensors());
        assertEquals(List.of("first_moment", "second_moment"), state.slotNames());
        assertArrayEquals(new double[][] {{0, 0, 0}, {0, 0, 0}}, state.slots(1));
    }

    /// A saved state read back goes on exactly where the other one goes on.
    @Test
    void goesOnFromASavedState() {
        double[] through = {1, 2};
        double[] resumed = {1, 2};
        double[] g = {0.3, -0.7};
        OptimizerState state = OptimizerState.initial(ADAM, List.of(2));
        ADAM.update(through, g, state.slots(0), 0, 2, state.nextUpdate(), false);
        System.arraycopy(through, 0, resumed, 0, 2);

        OptimizerState read =
                OptimizerState.of(
                        state.updates(),
                        state.slotNames(),
                        List.<double[][]>of(new double[][] {state.slots(0)[0].clone(), state.slots(0)[1].clone()}));
        ADAM.update(through, g, state.slots(0), 0, 2, state.nextUpdate(), false);
        ADAM.update(resumed, g, read.slots(0), 0, 2, read.nextUpdate(), false);
        assertArrayEquals(through, resumed, 0);
    }

    @Test
    void copiesDoNotShareNumbers() {
        OptimizerState state = OptimizerState.initial(ADAM, List.of(2));
        OptimizerState copy = state.copy();
        state.slots(0)[0][1] = 5;
        state.nextUpdate();
        assertEquals(0, copy.slots(0)[0][1]);
        assertEquals(0, copy.updates());

        copy.copyFrom(state);
        assertEquals(5, copy.slots(0)[0][1]);
        assertEquals(1, copy.updates());
    }

    @Test
    void refusesWhatDoesNotFit() {
        OptimizerState state = OptimizerState.initial(ADAM, List.of(2));
        OptimizerState otherSize = OptimizerState.initial(ADAM, List.of(3));
        OptimizerState otherSlots = OptimizerState.initial(new Sgd(0.1), List.of(2));
        OptimizerState otherTensors = OptimizerState.initial(ADAM, List.of(2, 2));
        List<double[][]> oneSlot = List.<double[][]>of(new double[][] {{0, 0}});
        assertThrows(IllegalArgumentException.class, () -> state.copyFrom(otherSize));
        assertThrows(IllegalArgumentException.class, () -> state.copyFrom(otherSlots));
        assertThrows(IllegalArgumentException.class, () -> state.copyFrom(otherTensors));
        assertThrows(IllegalArgumentException.class, () -> OptimizerState.of(0, ADAM.slotNames(), oneSlot));
        assertThrows(IllegalArgumentException.class, () -> OptimizerState.of(-1, List.of("velocity"), oneSlot));
    }

    @Test
    void fitsRulesThatRememberTheSame() {
        OptimizerState adam = OptimizerState.initial(ADAM, List.of(2));
        assertTrue(adam.fits(ADAM.withLearningRate(0.5)));
        assertTrue(adam.fits(ADAM_W));
        assertFalse(adam.fits(new Momentum(0.1, 0.9)));
        assertTrue(OptimizerState.initial(new Momentum(0.1, 0.9), List.of(2)).fits(new Nesterov(0.1, 0.9)));
        // a sum and a mean of squares are not the same thing
        assertFalse(OptimizerState.initial(new Adagrad(0.1, 1e-8), List.of(2)).fits(new RmsProp(0.1, 0.9, 1e-8)));
    }
}
