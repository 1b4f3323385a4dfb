package backproplab.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.random.SeededRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.function.DoubleUnaryOperator;

/// The polynomials against the same functions in 45 digits, and against `StrictMath` (itself within 1 and 2.5 ulp) at many
/// more places.
class ExponentialTest {
    private static final MathContext DIGITS = new MathContext(45);

    @ParameterizedTest
    @CsvSource({"-1e-9, 1e-9", "-1, 1", "-40, 40", "-745.2, 709.8", "-745.2, -700", "709, 709.782712893384"})
    void expIsWithinOneUlp(double from, double to) {
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 1500; i++) {
            double x = from + (to - from) * random.nextDouble();
            assertWithin(1, exp(x), Elementary.exp(x), x);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1e-9, 1e-9", "0, 0.2", "0.15, 0.25", "-0.6, -0.2", "0, 3", "-25, 25"})
    void tanhIsWithinTwoAndAHalfUlps(double from, double to) {
        SeededRandom random = new SeededRandom(2);
        for (int i = 0; i < 1500; i++) {
            double x = from + (to - from) * random.nextDouble();
            assertWithin(2.5, tanh(x), Elementary.tanh(x), x);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-8, 1e-3, 0.3, 5, 50, 1000})
    void isNextToStrictMath(double scale) {
        SeededRandom random = new SeededRandom(3);
        for (int i = 0; i < 50_000; i++) {
            double x = scale * (2 * random.nextDouble() - 1);
            assertClose(2, StrictMath.exp(x), Elementary.exp(x), x);
            assertClose(5, StrictMath.tanh(x), Elementary.tanh(x), x);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0",
        "-0.0, 1, -0.0",
        "4.9e-324, 1, 4.9e-324",
        "-1e-320, 1, -1e-320",
        "Infinity, Infinity, 1",
        "-Infinity, 0, -1",
        "NaN, NaN, NaN",
        "1e300, Infinity, 1",
        "-1e300, 0, -1",
        "709.782712893384, 1.7976931348622732e308, 1", // the last finite one
        "709.7827128933841, Infinity, 1",
        "-708.3964185322641, 2.2250738585072626e-308, -1", // the last normal one
        "-745.1332191019411, 4.9e-324, -1", // the last that is not 0
        "-745.1332191019412, 0, -1",
        "19.1, 197253448.41573998, 1",
    })
    void atTheEnds(double x, double exp, double tanh) {
        assertEquals(exp, Elementary.exp(x));
        assertEquals(tanh, Elementary.tanh(x)); // −0 is not 0 here
    }

    /// What is said of saturation compares neighbours.
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.17328679513998632, 0.34657359027997264, 1, 6})
    void doNotFallWhereTheyRise(double around) {
        assertRises(Elementary::exp, around);
        assertRises(Elementary::tanh, around);
    }

    private static void assertRises(DoubleUnaryOperator f, double around) {
        for (double x = around; x < around * (1 + 1e-12); x += 32 * Math.ulp(around)) {
            assertTrue(f.applyAsDouble(x + 32 * Math.ulp(around)) >= f.applyAsDouble(x), "at " + x);
        }
    }

    private static void assertClose(double ulps, double expected, double actual, double x) {
        assertEquals(expected, actual, ulps * Math.ulp(expected), () -> "at " + x);
    }

    private static void assertWithin(double ulps, BigDecimal exact, double actual, double x) {
        double rounded = exact.doubleValue();
        double error =
                Double.isInfinite(rounded) && rounded == actual
                        ? 0
                        : new BigDecimal(actual).subtract(exact, DIGITS).doubleValue() / Math.ulp(rounded);
        assertTrue(Math.abs(error) <= ulps, () -> "%s ulp at %s".formatted(error, x));
    }

    /// The series at x/2ⁿ, small, then n squares.
    private static BigDecimal exp(double x) {
        int n = Math.max(0, Math.getExponent(x) + 10);
        MathContext more = new MathContext(55);
        BigDecimal small = new BigDecimal(x).divide(new BigDecimal(BigInteger.ONE.shiftLeft(n)), more);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int i = 1; i <= 16; i++) {
            term = term.multiply(small, more).divide(BigDecimal.valueOf(i), more);
            sum = sum.add(term, more);
        }
        for (int i = 0; i < n; i++) {
            sum = sum.multiply(sum, more);
        }
        return sum;
    }

    private static BigDecimal tanh(double x) {
        if (Math.abs(x) < 1e-8) { // x − x³/3, and 2x⁵/15 is under the last digit
            BigDecimal exact = new BigDecimal(x);
            return exact.subtract(exact.pow(3, DIGITS).divide(BigDecimal.valueOf(3), DIGITS), DIGITS);
        }
        BigDecimal square = exp(2 * x);
        return square.subtract(BigDecimal.ONE, DIGITS).divide(square.add(BigDecimal.ONE), DIGITS);
    }
}
