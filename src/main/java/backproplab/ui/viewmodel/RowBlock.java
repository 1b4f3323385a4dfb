package backproplab.ui.viewmodel;

import java.util.List;
import java.util.Objects;

/// Rows of a table that are made by one rule, one after the other; a table has its blocks in order, without gaps.
interface RowBlock {
    /// The row behind its last one.
    int end();

    /// How many rows there are.
    static int end(List<? extends RowBlock> blocks) {
        return blocks.isEmpty() ? 0 : blocks.getLast().end();
    }

    /// The block of a row.
    static <B extends RowBlock> B at(int row, List<B> blocks) {
        Objects.checkIndex(row, end(blocks));
        for (B it : blocks) { // asked for by every cell that is written
            if (row < it.end()) {
                return it;
            }
        }
        throw new IndexOutOfBoundsException(row);
    }
}
