package backproplab.ui.view;

import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.CheckColumn;
import backproplab.ui.viewmodel.CheckRows;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How wide the columns of the list of checked numbers are, and how many digits have room in them. Widths are counted in
/// digits, which are all equally wide. Where space is scarce, the column that follows from its neighbours goes first,
/// then names are cut.
///
/// @param columns with their widths, those only that are shown
record CheckWidths(Map<CheckColumn, Double> columns, ColumnWidths.Type type) {
    static final CheckWidths NONE = new CheckWidths(Map.of(), new ColumnWidths.Type(8, 0.5, 1.3));

    /// Left and right of a text together.
    private static final double PADDING = 1.4;

    /// Of a number that is compared, with few digits, such as `−1.23e−10`, and with all that are wanted.
    private static final double LEAST = 9.4;

    private static final double MOST = 14;

    /// Of an error, such as `3.12e−10`.
    private static final double ERROR = 8.6;

    private static final double LETTER = 0.97;
    private static final int SHORTEST_VERDICT = 5;
    private static final double SHORTEST_NAME = 8;
    private static final double LONGEST_NAME = 56; // of a weight in a kernel
    private static final int MEASURED_NAMES = 400;
    private static final double SCROLL_BAR = 14;
    private static final int DIGITS = 6;

    /// What goes first where space is scarce: it follows from its neighbours, or is no measure at a kink.
    private static final List<CheckColumn> DROPPED = List.of(CheckColumn.APART);

    private static final List<CheckColumn> DROPPED_OF_KINKS = List.of(CheckColumn.DIFFERENCE, CheckColumn.BACKWARD);

    private static final int ERROR_DIGITS = 3;

    static CheckWidths of(CheckRows rows, double available, ColumnWidths.Type type) {
        Map<CheckColumn, Double> widths = new EnumMap<>(CheckColumn.class);
        for (CheckColumn it : rows.columns()) {
            widths.put(it, PADDING + least(rows, it));
        }
        double room = (available - SCROLL_BAR) / type.digit();
        for (CheckColumn it : rows.wish().show() == CheckRows.Show.KINKS ? DROPPED_OF_KINKS : DROPPED) {
            if (sum(widths) > room) {
                widths.remove(it);
            }
        }
        shorten(widths, CheckColumn.PLACE, room);
        shorten(widths, CheckColumn.UNIT, room);
        long numbers = widths.keySet().stream().filter(CheckWidths::isCompared).count();
        double more = Math.clamp((room - sum(widths)) / Math.max(1, numbers), 0, MOST - LEAST);
        widths.replaceAll((column, width) -> isCompared(column) ? width + more : width);
        return new CheckWidths(widths, type);
    }

    private static double least(CheckRows rows, CheckColumn column) {
        return switch (column) {
            case LETTER -> 1.2;
            case PLACE, UNIT -> longest(rows, column);
            case SAMPLE -> "sample".length() + 1.2; // it is bold
            case VERDICT -> LETTER * longestName(rows, column, SHORTEST_VERDICT);
            case APART, ERROR -> ERROR;
            case BACKWARD, DIFFERENCE, BELOW, USUAL, ABOVE -> LEAST;
        };
    }

    private static double longest(CheckRows rows, CheckColumn column) {
        int title = column.title().length() + 1; // it is bold
        return Math.clamp(LETTER * longestName(rows, column, title), SHORTEST_NAME, LONGEST_NAME);
    }

    /// Of a list with very many rows those that are looked at are spread over all of it.
    private static int longestName(CheckRows rows, CheckColumn column, int least) {
        int longest = least;
        int every = Math.max(1, rows.size() / MEASURED_NAMES);
        for (int row = 0; row < rows.size(); row += every) {
            longest = Math.max(longest, rows.name(row, column).length());
        }
        return longest;
    }

    private static void shorten(Map<CheckColumn, Double> widths, CheckColumn column, double room) {
        widths.computeIfPresent(
                column, (_, width) -> Math.max(SHORTEST_NAME + PADDING, width - Math.max(0, sum(widths) - room)));
    }

    private static double sum(Map<CheckColumn, Double> widths) {
        return widths.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static boolean isCompared(CheckColumn column) {
        return column.isNumber() && column != CheckColumn.APART && column != CheckColumn.ERROR;
    }

    boolean has(CheckColumn column) {
        return columns.containsKey(column);
    }

    /// In pixels.
    double of(CheckColumn column) {
        return Math.floor(columns.getOrDefault(column, 0.0) * type.digit());
    }

    /// As many digits as have room.
    String text(CheckColumn column, double value) {
        double room = columns.getOrDefault(column, LEAST) - PADDING;
        int digits = isCompared(column) ? DIGITS : ERROR_DIGITS;
        String text = new CardDigits(digits).text(value);
        while (type.width(text) > room && digits > CardDigits.LEAST) {
            text = new CardDigits(--digits).text(value);
        }
        return text;
    }
}
