package backproplab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.statistics.GradientFlow.Flag;

import org.junit.jupiter.api.Test;

class TimeFlowTest {
    private static TimeFlow flow(double... norms) {
        return TimeFlow.of("cell", norms, GradientFlow.Rule.STANDARD);
    }

    @Test
    void theFactorIsTheRootOfTheRatio() {
        TimeFlow flow = flow(1e-6, 5, 1e-2);
        assertEquals(Flag.VANISHING, flow.flag());
        assertEquals(1e-4, flow.ratio(), 1e-18);
        assertEquals(1e-2, flow.factorPerStep(), 1e-15);
        assertEquals("cell vanishes over time: ×0.01 per step; ‖∂L/∂h‖ at t = 1 is 1e-4 of that at t = 3", flow.text());
    }

    @Test
    void growingTowardsTheFirstStepIsExploding() {
        assertEquals(
                "cell explodes over time: ×2e4 per step; ‖∂L/∂h‖ at t = 1 is 2e4 times that at t = 2",
                flow(200, 0.01).text());
        assertEquals(Flag.NONE, flow(9, 0.01).flag());
        assertFalse(flow(9, 0.01).warns());
    }

    /// A ratio beyond the range of doubles is judged none the less.
    @Test
    void extremesAreJudged() {
        assertEquals(Flag.EXPLODING, flow(1e200, 1e-200).flag());
        assertEquals(Flag.VANISHING, flow(0, 1).flag());
        assertTrue(flow(0, 1).text().contains("exactly 0 at t = 1"), flow(0, 1).text());
        assertEquals(Flag.NO_GRADIENT, flow(1, 0).flag());
        assertEquals(Flag.NOT_FINITE, flow(1, Double.NaN, 1).flag());
        assertEquals(Flag.NOT_APPLICABLE, flow(1).flag());
    }

    @Test
    void theFartherFromLevelTheWorse() {
        assertTrue(flow(1e-9, 1).badness() > flow(1e3, 1).badness());
        assertTrue(flow(0, 1).badness() > flow(1e-300, 1).badness());
        assertEquals(0, flow(1).badness());
        assertEquals(Double.POSITIVE_INFINITY, flow(1, Double.NaN).badness());
    }
}
