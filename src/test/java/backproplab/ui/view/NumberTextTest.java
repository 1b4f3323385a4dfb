package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.OptionalDouble;
import java.util.OptionalInt;

class NumberTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.5|0.5",
                "0,5|0.5",
                ".5|0.5",
                "5.|5",
                "-3|-3",
                "−3|-3",
                "+3|3",
                "1e-3|0.001",
                "1,5E2|150",
                "1e−3|0.001",
                "' 12 340 '|12340",
                "12\u00a0340,5|12340.5",
                "1e999|Infinity"
            })
    void reads(String text, double number) {
        assertEquals(OptionalDouble.of(number), NumberText.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "abc",
                "1.2.3",
                "1.000,5",
                "1,000,000",
                "--1",
                "1e",
                "e5",
                ".",
                "0x10",
                "NaN",
                "1f",
                "5 %"
            })
    void refuses(String text) {
        assertEquals(OptionalDouble.empty(), NumberText.parse(text));
    }

    @Test
    void readsWholeNumbers() {
        assertEquals(OptionalInt.of(30), NumberText.parseWhole("30"));
        assertEquals(OptionalInt.of(1000), NumberText.parseWhole("1e3"));
        assertEquals(OptionalInt.empty(), NumberText.parseWhole("2.5"));
        assertEquals(OptionalInt.empty(), NumberText.parseWhole("1e10"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, 0.01",
        "0.16666666666666666, 0.166667",
        "-2, -2",
        "0, 0",
        "-0.0, 0",
        "123456, 123456",
        "0.0001, 0.0001",
        "0.00001, 1e-5",
        "1e-9, 1e-9",
        "12345678, 1.23457e7",
        "1000000, 1000000"
    })
    void writes(double number, String text) {
        assertEquals(text, NumberText.of(number));
    }
}
