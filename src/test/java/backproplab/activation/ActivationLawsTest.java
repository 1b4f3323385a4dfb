package backproplab.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What holds for every activation, whatever its settings.
class ActivationLawsTest {
    /// From −50 to 50 in steps of 1/512: exact in binary, so that 0, ±3, 6 and the like are met.
    private static final double STEP = 0x1p-9;

    private static final int HALF_GRID = 25_600;

    private static final Set<String> PERIODIC = Set.of("sin", "cos");

    /// With `D(h)` the central difference, `D(h) − f′ = h²f‴/6 + …`, so that the truncation error of `D(h/2)` is a
    /// third of `|D(h) − D(h/2)|`; rounding adds at most an ulp of f on each side, over h. The bound is the sum of
    /// both, three and four times as large. Where it is not small itself, it proves nothing and is refused.
    @ParameterizedTest
    @MethodSource("drawn")
    void derivativeIsThatOfTheValue(Activation f) {
        double h = 0x1p-13;
        for (int k = -300; k <= 300; k++) {
            double z = k / 50.0 + 0.003;
            if (f.kinks().stream().anyMatch(kink -> Math.abs(z - kink) <= 2 * h)) {
                continue;
            }
            double wide = centralDifference(f::value, z, h);
            double narrow = centralDifference(f::value, z, h / 2);
            double rounding = Math.ulp(Math.max(Math.abs(f.value(z - h)), Math.abs(f.value(z + h)))) / (h / 2);
            double bound = Math.abs(wide - narrow) + 4 * rounding;

            assertEquals(narrow, f.derivative(z), bound, () -> "f′(" + z + ")");
            assertTrue(bound < 1e-5 * (1 + f.steepestSlope()), () -> "a bound of " + bound + " at " + z);
        }
    }

    @ParameterizedTest
    @MethodSource("drawnAndExtreme")
    void nanGoesInAndComesOut(Activation f) {
        assertEquals(Double.NaN, f.value(Double.NaN));
        assertEquals(Double.NaN, f.derivative(Double.NaN));
    }

    @ParameterizedTest
    @MethodSource("drawnAndExtreme")
    void noFiniteNumberGivesNan(Activation f) {
        for (double size : new double[] {0, Double.MIN_VALUE, 1e-300, 1e-20, 1, 750, 1e20, 1e103, 1e155, 1e300}) {
            for (double z : new double[] {-size, size}) {
                assertFalse(Double.isNaN(f.value(z)), () -> "f(" + z + ")");
                assertFalse(Double.isNaN(f.derivative(z)), () -> "f′(" + z + ")");
            }
        }
    }

    /// Only e⁷⁵⁰ itself is beyond the largest double.
    @ParameterizedTest
    @MethodSource("drawnAndExtreme")
    void isFiniteFarOut(Activation f) {
        for (double z : new double[] {-750, -745, -709, 709, 745, 750}) {
            boolean overflows = f instanceof Exponential && z > 709;
            assertEquals(!overflows, Double.isFinite(f.value(z)), () -> "f(" + z + ")");
            assertEquals(!overflows, Double.isFinite(f.derivative(z)), () -> "f′(" + z + ")");
        }
    }

    @ParameterizedTest
    @MethodSource("drawnAndExtreme")
    void infinityGivesTheLimit(Activation f) {
        if (PERIODIC.contains(Activations.CATALOG.entryOf(f).id())) {
            assertEquals(Double.NaN, f.value(Double.NEGATIVE_INFINITY));
            assertEquals(Double.NaN, f.derivative(Double.POSITIVE_INFINITY));
            return;
        }
        for (double sign : new double[] {-1, 1}) {
            assertLimit(f.value(sign * 1e300), f.value(sign * Double.POSITIVE_INFINITY));
            assertLimit(f.derivative(sign * 1e300), f.derivative(sign * Double.POSITIVE_INFINITY));
        }
    }

