package backproplab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.random.SeededRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

class DistributionTest {
    private static final Binning LINEAR = new Binning.Linear(-2, 3, 10);

    @Test
    void givenLimits() {
        double[] values = {-2.1, -2, -1.6, -1.5, 0, 2.9, 3, 3.1, Double.NaN, Double.POSITIVE_INFINITY};
        Distribution found = Distribution.of(LINEAR, values, values.length);
        assertEquals(1, found.below());
        assertEquals(1, found.above());
        assertEquals(List.of(2L, 1L, 0L, 0L, 1L, 0L, 0L, 0L, 0L, 2L), counts(found));
        assertEquals(2, found.moments().nonFinite());
        assertEquals(-1.5, LINEAR.edge(1));
        assertEquals(3, LINEAR.edge(10));
    }

    @Test
    void limitsThatAreNoneAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Binning.Linear(1, 1, 10));
        assertThrows(IllegalArgumentException.class, () -> new Binning.Linear(0, Double.NaN, 10));
        assertThrows(IllegalArgumentException.class, () -> new Binning.Linear(-1e308, 1e308, 10));
        assertThrows(IllegalArgumentException.class, () -> new Binning.Linear(0, 1, 0));
    }

    @Test
    void wideningBinsFitTheLargest() {
        Distribution found = Distribution.of(Binning.Widening.START, new double[] {0, 0.5, -0.25, 5.3, -1}, 5);
        assertEquals(new Binning.Widening(-5), found.binning()); // 5.3 < 256/32, but not < 256/64
        assertEquals(1, found.count(256));
        assertEquals(1, found.count(256 + 16)); // 0.5 · 32
        assertEquals(1, found.count(256 - 8));
        assertEquals(1, found.count(256 + 169)); // 5.3 · 32 = 169.6
        assertEquals(1, found.count(256 - 32));
        assertEquals(0, found.below() + found.above());
        assertEquals(256 - 32, found.firstBin());
        assertEquals(256 + 170, found.endBin());
    }

    @Test
    void wideningBinsTakeTheSmallestAndTheLargestDouble() {
        for (double x : new double[] {Double.MIN_VALUE, 1e-310, Double.MIN_NORMAL, 1, Double.MAX_VALUE}) {
            Distribution found = Distribution.of(Binning.Widening.START, new double[] {0, x, -x}, 3);
            assertEquals(3, counts(found).stream().mapToLong(it -> it).sum());
            assertHolds(found, x);
            assertHolds(found, -x);
        }
    }

    /// The widest leap between widths, from the narrowest there are.
    @Test
    void numbersOfTheNarrowestBinsMoveToThoseAroundZero() {
        for (int exponent = -1000; exponent <= 1000; exponent++) {
            double narrow = 100 * 0x1p-1022;
            double[] values = {narrow, -narrow, Math.scalb(1.0, exponent)};
            Distribution found = Distribution.of(Binning.Widening.START, values, 3);
            assertHolds(found, narrow);
            assertHolds(found, -narrow);
        }
    }

    @Test
    void magnitudesHaveFourBinsToADecade() {
        Binning magnitudes = new Binning.Magnitudes();
        int one = Binning.Magnitudes.binOfPower(0);
        assertEquals(1, magnitudes.edge(one));
        assertEquals(10, magnitudes.edge(one + 4));
        assertEquals(Math.sqrt(10), magnitudes.edge(one + 2));
        assertEquals(1e-170, magnitudes.edge(Binning.Magnitudes.binOfPower(-170)));
        assertEquals(one, magnitudes.bin(1));
        assertEquals(one - 1, magnitudes.bin(Math.nextDown(1.0)));
        assertEquals(one + 4, magnitudes.bin(-10));
        assertEquals(0, magnitudes.bin(Double.MIN_VALUE));
        assertEquals(magnitudes.bins() - 1, magnitudes.bin(Double.MAX_VALUE));
    }

    @Test
    void exactZerosLieBelowAllMagnitudes() {
        Distribution found = Distribution.of(new Binning.Magnitudes(), new double[] {0, -0.0, 1e-300, -1e-300, 2}, 5);
        assertEquals(2, found.below());
        assertEquals(2, found.count(Binning.Magnitudes.binOfPower(-300)));
    }

    static Stream<Binning> binnings() {
        return Stream.of(LINEAR, Binning.Widening.START, new Binning.Magnitudes());
    }

    @ParameterizedTest
    @MethodSource("binnings")
    void everyNumberLiesBetweenTheEdgesOfItsBin(Binning binning) {
        SeededRandom random = new SeededRandom(5);
        for (int i = 0; i < 2000; i++) {
            double x = random.nextGaussian() * Math.pow(10, 20 * random.nextGaussian());
            Distribution found = Distribution.of(binning, new double[] {x}, 1);
            if (found.below() + found.above() == 0) {
                assertHolds(found, x);
            }
        }
    }

    private static void assertHolds(Distribution found, double x) {
        double binned = found.binning() instanceof Binning.Magnitudes ? Math.abs(x) : x;
        int bin = found.binning().bin(x);
        assertTrue(
                found.binning().edge(bin) <= binned && binned < found.binning().edge(bin + 1),
                () -> x + " in bin " + bin + " of " + found);
        assertTrue(found.count(bin) > 0, () -> x + " not counted in " + found);
    }

    static Stream<Object[]> binningsAndSeeds() {
        return binnings().flatMap(it -> LongStream.range(0, 5).mapToObj(seed -> new Object[] {it, seed}));
    }

    /// In any portions and, for the counts, in any order.
    @ParameterizedTest
    @MethodSource("binningsAndSeeds")
    void partsMergeToTheWhole(Binning binning, long seed) {
        SeededRandom random = new SeededRandom(seed);
        double[] values = new double[400];
        Arrays.setAll(values, _ -> draw(random));
        Distribution whole = Distribution.of(binning, values, values.length);

        Distribution merged = Distribution.of(binning, values, 0);
        DistributionAccumulator portions = new DistributionAccumulator(binning);
        for (int from = 0; from < values.length; ) {
            int to = Math.min(values.length, from + 1 + random.nextInt(100));
            double[] part = Arrays.copyOfRange(values, from, to);
            merged = merged.merge(Distribution.of(binning, part, part.length));
            portions.add(part, part.length);
            from = to;
        }
        assertEquals(whole, portions.toDistribution());
        assertSameCounts(whole, merged);

        DistributionAccumulator backwards = new DistributionAccumulator(binning);
        for (int i = values.length - 1; i >= 0; i--) {
            backwards.add(values[i]);
        }
        assertSameCounts(whole, backwards.toDistribution());

        backwards.clear();
        backwards.add(values, values.length);
        assertEquals(whole, backwards.toDistribution());
    }

    private static double draw(SeededRandom random) {
        return switch (random.nextInt(20)) {
            case 0 -> 0;
            case 1 -> Double.NaN;
            case 2 -> 1000 * random.nextGaussian();
            default -> random.nextGaussian();
        };
    }

    private static void assertSameCounts(Distribution expected, Distribution found) {
        assertEquals(expected.binning(), found.binning());
        assertEquals(counts(expected), counts(found));
        assertEquals(expected.below(), found.below());
        assertEquals(expected.above(), found.above());
        assertEquals(expected.moments().count(), found.moments().count());
        assertEquals(expected.moments().nonFinite(), found.moments().nonFinite());
        assertEquals(expected.moments().min(), found.moments().min());
        assertEquals(expected.moments().max(), found.moments().max());
        assertEquals(expected.moments().mean(), found.moments().mean(), 1e-11);
        assertEquals(expected.moments().standardDeviation(), found.moments().standardDeviation(), 1e-11);
    }

    private static List<Long> counts(Distribution distribution) {
        return LongStream.range(0, distribution.binning().bins())
                .map(it -> distribution.count((int) it))
                .boxed()
                .toList();
    }

    @Test
    void otherBinsAreRefused() {
        Distribution linear = Distribution.of(LINEAR, new double[1], 1);
        for (Binning other : List.of(new Binning.Linear(-2, 3, 11), Binning.Widening.START, new Binning.Magnitudes())) {
            Distribution different = Distribution.of(other, new double[1], 1);
            assertThrows(IllegalArgumentException.class, () -> linear.merge(different));
            assertThrows(IllegalArgumentException.class, () -> different.merge(linear));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-5, 0, 7})
    void narrowAndWideMergeBothWays(int power) {
        Distribution wide = Distribution.of(Binning.Widening.START, new double[] {Math.scalb(1.5, power)}, 1);
        Distribution narrow = Distribution.of(Binning.Widening.START, new double[] {1e-3, -1e-3}, 2);
        Distribution both =
                Distribution.of(Binning.Widening.START, new double[] {1e-3, Math.scalb(1.5, power), -1e-3}, 3);
        assertEquals(counts(both), counts(wide.merge(narrow)));
        assertEquals(counts(both), counts(narrow.merge(wide)));
    }
}
