package backproplab.ui.view;

import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.NumberTable;
import backproplab.ui.viewmodel.TraceColumn;

import java.util.LinkedHashMap;
import java.util.Map;

/// How wide the columns of a table of numbers are, and how many digits have room in them: all columns of numbers are
/// equally wide, and those of names as wide as they need to be.
///
/// @param columns those of names with their widths, those of numbers with 0
/// @param digit the width of one
/// @param wanted as many digits as the user wants
/// @param available of the whole table
record ColumnWidths(Map<TraceColumn, Double> columns, double digit, CardDigits wanted, double available) {
    static final ColumnWidths NONE = new ColumnWidths(Map.of(), 8, CardDigits.STANDARD, 0);

    /// Left and right of a text together, in digits.
    private static final double PADDING = 1.5;

    /// So many characters hold `−1.23e−10`.
    private static final int LEAST_CHARACTERS = 9;

    /// Sign, leading zero, point and one zero more, such as of `−0.01234`.
    private static final int BESIDE_DIGITS = 4;

    private static final int FEWEST_DIGITS = 4;

    /// Wider columns are hard to read across.
    private static final int LOOSE = 8;

    private static final int LONGEST_NAME = 14;
    private static final int MEASURED_NAMES = 1000;
    private static final double SCROLL_BAR = 16;

    static ColumnWidths of(NumberTable table, double digit, CardDigits wanted) {
        Map<TraceColumn, Double> columns = new LinkedHashMap<>();
        for (TraceColumn it : table.columns()) {
            columns.put(it, it.isNumber() ? 0 : (PADDING + longest(table, it)) * digit);
        }
        return new ColumnWidths(columns, digit, wanted, 0);
    }

    /// Of a table with very many rows those that are looked at are spread over all of it.
    private static int longest(NumberTable table, TraceColumn column) {
        int longest = column.title().length() + (column.title().isEmpty() ? 0 : 1); // it is bold
        int every = Math.max(1, table.size() / MEASURED_NAMES);
        for (int row = 0; row < table.size(); row += every) {
            longest = Math.max(longest, table.name(row, column).length());
        }
        return Math.min(longest, LONGEST_NAME);
    }

    ColumnWidths in(double width) {
        return new ColumnWidths(columns, digit, wanted, width);
    }

    double of(TraceColumn column) {
        double name = columns.getOrDefault(column, 0.0);
        return name > 0 ? name : numbers();
    }

    private double numbers() {
        double names = columns.values().stream().mapToDouble(Double::doubleValue).sum();
        long count = columns.values().stream().filter(it -> it == 0).count();
        double least = (LEAST_CHARACTERS + PADDING) * digit;
        double most = (wanted.digits() + LOOSE + PADDING) * digit;
        return Math.clamp(
                Math.floor((available - SCROLL_BAR - names) / Math.max(1, count)), least, Math.max(least, most));
    }

    /// As many digits as have room, at most those that are wanted; very small and very large numbers may have fewer.
    String text(double value) {
        int characters = (int) Math.floor(numbers() / digit - PADDING);
        int digits = Math.min(wanted.digits(), Math.max(FEWEST_DIGITS, characters - BESIDE_DIGITS));
        String text = new CardDigits(digits).text(value);
        while (text.length() > characters && digits > CardDigits.LEAST) {
            text = new CardDigits(--digits).text(value);
        }
        return text;
    }
}