    /// The bound that saturation is measured by: never exceeded, and reached, at ±∞ at the latest.
    @ParameterizedTest
    @MethodSource("drawn")
    void steepestSlopeIsTheSupremum(Activation f) {
        double bound = f.steepestSlope();
        double steepest = steepestFound(f);
        if (Double.isInfinite(bound)) {
            assertTrue(steepest > 1e290, () -> "found " + steepest);
        } else {
            assertTrue(steepest <= bound * (1 + 4e-16), () -> "found " + steepest + " above " + bound);
            assertTrue(steepest >= bound * (1 - 1e-6), () -> "found " + steepest + " for " + bound);
        }
    }

    /// Rounding may pass an end by an ulp or two.
    @ParameterizedTest
    @MethodSource("drawn")
    void rangeIsWhatTheValuesFill(Activation f) {
        Range range = f.range();
        double lowest = values(f).min().orElseThrow();
        double highest = values(f).max().orElseThrow();
        assertEnd(range.low(), lowest);
        assertEnd(-range.high(), -highest);
    }

    /// Between −1 and 1 nothing has rounded to a limit yet.
    @ParameterizedTest
    @MethodSource("drawn")
    void rangeHoldsTheValuesNearZero(Activation f) {
        for (int k = -20; k <= 20; k++) {
            double value = f.value(k / 20.0);
            assertTrue(f.range().contains(value), () -> value + " is not in " + f.range());
        }
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void thereAreNoOtherKinks(Activation f) {
        List<Double> jumps = new ArrayList<>(jumps(f::derivative));
        jumps.addAll(jumps(f::value));
        for (double jump : jumps) {
            assertTrue(f.kinks().stream().anyMatch(kink -> Math.abs(kink - jump) < 1e-9), () -> "a jump at " + jump);
        }
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void slopesBesideAKinkAreItsLimits(Activation f) {
        double step = 1e-9; // the slopes change by at most 100 per unit of z
        for (double kink : f.kinks()) {
            double left = f.leftSlope(kink);
            double right = f.rightSlope(kink);
            assertEquals(f.derivative(kink - step), left, 1e-6);
            assertEquals(f.derivative(kink + step), right, 1e-6);
            assertTrue(left != right, () -> "no jump at " + kink);

            double used = f.derivative(kink);
            assertTrue(used >= Math.min(left, right) && used <= Math.max(left, right), () -> "f′(" + kink + ")");
        }
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void kinksAscend(Activation f) {
        assertEquals(f.kinks().stream().sorted().distinct().toList(), f.kinks());
    }

    @ParameterizedTest
    @MethodSource("learned")
    void parameterDerivativeIsThatOfTheValue(LearnedActivation f) {
        double h = 0x1p-17; // f is smooth in p: an error of h² f‴/6 and of ulp(f)/h, both under 1e-10
        for (double p : new double[] {-1.3, 0, 0.01, 0.25, 1, 2}) {
            for (int k = -50; k <= 50; k++) {
                double z = k / 10.0;
                double difference = centralDifference(it -> f.value(z, it), p, h);
                assertEquals(difference, f.parameterDerivative(z, p), 1e-9, () -> "∂f/∂p (" + z + "; " + p + ")");
            }
        }
    }

    /// What a learned activation has become is an activation like any other.
    @ParameterizedTest
    @MethodSource("learned")
    void lawsHoldForWhatWasLearned(LearnedActivation f) {
        for (double p : new double[] {-30, -1.3, 0, 0.25, 1, 2}) { // also beyond the range of the setting
            Activation learned = f.at(p);
            assertEquals(f.value(-1.5, p), learned.value(-1.5));
            derivativeIsThatOfTheValue(learned);
            steepestSlopeIsTheSupremum(learned);
            rangeIsWhatTheValuesFill(learned);
            thereAreNoOtherKinks(learned);
            slopesBesideAKinkAreItsLimits(learned);
        }
        assertEquals(f.derivative(-1.5), f.at(f.initial().getFirst()).derivative(-1.5));
    }

    static Stream<Activation> drawn() {
        return SampleActivations.drawn();
    }

    static Stream<Activation> drawnAndExtreme() {
        return SampleActivations.drawnAndExtreme();
    }

    static Stream<Activation> learned() {
        return SampleActivations.drawn().filter(LearnedActivation.class::isInstance);
    }

    private static double centralDifference(DoubleUnaryOperator f, double x, double h) {
        return (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
    }

    private static void assertLimit(double nearly, double limit) {
        if (Double.isInfinite(limit)) {
            assertTrue(nearly == limit || nearly * Math.signum(limit) > 1e290, () -> nearly + " against " + limit);
        } else {
            assertEquals(nearly, limit, 1e-12 * Math.max(1, Math.abs(limit)));
        }
    }

    /// @param found the lowest value, or minus the highest for the other end
    private static void assertEnd(double low, double found) {
        if (Double.isInfinite(low)) {
            assertTrue(found < -1e290, () -> "found " + found);
        } else {
            assertTrue(found >= low - 2 * Math.ulp(low), () -> "found " + found + " beyond " + low);
            assertTrue(found <= low + 1e-6 * Math.max(1, Math.abs(low)), () -> "found " + found + " for " + low);
        }
    }

    private static DoubleStream grid() {
        return IntStream.rangeClosed(-HALF_GRID, HALF_GRID).mapToDouble(k -> k * STEP);
    }

    /// On the grid, far out and, where there are limits, at ±∞.
    private static DoubleStream values(Activation f) {
        DoubleStream farOut =
                DoubleStream.of(Double.NEGATIVE_INFINITY, -1e300, -750, 750, 1e300, Double.POSITIVE_INFINITY)
                        .map(f::value)
                        .filter(it -> !Double.isNaN(it));
        return DoubleStream.concat(grid().map(f::value), farOut);
    }

    private static double steepestFound(Activation f) {
        DoubleUnaryOperator steepness = z -> Math.abs(f.derivative(z));
        double best = 0;
        double bestAt = 0;
        for (double z : grid().toArray()) {
            if (steepness.applyAsDouble(z) > best) {
                best = steepness.applyAsDouble(z);
                bestAt = z;
            }
        }
        double low = bestAt - STEP;
        double high = bestAt + STEP;
        for (int i = 0; i < 60; i++) { // narrows a third at a time around the top between the grid's points
            double a = low + (high - low) / 3;
            double b = high - (high - low) / 3;
            best = Math.max(best, Math.max(steepness.applyAsDouble(a), steepness.applyAsDouble(b)));
            if (steepness.applyAsDouble(a) < steepness.applyAsDouble(b)) {
                low = a;
            } else {
                high = b;
            }
        }
        for (double kink : f.kinks()) {
            best = Math.max(best, Math.max(Math.abs(f.leftSlope(kink)), Math.abs(f.rightSlope(kink))));
        }
        for (double far : new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
            double limit = steepness.applyAsDouble(far);
            best = Double.isNaN(limit) ? best : Math.max(best, limit);
        }
        return best;
    }

    /// Where g changes by more than a thousandth within a step of the grid, and still does when the step has been
    /// halved down to neighbouring numbers.
    private static List<Double> jumps(DoubleUnaryOperator g) {
        List<Double> jumps = new ArrayList<>();
        double[] grid = grid().toArray();
        for (int i = 1; i < grid.length; i++) {
            double low = grid[i - 1];
            double high = grid[i];
            if (change(g, low, high) < 1e-3) {
                continue;
            }
            for (double middle = low + (high - low) / 2; middle > low && middle < high; ) {
                if (change(g, low, middle) > change(g, middle, high)) {
                    high = middle;
                } else {
                    low = middle;
                }
                middle = low + (high - low) / 2;
            }
            if (change(g, low, high) > 1e-6) {
                jumps.add(low);
            }
        }
        return jumps;
    }

    /// Relative to the size of g where that is large.
    private static double change(DoubleUnaryOperator g, double low, double high) {
        double a = g.applyAsDouble(low);
        double b = g.applyAsDouble(high);
        return Math.abs(b - a) / (1 + Math.abs(a) + Math.abs(b));
    }
}
