package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Activation;
import backproplab.statistics.Binning;
import backproplab.statistics.Distribution;
import backproplab.ui.viewmodel.Documents;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class ZRangeTest {
    private static final Activation TANH = Documents.function("tanh").elementwise().orElseThrow();

    private final ZRange range = new ZRange();

    private void follow(double... z) {
        range.follow(TANH, Optional.of(Distribution.of(new Binning.Widening(-6), z, z.length)));
    }

    @Test
    void smallNumbersLeaveTheUsualRange() {
        follow(-0.5, 0.1, 1.2);
        assertEquals(6, range.reach());
    }

    @Test
    void itStandsStillWhileALittleMoreIsNeeded() {
        follow(-7, 7);
        double reach = range.reach();
        follow(-0.95 * reach, 7);
        assertEquals(reach, range.reach());
        follow(-4 * reach, 7);
        assertTrue(range.reach() >= 4 * reach);
    }

    /// As in a network that explodes: twice the reach, the length of the axis, must still be a number.
    @Test
    void theLengthOfTheAxisIsANumber() {
        follow(-1.7e308, 1.7e308);
        assertTrue(Double.isFinite(2 * range.reach()), () -> "" + range.reach());
    }
}
