package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardDigitsTest {
    @ParameterizedTest
    @CsvSource({
        "0.29837110876000274, 9, 0.298371109",
        "0.29837110876000274, 3, 0.298",
        "0.35891647971788465, 9, 0.358916480",
        "-0.038098236516556, 6, −0.0380982",
        "0.0000438567727, 6, 4.38568e−5",
        "0.000438567727, 6, 0.000438568",
        "123456.75, 6, 123457",
        "123456.75, 3, 123000",
        "1234567.5, 6, 1.23457e6",
        "0.99999996, 6, 1.00000",
        "0.35, 6, 0.35",
        "1, 6, 1",
        "-2, 3, −2",
        "0, 6, 0",
        "-0.0, 6, 0",
        "NaN, 6, NaN",
        "-Infinity, 6, −∞"
    })
    void aNumberHasTheDigitsThatTheUserSet(double value, int digits, String text) {
        assertEquals(text, new CardDigits(digits).text(value));
    }

    @ParameterizedTest
    @CsvSource({"0.1", "0.30000000000000004", "1e-300", "4.9e-324", "1.7976931348623157e308", "-0.0380982365165"})
    void withSeventeenDigitsItReadsBackToTheSameDouble(double value) {
        assertEquals(value, Double.parseDouble(new CardDigits(17).text(value).replace('−', '-')));
    }

    @Test
    void aFormulaWritesPowersOfTen() {
        CardDigits four = new CardDigits(4);
        assertEquals("-1.235 \\cdot 10^{-7}", four.tex(-1.23456e-7));
        assertEquals("10^{-8}", four.tex(1e-8));
        assertEquals("(-0.25)", four.factor(-0.25));
        assertEquals("0.25", four.factor(0.25));
        assertEquals("-\\: 0.25", four.term(-0.25));
        assertEquals("+\\: 0.25", four.term(0.25));
    }

    @Test
    void thereAreLimits() {
        assertThrows(IllegalArgumentException.class, () -> new CardDigits(2));
        assertEquals(17, CardDigits.near(40).digits());
        assertEquals(3, CardDigits.near(-1).digits());
    }
}
