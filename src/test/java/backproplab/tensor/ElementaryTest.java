package backproplab.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected values without another origin: mpmath with 60 digits, rounded once.
class ElementaryTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1e-10, 0.999999999887162",
        "0.005161273409250711, 0.9942026622791231",
        "0.1, 0.8964569799691267",
        "0.5, 0.6156903441929259",
        "1, 0.427583576155807",
        "2, 0.25539567631050575",
        "3, 0.17900115118138996",
        "5, 0.11070463773306863",
        "10, 0.05614099274382259",
        "26, 0.021683584850562907",
        "100, 0.005641613782989433",
        "1e10, 5.641895835477563e-11",
        "Infinity, 0",
    })
    void erfcxKeepsFifteenDigits(double x, double exact) {
        assertEquals(exact, Elementary.erfcx(x), 6e-16 * exact + Double.MIN_VALUE);
    }

    @Test
    void erfcxTakesNoNegativeNumber() {
        assertThrows(IllegalArgumentException.class, () -> Elementary.erfcx(-1e-9));
        assertEquals(Double.NaN, Elementary.erfcx(Double.NaN));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 1",
        "1, 0.1, 0.9900498337491681",
        "1, -3.3, 1.864374233151685e-05",
        "1, 26.1, 1.426448125651665e-296",
        "0.5, 37.3, 7.677417113106441e-303",
        "1, 1e200, 0",
        "1, -Infinity, 0",
    })
    void expOfSquareKeepsItsDigitsInTheTail(double factor, double x, double exact) {
        assertEquals(exact, Elementary.expOfSquare(factor, x), 2 * Math.ulp(exact));
    }

    @Test
    void sigmoidSlopeIsSymmetricAndDoesNotVanishEarly() {
        for (double x : new double[] {0, 0.3, 2, 40, 700, 750}) {
            assertEquals(Elementary.sigmoidSlope(x), Elementary.sigmoidSlope(-x));
        }
        assertEquals(0.25, Elementary.sigmoidSlope(0)); // ½·½
        assertEquals(4.248354255291589e-18, Elementary.sigmoidSlope(40), 1e-33);
    }

    @Test
    void softplusAndSigmoidStayFiniteFarOut() {
        assertEquals(750, Elementary.softplus(750)); // ln(1 + e⁷⁵⁰) = 750 + e⁻⁷⁵⁰
        assertEquals(0, Elementary.softplus(-750));
        assertEquals(1, Elementary.sigmoid(750));
        assertEquals(0, Elementary.sigmoid(-750));
    }
}
