package backproplab.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;

/// Numbers for people: four significant digits, a dash where there is none.
final class Figures {
    static final String NONE = "–";

    private Figures() {}

    /// For example `0.2984`, `12.35`, `3.1e-7`, `∞`.
    static String of(double value) {
        return of(value, 4);
    }

    static String of(double value, int digits) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -3 && exponent < 6) {
            return rounded.toPlainString();
        }
        return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    static String percent(OptionalDouble share) {
        return share.isEmpty() ? NONE : of(100 * share.getAsDouble(), 4) + " %";
    }

    static String orNone(double value) {
        return Double.isNaN(value) ? NONE : of(value);
    }
}
