package backproplab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.random.SeededRandom;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

class SizeTest {
    @Test
    void ofThreeAndFour() {
        Size size = Size.of(Tensor.vector(3, -4)); // by hand
        assertEquals(new Size(2, 5, Math.sqrt(12.5), 3.5), size);
    }

    @Test
    void firstValuesOnly() {
        assertEquals(Size.of(new double[] {3, -4}, 2), Size.of(new double[] {3, -4, 100, Double.NaN}, 2));
    }

    /// Lengths around whole rows of eight lanes, sizes from far below to far above where squares leave a double.
    @ParameterizedTest
    @ValueSource(doubles = {4.9e-324, 1e-310, 1e-300, 1e-170, 1e-154, 1e-145, 1, 1e150, 1e154, 1e170, 1e300})
    void agreesWithExactArithmetic(double scale) {
        SeededRandom random = new SeededRandom(1);
        for (int n : new int[] {1, 2, 7, 8, 9, 16, 31, 1000}) {
            double[] values = new double[n];
            Arrays.setAll(values, _ -> scale * (1 + 9 * random.nextDouble()) * (random.nextBoolean() ? 1 : -1));
            Size size = Size.of(values, n);

            BigDecimal squares = BigDecimal.ZERO;
            BigDecimal magnitudes = BigDecimal.ZERO;
            for (double value : values) {
                BigDecimal exact = new BigDecimal(value);
                squares = squares.add(exact.multiply(exact));
                magnitudes = magnitudes.add(exact.abs());
            }
            MathContext digits = new MathContext(30);
            BigDecimal count = BigDecimal.valueOf(n);
            assertClose(squares.sqrt(digits).doubleValue(), size.l2());
            assertClose(squares.divide(count, digits).sqrt(digits).doubleValue(), size.rms());
            assertClose(magnitudes.divide(count, digits).doubleValue(), size.meanAbs());
        }
    }

    /// A few roundings per addition of 1000, and half a unit in the last place of the smallest doubles.
    private static void assertClose(double exact, double got) {
        assertEquals(exact, got, 1e-13 * exact + Double.MIN_VALUE);
    }

    @Test
    void tinyHugeAndPlainArraysTogether() {
        SizeAccumulator all = new SizeAccumulator();
        all.add(new double[] {3e-200}, 1);
        assertEquals(3e-200, all.l2(), 1e-214);
        all.add(new double[] {4e-200}, 1);
        assertEquals(5e-200, all.l2(), 1e-214); // 3-4-5
        all.add(new double[] {12}, 1);
        assertEquals(12, all.l2());
        all.add(new double[] {3e200, 4e200}, 2);
        assertEquals(5e200, all.l2(), 1e186);
        assertEquals(5, all.count());
        assertEquals(7e200 / 5, all.meanAbs(), 1e186);
        all.clear();
        all.add(new double[] {2}, 1);
        assertEquals(new Size(1, 2, 2, 2), all.toSize());
    }

    /// 3-4-5 where the larger number's square is still a good double and the smaller one's is not.
    @Test
    void aTinyArrayBesideASmallOne() {
        SizeAccumulator both = new SizeAccumulator();
        both.add(new double[] {9e-146}, 1);
        both.add(new double[] {1.2e-145}, 1);
        assertEquals(1.5e-145, both.l2(), 1e-159);
    }

    @Test
    void severalArraysAreOneSet() {
        SeededRandom random = new SeededRandom(2);
        double[] whole = new double[1000];
        Arrays.setAll(whole, _ -> random.nextGaussian());
        SizeAccumulator parts = new SizeAccumulator();
        parts.add(Arrays.copyOfRange(whole, 0, 130), 130);
        parts.add(Arrays.copyOfRange(whole, 130, 1000), 870);
        Size expected = Size.of(whole, 1000);
        assertEquals(expected.rms(), parts.rms(), 1e-14);
        assertEquals(expected.meanAbs(), parts.meanAbs(), 1e-14);
        assertEquals(1000, parts.count());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-310, 1e-170, 1, 1e170, 1e300})
    void rootsAlone(double scale) {
        double[] values = {3 * scale, -4 * scale};
        SizeAccumulator roots = SizeAccumulator.ofRoots();
        roots.add(values, 2);
        assertEquals(Size.of(values, 2).l2(), roots.l2());
        assertEquals(Size.of(values, 2).rms(), roots.rms());
        assertTrue(Double.isNaN(roots.meanAbs()) && roots.isFinite());
        roots.add(new double[] {Double.NaN}, 1);
        assertFalse(roots.isFinite());
    }

    @Test
    void infinityAndNaNShow() {
        Size infinite = Size.of(Tensor.vector(1, Double.NEGATIVE_INFINITY, 2));
        assertEquals(Double.POSITIVE_INFINITY, infinite.l2());
        assertEquals(Double.POSITIVE_INFINITY, infinite.rms());
        assertEquals(Double.POSITIVE_INFINITY, infinite.meanAbs());
        Size nan = Size.of(Tensor.vector(Double.POSITIVE_INFINITY, Double.NaN, 1));
        assertTrue(Double.isNaN(nan.l2()) && Double.isNaN(nan.rms()) && Double.isNaN(nan.meanAbs()));
        assertFalse(infinite.isFinite() || nan.isFinite());
        assertTrue(Size.of(Tensor.vector(1e300, 1e300)).isFinite());
    }

    @Test
    void zerosAreZero() {
        assertEquals(new Size(3, 0, 0, 0), Size.of(Tensor.zeros(3)));
    }

    @Test
    void nothingHasNoMean() {
        Size nothing = new SizeAccumulator().toSize();
        assertEquals(0, nothing.l2());
        assertTrue(Double.isNaN(nothing.rms()) && Double.isNaN(nothing.meanAbs()) && nothing.isFinite());
    }

    @Test
    void moreThanThereAreIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Size.of(new double[3], 4));
    }
}
