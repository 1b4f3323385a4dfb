package backproplab.statistics;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers for sentences: two significant digits, as a reader wants them.
final class Figures {
    private Figures() {}

    /// For example `0.24`, `15`, `3.1e-7`, `∞`.
    static String twoDigits(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(2)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -3 && exponent < 4) {
            return rounded.toPlainString();
        }
        return rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }
}
