package backproplab.data;

import java.util.Locale;
import java.util.Set;

/// What a cell holds. Spaces around it never matter.
enum CsvCell {
    NUMBER,
    /// NaN, an infinity, or a number beyond the range of a double.
    NOT_FINITE,
    EMPTY,
    /// What programs write where a value is missing; where words are expected it is a word like any other.
    MISSING_MARK,
    WORD;

    private static final Set<String> NOT_FINITE_WORDS =
            Set.of("nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞", "+∞", "-∞");
    private static final Set<String> MISSING_MARKS = Set.of("na", "n/a", "#n/a", "null", "none", "?", "-", ".");
    private static final int LONGEST_SHOWN = 40;

    static CsvCell of(String stripped, char decimalMark) {
        if (stripped.isEmpty()) {
            return EMPTY;
        }
        if (isNumber(stripped, decimalMark)) {
            return Double.isFinite(number(stripped, decimalMark)) ? NUMBER : NOT_FINITE;
        }
        String lower = stripped.toLowerCase(Locale.ROOT);
        if (NOT_FINITE_WORDS.contains(lower)) {
            return NOT_FINITE;
        }
        return MISSING_MARKS.contains(lower) ? MISSING_MARK : WORD;
    }

    /// Without spaces, tabs and non-breaking spaces at both ends.
    static String strip(String cell) {
        int from = 0;
        int to = cell.length();
        while (from < to && isSpace(cell.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(cell.charAt(to - 1))) {
            to--;
        }
        return cell.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /// A decimal number: sign, digits with or without a decimal mark among them, exponent. Narrower than
    /// [Double#parseDouble], which also takes `1d` and `0x1p3`.
    static boolean isNumber(String cell, char decimalMark) {
        int at = afterSign(cell, 0);
        int digits = at;
        at = afterDigits(cell, at);
        digits = at - digits;
        if (at < cell.length() && cell.charAt(at) == decimalMark) {
            int decimals = afterDigits(cell, at + 1);
            digits += decimals - at - 1;
            at = decimals;
        }
        if (digits == 0) {
            return false;
        }
        if (at < cell.length() && (cell.charAt(at) == 'e' || cell.charAt(at) == 'E')) {
            int exponent = afterSign(cell, at + 1);
            at = afterDigits(cell, exponent);
            if (at == exponent) {
                return false;
            }
        }
        return at == cell.length();
    }

    /// The value of a cell that [#isNumber].
    static double number(String cell, char decimalMark) {
        return Double.parseDouble(decimalMark == '.' ? cell : cell.replace(decimalMark, '.'));
    }

    private static int afterSign(String cell, int at) {
        return at < cell.length() && (cell.charAt(at) == '+' || cell.charAt(at) == '-') ? at + 1 : at;
    }

    private static int afterDigits(String cell, int at) {
        int after = at;
        while (after < cell.length() && cell.charAt(after) >= '0' && cell.charAt(after) <= '9') {
            after++;
        }
        return after;
    }

    /// A cell as messages quote it: on one line, and not too long.
    static String shown(String cell) {
        String line = cell.replaceAll("\\R", "⏎");
        return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "…";
    }
}
