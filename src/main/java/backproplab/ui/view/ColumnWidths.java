package backproplab.ui.view;

import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.NumberTable;
import backproplab.ui.viewmodel.TraceColumn;

import javafx.scene.text.Font;
import javafx.scene.text.Text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;

/// How wide the columns of a table of numbers are, and how many digits have room in them: all columns of numbers are
/// equally wide, and those of names as wide as they need to be, or less where space is scarce. Widths are counted in
/// digits, which are all equally wide.
///
/// @param names the columns of names with their widths
/// @param numbers the width of a column of numbers
record ColumnWidths(Map<TraceColumn, Double> names, double numbers, Type type, CardDigits wanted) {
    static final ColumnWidths NONE = new ColumnWidths(Map.of(), 10, new Type(8, 0.5, 1.3), CardDigits.STANDARD);

    /// Left and right of a text together.
    private static final double PADDING = 1.25;

    /// Holds `−1.2e−10`.
    private static final double LEAST = 8.1;

    /// Sign, leading zero, point and one zero more, such as of `−0.01234`.
    private static final double BESIDE_DIGITS = 4;

    private static final int FEWEST_DIGITS = 4;

    /// Wider columns are hard to read across.
    private static final double LOOSE = 8;

    /// On average.
    private static final double LETTER = 0.95;

    private static final double SHORTEST = 1.5;
    private static final double SHORTENED = 4;
    private static final double LONGEST_NAME = 15;
    private static final int MEASURED_NAMES = 1000;
    private static final double SCROLL_BAR = 10;

    /// @param digit the width of one in pixels
    /// @param point of the decimal point, in digits
    /// @param minus of the sign, in digits
    record Type(double digit, double point, double minus) {
        static Type of(Font font) {
            double digit = width("0", font);
            return new Type(digit, width(".", font) / digit, width("−", font) / digit);
        }

        /// Of many, because a single one is rounded.
        private static double width(String character, Font font) {
            Text probe = new Text(character.repeat(20));
            probe.setFont(font);
            return probe.getLayoutBounds().getWidth() / 20;
        }

        double width(String number) {
            double width = 0;
            for (int i = 0; i < number.length(); i++) {
                width +=
                        switch (number.charAt(i)) {
                            case '.' -> point;
                            case '−' -> minus;
                            default -> 1;
                        };
            }
            return width;
        }
    }

    static ColumnWidths of(NumberTable table, double available, Type type, CardDigits wanted) {
        Map<TraceColumn, Double> names = new LinkedHashMap<>();
        for (TraceColumn it : table.columns()) {
            if (!it.isNumber()) {
                names.put(it, PADDING + longest(table, it));
            }
        }
        int count = table.columns().size() - names.size();
        double room = (available - SCROLL_BAR) / type.digit;
        shorten(names, room - count * (LEAST + PADDING));
        double each = (room - sum(names)) / Math.max(1, count);
        return new ColumnWidths(
                names, Math.clamp(each, LEAST + PADDING, wanted.digits() + LOOSE + PADDING), type, wanted);
    }

    /// Of a table with very many rows those that are looked at are spread over all of it.
    private static double longest(NumberTable table, TraceColumn column) {
        int longest = column.title().length() + (column.title().isEmpty() ? 0 : 1); // it is bold
        int every = Math.max(1, table.size() / MEASURED_NAMES);
        for (int row = 0; row < table.size(); row += every) {
            longest = Math.max(longest, table.name(row, column).length());
        }
        return Math.clamp(LETTER * longest, SHORTEST, LONGEST_NAME);
    }

    /// Takes from the widest first.
    private static void shorten(Map<TraceColumn, Double> names, double room) {
        for (int i = 0; i < names.size() && sum(names) > room; i++) {
            Entry<TraceColumn, Double> widest = Collections.max(names.entrySet(), Entry.comparingByValue());
            widest.setValue(Math.max(SHORTENED + PADDING, widest.getValue() - (sum(names) - room)));
        }
    }

    private static double sum(Map<TraceColumn, Double> names) {
        return names.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /// In pixels.
    double of(TraceColumn column) {
        return Math.floor(names.getOrDefault(column, numbers) * type.digit);
    }

    /// As many digits as have room, at most those that are wanted; very small and very large numbers may have fewer.
    String text(double value) {
        double room = numbers - PADDING;
        int digits = Math.min(wanted.digits(), Math.max(FEWEST_DIGITS, (int) (room - BESIDE_DIGITS)));
        String text = new CardDigits(digits).text(value);
        while (type.width(text) > room && digits > CardDigits.LEAST) {
            text = new CardDigits(--digits).text(value);
        }
        return type.width(text) > room && Double.isFinite(value) ? shortest(value) : text;
    }

    /// With two digits.
    private static String shortest(double value) {
        double rounded = new BigDecimal(value).round(new MathContext(2)).doubleValue();
        return new CardDigits(CardDigits.LEAST).text(rounded);
    }
}
