package backproplab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.random.SeededRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentRangeTest {
    @Test
    void anOldSpikeLeavesTheWindow() {
        RecentRange range = RecentRange.of(100);
        range.add(0, 1e9);
        range.add(50, -3);
        range.add(100, 5);
        assertEquals(1e9, range.high());
        range.add(103, 5);
        assertEquals(5, range.high());
        assertEquals(-3, range.low());
        range.add(1_000_000, 2);
        assertEquals(2, range.low());
        assertEquals(2, range.high());
    }

    /// Against the values themselves: at least the last 250 steps count, at most two buckets of 4 more.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isTheRangeOfTheLastSteps(long seed) {
        SeededRandom random = new SeededRandom(seed);
        double[] values = new double[5000];
        RecentRange range = RecentRange.of(250);
        for (int step = 0; step < values.length; step++) {
            values[step] = random.nextGaussian();
            range.add(step, values[step]);
            assertTrue(range.low() <= low(values, step, 250), "a recent value is missing");
            assertTrue(range.low() >= low(values, step, 250 + 8), "an old value counts");
        }
    }

    private static double low(double[] values, int last, int steps) {
        double low = Double.POSITIVE_INFINITY;
        for (int i = Math.max(0, last - steps + 1); i <= last; i++) {
            low = Math.min(low, values[i]);
        }
        return low;
    }

    @Test
    void shortWindowsAreExact() {
        RecentRange range = RecentRange.of(2);
        range.add(0, 1);
        range.add(1, 2);
        assertEquals(1, range.low());
        range.add(2, 3);
        assertEquals(2, range.low());
        RecentRange one = RecentRange.of(1);
        one.add(0, 1);
        one.add(1, 2);
        assertEquals(2, one.low());
    }

    @Test
    void bandsCountWithBothExtremes() {
        RecentRange range = RecentRange.of(10);
        range.add(3, Band.of(2).merge(Band.of(-7)).merge(Band.of(Double.POSITIVE_INFINITY)));
        assertEquals(-7, range.low());
        assertEquals(2, range.high());
        range.add(4, Band.of(Double.NaN));
        assertEquals(2, range.high());
    }

    @Test
    void aLogarithmicAxisNeedsPositiveNumbers() {
        RecentRange range = RecentRange.ofPositive(10);
        range.add(0, 0);
        range.add(1, -5);
        assertTrue(Double.isNaN(range.low()) && Double.isNaN(range.high()));
        range.add(2, Band.of(0).merge(Band.of(1e-7)));
        range.add(3, Band.of(1e-3));
        assertEquals(1e-7, range.low());
        assertEquals(1e-3, range.high());
        range.clear();
        assertTrue(Double.isNaN(range.low()));
    }

    @Test
    void stepsDoNotGoBack() {
        RecentRange range = RecentRange.of(1000);
        range.add(500, 1);
        assertThrows(IllegalArgumentException.class, () -> range.add(20, 1));
        assertThrows(IllegalArgumentException.class, () -> RecentRange.of(0));
    }
}
