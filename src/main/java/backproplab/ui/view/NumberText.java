package backproplab.ui.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Numbers as people type them: the decimal mark is a point or a comma, there may be spaces, and the minus sign may be
/// the one that the window itself writes.
final class NumberText {
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u2009\\u202f]");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final int DIGITS = 6;

    private NumberText() {}

    /// Empty where the text is no number, or has two decimal marks, such as `1.000,5`. A number beyond the range of a
    /// double is infinite.
    static OptionalDouble parse(String text) {
        String plain = plain(text);
        return NUMBER.matcher(plain).matches() ? OptionalDouble.of(Double.parseDouble(plain)) : OptionalDouble.empty();
    }

    /// With the digits that were typed.
    static Optional<BigDecimal> parseExactly(String text) {
        String plain = plain(text);
        return NUMBER.matcher(plain).matches() && Double.isFinite(Double.parseDouble(plain))
                ? Optional.of(new BigDecimal(plain))
                : Optional.empty();
    }

    private static String plain(String text) {
        return SPACES.matcher(text).replaceAll("").replace('−', '-').replace(',', '.');
    }

    /// Empty also where the number is not a whole one, or too large for an int.
    static OptionalInt parseWhole(String text) {
        OptionalDouble number = parse(text);
        if (number.isEmpty() || number.getAsDouble() != Math.rint(number.getAsDouble())) {
            return OptionalInt.empty();
        }
        int whole = (int) number.getAsDouble();
        return whole == number.getAsDouble() ? OptionalInt.of(whole) : OptionalInt.empty();
    }

    /// Six digits, such as `0.01`, `0.166667`, `1e-9`: what stands in a box. What is written out again unchanged does
    /// not change the number, see [EntryBox].
    static String of(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : String.valueOf(value);
        }
        BigDecimal digits = new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        return exponent < -4 || exponent > 6
                ? digits.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent
                : digits.toPlainString();
    }
}
