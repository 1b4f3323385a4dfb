package backproplab.ui.viewmodel;

import backproplab.backprop.TraceValue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows of a table as text for other programs: a header, then the rows as they are shown, with numbers that read back to
/// the same double. What is not to be seen yet stays empty.
public final class TableText {
    private final RowOrder order;
    private final SeenNumbers seen;

    public TableText(RowOrder order, SeenNumbers seen) {
        this.order = order;
        this.seen = seen;
    }

    /// With tabs between the fields, as spreadsheets paste it.
    ///
    /// @param positions of the rows
    public String tabbed(IntStream positions) {
        return text(positions, "\t", "\n");
    }

    /// All rows as RFC 4180 has it.
    public String csv() {
        return text(IntStream.range(0, order.size()), ",", "\r\n");
    }

    private String text(IntStream positions, String separator, String end) {
        List<TraceColumn> columns = order.table().columns();
        StringBuilder text = new StringBuilder();
        text.append(columns.stream().map(TraceColumn::fileName).collect(Collectors.joining(separator))).append(end);
        positions.forEach(position -> {
            for (int c = 0; c < columns.size(); c++) {
                text.append(c == 0 ? "" : separator);
                text.append(quoted(field(order.row(position), columns.get(c)), separator));
            }
            text.append(end);
        });
        return text.toString();
    }

    private String field(int row, TraceColumn column) {
        return column.isNumber()
                ? order.table()
                        .number(row, column)
                        .filter(seen::isSeen)
                        .map(TraceValue::value)
                        .map(String::valueOf)
                        .orElse("")
                : order.table().fullName(row, column);
    }

    /// Names may hold anything.
    static String quoted(String field, String separator) {
        boolean isPlain =
                !field.contains(separator) && field.chars().noneMatch(it -> it == '"' || it == '\n' || it == '\r');
        return isPlain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
