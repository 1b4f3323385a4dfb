package backproplab.backprop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.network.Parameters;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

class ErrorCurveTest {
    private static final Parameters.Key KEY = new Parameters.Key("hidden", "weights");
    private static final Kink KINK = new Kink(Kink.Place.ACTIVATION, "hidden", 0, 0, 0, -1, 0.1, 1, 0, 1, 0);

    /// A gradient of 2 in a loss that is rounded to 1e-16.
    private static ErrorCurve curve(DoubleUnaryOperator numeric, DoublePredicate kink) {
        List<ErrorCurve.Point> points =
                Arrays.stream(ErrorCurve.decades())
                        .mapToObj(it ->
                                new ErrorCurve.Point(
                                        it,
                                        it,
                                        numeric.applyAsDouble(it),
                                        1e-16 / it,
                                        kink.test(it) ? Optional.of(KINK) : Optional.empty()))
                        .toList();
        return new ErrorCurve(KEY, 0, 2, points);
    }

    private static ErrorCurve curve(DoubleUnaryOperator numeric) {
        return curve(numeric, _ -> false);
    }

    @Test
    void curvatureIsWhatGrowsWithTheSquareOfEpsilon() {
        ErrorCurve right = curve(it -> 2 + 6 * it * it + 0.4e-16 / it);
        assertEquals(3, right.curvature().orElseThrow(), 0.1, "6 ε² of a gradient of 2");
    }

    @Test
    void whereKinksLieInTheWayTheRestTells() {
        ErrorCurve far = curve(it -> it > 1e-3 ? 5 : 2 + 6 * it * it, it -> it > 1e-3);
        assertEquals(3, far.curvature().orElseThrow(), 0.1);
        assertEquals(OptionalDouble.empty(), curve(it -> 2 + 6 * it * it, it -> it > 1e-9).curvature());
    }

    @Test
    void withoutCurvatureThereIsNone() {
        assertEquals(OptionalDouble.empty(), curve(it -> 2 + 0.4e-16 / it).curvature(), "rounding alone");
        assertEquals(OptionalDouble.empty(), curve(_ -> 2).curvature(), "exactly equal");
        assertEquals(OptionalDouble.empty(), curve(_ -> 3).curvature(), "a wrong gradient");
        assertEquals(OptionalDouble.empty(), curve(_ -> Double.NaN).curvature(), "no number at all");
    }

    @Test
    void roundingIsAShareOfTheLargerOfBoth() {
        ErrorCurve.Point wrong = curve(_ -> 8).points().get(3);
        assertEquals(1e-12 / 8, curve(_ -> 8).relativeRounding(wrong), 1e-20);
    }
}
