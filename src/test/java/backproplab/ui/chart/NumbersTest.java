package backproplab.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    private static final String NO_BREAK = "\u00a0";

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.01234, 0.0123",
        "-0.5, −0.5000",
        "1.5, 1.500",
        "97.25, 97.25",
        "12340, 12340.0",
        "123456, 1.23e5",
        "0.0000123, 1.23e−5",
        "NaN, NaN",
        "-Infinity, −∞"
    })
    void textsHaveFourDigits(double value, String text) {
        assertEquals(text, Numbers.text(value));
    }

    /// 0.1 + 0.2 and 3·0.1 are not 0.3 in binary; an axis must not say so.
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.30000000000000004, 0.3",
        "-0.25, −0.25",
        "500, 500",
        "1000, 1_k",
        "12000, 12_k",
        "12500, 12.5_k",
        "2500000, 2.5_M",
        "3e9, 3_G",
        "2e-5, 2e−5",
        "1e-3, 0.001"
    })
    void ticksAreShort(double value, String text) {
        assertEquals(text.replace("_", NO_BREAK), Numbers.tick(value));
    }

    @Test
    void oneIsSingular() {
        assertEquals("1 sample", Numbers.count(1, "sample"));
        assertEquals("0 samples", Numbers.count(0, "sample"));
        assertEquals("1\u00a0257 samples", Numbers.count(1257, "sample"));
    }

    @Test
    void countsStandInGroupsOfThree() {
        assertEquals("12_345_678".replace("_", NO_BREAK), Numbers.count(12_345_678));
        assertEquals("999", Numbers.count(999));
    }

    @Test
    void sharesAreSaidInPercent() {
        assertEquals("97.2_%".replace("_", NO_BREAK), Numbers.percent(0.972));
    }
}
