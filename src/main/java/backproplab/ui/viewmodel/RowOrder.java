package backproplab.ui.viewmodel;

import backproplab.backprop.TraceValue.Place;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// The rows of a table in the order in which they are shown. Immutable.
public final class RowOrder {
    private final NumberTable table;
    private final int @Nullable [] rows;
    private final int @Nullable [] positions;

    /// As they come.
    RowOrder(NumberTable table) {
        this.table = table;
        rows = null;
        positions = null;
    }

    /// @param rows not to be written afterwards
    RowOrder(NumberTable table, int[] rows) {
        this.table = table;
        this.rows = rows;
        positions = new int[rows.length];
        for (int position = 0; position < rows.length; position++) {
            positions[rows[position]] = position;
        }
    }

    private RowOrder(NumberTable table, RowOrder order) {
        this.table = table;
        rows = order.rows;
        positions = order.positions;
    }

    /// The same order of another table with as many rows.
    RowOrder of(NumberTable other) {
        return new RowOrder(other, this);
    }

    public NumberTable table() {
        return table;
    }

    public int size() {
        return table.size();
    }

    /// The row of the table that is shown at a position.
    public int row(int position) {
        return rows == null ? position : rows[position];
    }

    /// Where the row of a place is shown; −1 when it has none.
    public int positionOf(Place place) {
        int row = table.rowOf(place);
        return row < 0 || positions == null ? row : positions[row];
    }

    /// Whether the positions have the same rows.
    boolean isOrderOf(RowOrder other) {
        return size() == other.size() && Arrays.equals(rows, other.rows);
    }
}
