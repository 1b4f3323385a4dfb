package backproplab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.random.SeededRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;

class MomentsTest {
    @Test
    void ofTheTextbookExample() {
        double[] values = {2, 4, 4, 4, 5, 5, 7, 9}; // mean 5, standard deviation 2
        assertEquals(new Moments(8, 5, 2, 2, 9, 0), Moments.of(values, 8));
    }

    /// A mean a million times the spread is where the textbook formula `E[x²] − E[x]²` fails.
    @Test
    void keepsASmallSpreadAroundALargeMean() {
        double[] values = {1e6 - 1, 1e6 + 1, 1e6 - 1, 1e6 + 1};
        assertEquals(1, Moments.of(values, 4).standardDeviation(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-310, 1e-300, 1e-170, 1e170, 1e300})
    void squaresDoNotLeaveTheRange(double scale) {
        double[] values = {2 * scale, 4 * scale, 4 * scale, 4 * scale, 5 * scale, 5 * scale, 7 * scale, 9 * scale};
        Moments moments = Moments.of(values, 8);
        assertEquals(5 * scale, moments.mean(), 1e-13 * scale + Double.MIN_VALUE);
        assertEquals(2 * scale, moments.standardDeviation(), 1e-13 * scale + Double.MIN_VALUE);
    }

    @Test
    void aLargerNumberMayComeLate() {
        Moments moments = Moments.of(new double[] {0, 1e-200, -3, 1e250, -1e250}, 5);
        assertEquals(1e250 * Math.sqrt(2.0 / 5), moments.standardDeviation(), 1e237);
        assertEquals(-1e250, moments.min());
    }

    /// The unit grows between the second and the third number, and both count: `{0, ¼, 1}` has the variance 13/72.
    @Test
    void spreadsOverManyUnits() {
        double scale = 0x1p301;
        Moments moments = Moments.of(new double[] {1, scale / 4, scale}, 3);
        assertEquals(scale * Math.sqrt(13 / 72.0), moments.standardDeviation(), 1e-14 * scale);
        assertEquals(scale * 5 / 12, moments.mean(), 1e-14 * scale);
    }

    @Test
    void numbersThatAreNotFiniteAreCountedApart() {
        double[] values = {1, Double.NaN, 3, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        assertEquals(new Moments(2, 2, 1, 1, 3, 3), Moments.of(values, 5));
        Moments none = Moments.of(values, 0);
        assertEquals(Moments.NONE, none);
        assertTrue(Double.isNaN(none.mean()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void partsMergeToTheWhole(long seed) {
        SeededRandom random = new SeededRandom(seed);
        double[] values = new double[1 + random.nextInt(500)];
        double centre = 10 * random.nextGaussian();
        Arrays.setAll(values, _ -> random.nextInt(20) == 0 ? Double.NaN : centre + random.nextGaussian());
        Moments whole = Moments.of(values, values.length);

        Moments merged = Moments.NONE;
        for (int from = 0; from < values.length; ) {
            int to = Math.min(values.length, from + random.nextInt(100));
            merged = merged.merge(Moments.of(Arrays.copyOfRange(values, from, to), to - from));
            from = to;
        }
        assertEquals(whole.count(), merged.count());
        assertEquals(whole.nonFinite(), merged.nonFinite());
        assertEquals(whole.min(), merged.min());
        assertEquals(whole.max(), merged.max());
        assertEquals(whole.mean(), merged.mean(), 1e-13);
        assertEquals(whole.standardDeviation(), merged.standardDeviation(), 1e-13);
    }

    @Test
    void mergingKeepsTinySpreads() {
        Moments merged = Moments.of(new double[] {1e-200}, 1).merge(Moments.of(new double[] {3e-200}, 1));
        assertEquals(2e-200, merged.mean(), 1e-214);
        assertEquals(1e-200, merged.standardDeviation(), 1e-214);
    }
}
