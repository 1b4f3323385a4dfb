package backproplab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Activation;
import backproplab.activation.Activations;
import backproplab.catalog.Entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/// Against closed forms, and for the rest of the catalog against a plain sum of many points.
class GaussianMeanTest {
    private static final List<Double> SMOOTH = List.of();

    private static void assertMean(
            double exact, DoubleUnaryOperator g, double mean, double variance, List<Double> kinks) {
        assertEquals(exact, GaussianMean.of(g, mean, variance, kinks), 1e-10 * Math.abs(exact) + 1e-300);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 0.01, 1, 4, 1e4, 1e20})
    void polynomials(double q) {
        assertMean(1, _ -> 1, 0.5, q, SMOOTH);
        assertMean(q, z -> z * z, 0, q, SMOOTH);
        assertMean(3 * q * q, z -> z * z * z * z, 0, q, SMOOTH);
        assertMean(15 * q * q * q, z -> z * z * z * z * z * z, 0, q, SMOOTH);
        assertMean(q + 9, z -> z * z, 3, q, SMOOTH);
    }

    /// `E[relu²] = q/2`, `E[relu′²] = ½`: He et al. 2015.
    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 0.01, 1, 4, 1e4, 1e20})
    void rectified(double q) {
        assertMean(q / 2, z -> z > 0 ? z * z : 0, 0, q, List.of(0.0));
        assertMean(0.5, z -> z > 0 ? 1 : 0, 0, q, List.of(0.0));
    }

    /// `E[cos²] = (1 + e^(−2q))/2`, also where it oscillates a hundred times within σ.
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.3, 1, 9, 100, 1e5})
    void oscillating(double q) {
        assertMean((1 + Math.exp(-2 * q)) / 2, z -> Math.cos(z) * Math.cos(z), 0, q, SMOOTH);
        assertMean((1 + Math.exp(-2 * q) * Math.cos(1.4)) / 2, z -> Math.cos(z) * Math.cos(z), 0.7, q, SMOOTH);
    }

    /// `E[e^(2z)] = e^(2q)`; the mass lies 2σ² to the right.
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 1, 4, 25, 80})
    void growing(double q) {
        assertMean(Math.exp(2 * q), z -> Math.exp(2 * z), 0, q, SMOOTH);
    }

    /// `E[e^(−2z²)] = 1/√(1 + 4q)`: a narrow bump in a wide distribution, far narrower than any fixed grid.
    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1, 100, 1e8, 1e16})
    void narrow(double q) {
        assertMean(1 / Math.sqrt(1 + 4 * q), z -> Math.exp(-2 * z * z), 0, q, SMOOTH);
    }

    @Test
    void whatOverflowsIsInfinite() {
        assertEquals(Double.POSITIVE_INFINITY, GaussianMean.of(z -> Math.exp(2 * z), 0, 400, SMOOTH));
        assertTrue(Double.isNaN(GaussianMean.of(_ -> Double.NaN, 0, 1, SMOOTH)));
    }

    @Test
    void noSpreadIsTheValueItself() {
        assertEquals(9, GaussianMean.of(z -> z * z, 3, 0, SMOOTH));
        assertTrue(Double.isNaN(GaussianMean.of(z -> z, 0, Double.POSITIVE_INFINITY, SMOOTH)));
    }

    static Stream<Activation> everyActivation() {
        return Activations.CATALOG.entries().stream().map(Entry::standard);
    }

    /// The midpoint rule on 400 000 points of ±14 σ, whose error at a jump is at most half its step, 4e-5.
    @ParameterizedTest
    @MethodSource("everyActivation")
    void agreesWithAPlainSum(Activation f) {
        double q = 2.3;
        DoubleUnaryOperator square = z -> f.derivative(z) * f.derivative(z);
        int points = 400_000;
        double step = 28.0 / points;
        double sum = 0;
        for (int i = 0; i < points; i++) {
            double x = -14 + (i + 0.5) * step;
            sum += square.applyAsDouble(Math.sqrt(q) * x) * Math.exp(-x * x / 2);
        }
        double expected = sum * step / Math.sqrt(2 * Math.PI);
        assertEquals(expected, GaussianMean.of(square, 0, q, f.kinks()), 1e-4 * expected);
    }
}
