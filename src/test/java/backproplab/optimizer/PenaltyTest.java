package backproplab.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import backproplab.optimizer.Penalty.DecayOn;
import backproplab.optimizer.UpdateRule.Scope;

import org.junit.jupiter.api.Test;

class PenaltyTest {
    /// By hand: `l1·sign(w) + l2·w`, and 0 at 0.
    @Test
    void addsTheGradientOfThePenalty() {
        double[] g = {1, 1, 1, 9};
        new Penalty(0.5, 0.25, DecayOn.ALL).addGradient(new double[] {2, -4, 0, 1}, g, 0, 3);
        assertArrayEquals(new double[] {1 + 0.5 + 0.5, 1 - 0.5 - 1, 1, 9}, g);
    }

    @Test
    void changesOneThingAtATime() {
        Penalty penalty = new Penalty(0.1, 0.2, DecayOn.WEIGHTS);
        assertEquals(new Penalty(0.3, 0.2, DecayOn.WEIGHTS), penalty.withL1(0.3));
        assertEquals(new Penalty(0.1, 0.3, DecayOn.WEIGHTS), penalty.withL2(0.3));
        assertEquals(new Penalty(0.1, 0.2, DecayOn.ALL), penalty.with(DecayOn.ALL));
        assertThrows(IllegalArgumentException.class, () -> penalty.withL1(-1));

        UpdateRule rule = UpdateRule.of(new Momentum(0.1, 0.9)).with(penalty).with(new Clipping.Value(2));
        assertEquals(
                new UpdateRule(new Momentum(0.5, 0.9), penalty, new Clipping.Value(2), Scope.WEIGHTS_ONLY),
                rule.withLearningRate(0.5).with(Scope.WEIGHTS_ONLY));
    }
}
