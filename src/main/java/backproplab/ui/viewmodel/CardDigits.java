package backproplab.ui.viewmodel;

import java.math.BigDecimal;
import java.math.MathContext;

/// How the numbers of a card are written: all with the number of significant digits that the user set. A number that
/// is shorter stands as it is, so `0.35` is exactly the weight that was given, and `0.350000` is a rounded result.
/// With 17 digits every number reads back to the same double.
public record CardDigits(int digits) {
    public static final int LEAST = 3;
    public static final int MOST = 17;
    public static final CardDigits STANDARD = new CardDigits(6);

    /// Smaller numbers get an exponent.
    private static final int SMALLEST_EXPONENT = -4;

    /// Even with few digits a count or a loss of 12345 reads better without an exponent.
    private static final int PLAIN_DIGITS = 6;

    public CardDigits {
        if (digits < LEAST || digits > MOST) {
            throw new IllegalArgumentException("%d digits; from %d to %d".formatted(digits, LEAST, MOST));
        }
    }

    /// The nearest that there is to a wish.
    public static CardDigits near(int digits) {
        return new CardDigits(Math.clamp(digits, LEAST, MOST));
    }

    /// For sentences and tables, such as `−0.0380982`, `1.23457e−7`, `∞`.
    public String text(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        }
        Figures it = figures(value);
        return (it.mantissa() + (it.exponent() == 0 ? "" : "e" + it.exponent())).replace('-', '−');
    }

    /// For formulas, such as `-0.0380982`, `1.23457 \cdot 10^{-7}`, `\infty`.
    public String tex(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "\\mathrm{NaN}" : value > 0 ? "\\infty" : "-\\infty";
        }
        Figures it = figures(value);
        if (it.exponent() == 0) {
            return it.mantissa();
        }
        String power = "10^{%d}".formatted(it.exponent());
        return switch (it.mantissa()) {
            case "1" -> power;
            case "-1" -> "-" + power;
            default -> it.mantissa() + " \\cdot " + power;
        };
    }

    /// As a factor or behind an operator: in parentheses where a sign would collide.
    public String factor(double value) {
        return value < 0 ? "(" + tex(value) + ")" : tex(value);
    }

    /// As one more term of a sum, with its operator in front, such as `+\\: 0.25` or `-\\: 0.25`.
    public String term(double value) {
        return value < 0 ? "-\\: " + tex(-value) : "+\\: " + tex(value);
    }

    /// @param exponent of ten; 0 for none
    private record Figures(String mantissa, int exponent) {}

    private Figures figures(double value) {
        if (value == 0) {
            return new Figures("0", 0);
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        boolean isShort = shortest.precision() <= digits;
        BigDecimal rounded = isShort ? shortest : withAllDigits(value);
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= SMALLEST_EXPONENT && exponent < Math.max(digits, PLAIN_DIGITS)) {
            return new Figures(rounded.toPlainString(), 0);
        }
        return new Figures(rounded.movePointLeft(exponent).toPlainString(), exponent);
    }

    private BigDecimal withAllDigits(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
        // A double such as 0.5 + 2^-40 has digits enough; one whose expansion ends early is filled up.
        return rounded.setScale(digits - (rounded.precision() - rounded.scale()));
    }
}
