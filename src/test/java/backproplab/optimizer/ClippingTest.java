package backproplab.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;

class ClippingTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void byValueTouchesOnlyWhatIsTooLarge() {
        assertClipped(new Clipping.Value(1), 0, new double[] {3, -4, 0.5}, 1, -1, 0.5);
        assertClipped(new Clipping.Value(1), 0, new double[] {INFINITY, Double.NaN, -INFINITY}, 1, Double.NaN, -1);
    }

    @Test
    void byNormScalesByTheNormOfAllParameters() {
        // by hand: 5 of 10 are left
        assertClipped(new Clipping.Norm(5, 0), 10, new double[] {3, -4}, 1.5, -2);
        assertClipped(new Clipping.Norm(5, 0.5), 9.5, new double[] {3, -4}, 1.5, -2);
        assertClipped(new Clipping.Norm(5, 0), 4.9, new double[] {3, -4}, 3, -4);
        assertClipped(new Clipping.Norm(5, 0), 0, new double[] {0, 0}, 0, 0);
    }

    @Test
    void byNormPerTensorScalesByTheNormOfTheTensor() {
        assertClipped(new Clipping.NormPerTensor(1, 0), 5, new double[] {3, -4}, 3 * (1 / 5.0), -4 * (1 / 5.0));
        assertClipped(new Clipping.NormPerTensor(6, 0), 5, new double[] {3, -4}, 3, -4);
    }

    @Test
    void eachKindTellsWhatItWantsTheNormOf() {
        assertEquals(Clipping.NormOf.NOTHING, new Clipping.None().normOf());
        assertEquals(Clipping.NormOf.NOTHING, new Clipping.Value(1).normOf());
        assertEquals(Clipping.NormOf.GRADIENT, new Clipping.Norm(1, 0).normOf());
        assertEquals(Clipping.NormOf.TENSOR, new Clipping.NormPerTensor(1, 0).normOf());
    }

    @Test
    void aPartIsClippedAlone() {
        double[] clipped = new double[4];
        new Clipping.Value(1).clip(new double[] {5, 5, -5, 5}, clipped, 1, 3, Double.NaN);
        assertArrayEquals(new double[] {0, 1, -1, 0}, clipped);
    }

    @Test
    void aGradientThatIsNotFiniteIsNotDisguised() {
        assertClipped(new Clipping.Norm(1, 0), INFINITY, new double[] {3, INFINITY}, 3, INFINITY);
        assertClipped(new Clipping.Norm(1, 0), Double.NaN, new double[] {3, 4}, 3, 4);
        assertClipped(new Clipping.NormPerTensor(1, 0), Double.NaN, new double[] {3, Double.NaN}, 3, Double.NaN);
    }

    /// 3-4-5 triangles up to where squares overflow, and down to where they vanish.
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e100, 1e160, 1e307, 1e-100, 1e-140, 1e-170, 1e-300})
    void normsDoNotOverflow(double unit) {
        double[] g = {3 * unit, 4 * unit, 99};
        assertEquals(5 * unit, GradientNorm.of(g, 2), 1e-15 * 5 * unit);
        assertEquals(
                5 * unit,
                GradientNorm.of(List.of(Tensor.vector(3 * unit), Tensor.vector(0, -4 * unit))),
                1e-15 * 5 * unit);
    }

    /// `Σ i² = n(n + 1)(2n + 1)/6`: no number is left out, whatever the length.
    @Test
    void normsCountEveryNumber() {
        for (int n = 0; n <= 13; n++) {
            double[] g = new double[n];
            Arrays.setAll(g, i -> i + 1);
            assertEquals(Math.sqrt(n * (n + 1) * (2 * n + 1) / 6.0), GradientNorm.of(g, n), 1e-14);
        }
    }

    @Test
    void normsShowWhatIsNotFinite() {
        assertEquals(0, GradientNorm.of(new double[] {0, 0}, 2));
        assertEquals(INFINITY, GradientNorm.of(new double[] {1, -INFINITY}, 2));
        assertEquals(Double.NaN, GradientNorm.of(new double[] {Double.NaN, INFINITY}, 2));
        assertEquals(Double.NaN, GradientNorm.of(List.of(Tensor.vector(1e200), Tensor.vector(Double.NaN))));
    }

    private static void assertClipped(Clipping clipping, double norm, double[] g, double... expected) {
        double[] before = g.clone();
        double[] clipped = new double[g.length];
        clipping.clip(g, clipped, 0, g.length, norm);
        assertArrayEquals(expected, clipped, 0);
        assertArrayEquals(before, g, 0);

        clipping.clip(g, g, 0, g.length, norm);
        assertArrayEquals(expected, g, 0);
    }
}
