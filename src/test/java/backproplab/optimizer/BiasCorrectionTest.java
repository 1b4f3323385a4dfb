package backproplab.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.math.MathContext;

class BiasCorrectionTest {
    @ParameterizedTest
    @CsvSource({
        "0.9, 1",
        "0.9, 2",
        "0.9, 310",
        "0.9, 399",
        "0.9, 400",
        "0.9, 401",
        "0.999, 1",
        "0.999, 2",
        "0.999, 1000",
        "0.999, 40001",
        "0.5, 3",
        "0, 1",
        "0, 5",
        "0.999999, 7",
        "0.9999999999999999, 3"
    })
    void isExactToTheLastDigits(double beta, int t) {
        MathContext digits = new MathContext(60);
        double exact = BigDecimal.ONE.subtract(new BigDecimal(beta).pow(t, digits)).doubleValue();
        assertEquals(exact, BiasCorrection.reached(beta, t), 1e-15 * exact);
    }

    @Test
    void isOverAfterAWhile() {
        assertEquals(1, BiasCorrection.reached(0.999, 1_000_000));
        assertEquals(1, BiasCorrection.reached(0, Long.MAX_VALUE));
    }
}
