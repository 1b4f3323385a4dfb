package backproplab.ui.chart;

import backproplab.catalog.Spelling;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Numbers as the window writes them, the same in texts, axes and tables: a point as decimal mark, `−` as sign, an
/// exponent where it is shorter.
public final class Numbers {
    /// Keeps a number on one line with what belongs to it.
    private static final String NO_BREAK = "\u00a0";

    private Numbers() {}

    /// Four significant digits, such as `0.0123`, `97.25`, `1.23e−5`, `∞`.
    public static String text(double value) {
        if (value == 0) {
            return "0";
        }
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        if (size < 1e-3 || size >= 1e5) {
            return withSign(
                    String.format(Locale.ROOT, "%.2e", value)
                            .replaceFirst("e([+-])0*(\\d)", "e$1$2")
                            .replace("e+", "e"));
        }
        int decimals = size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
        return withSign(String.format(Locale.ROOT, "%." + decimals + "f", value));
    }

    /// For the ticks of an axis, as short as it goes without loss of six digits: `0.25`, `12 k`, `2.5 M`, `2e−5`.
    public static String tick(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return text(value);
        }
        double size = Math.abs(value);
        if (size < 0.999999e-3 || size >= 0.999999e15) {
            BigDecimal digits = sixDigits(value);
            int exponent = digits.precision() - digits.scale() - 1;
            return withSign(digits.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent);
        }
        if (size >= 0.999999e9) {
            return withSign(sixDigits(value / 1e9).toPlainString()) + NO_BREAK + "G";
        }
        if (size >= 0.999999e6) {
            return withSign(sixDigits(value / 1e6).toPlainString()) + NO_BREAK + "M";
        }
        if (size >= 0.999999e3) {
            return withSign(sixDigits(value / 1e3).toPlainString()) + NO_BREAK + "k";
        }
        return withSign(sixDigits(value).toPlainString());
    }

    /// In groups of three digits, such as `12 340`.
    public static String count(long value) {
        return withSign(String.format(Locale.ROOT, "%,d", value).replace(",", NO_BREAK));
    }

    /// Such as `1 sample` and `1 257 samples`.
    public static String count(long value, String noun) {
        return count(value) + " " + Spelling.plural(value, noun);
    }

    /// With one decimal, such as `97.2 %`.
    public static String percent(double share) {
        return withSign(String.format(Locale.ROOT, "%.1f", 100 * share)) + NO_BREAK + "%";
    }

    private static BigDecimal sixDigits(double value) {
        return new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
    }

    private static String withSign(String number) {
        return number.replace('-', '−');
    }
}
