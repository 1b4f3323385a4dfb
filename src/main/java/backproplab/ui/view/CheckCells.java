package backproplab.ui.view;

import backproplab.backprop.CheckReport.TensorCheck;
import backproplab.backprop.CheckedNumber;
import backproplab.tensor.Shape;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.Optional;

/// The numbers of a checked tensor as a grid with the layout of the matrix, `[out][in]`. Where the grid is too fine for the
/// screen, neighbours share a cell, and the cell shows the worst of them.
final class CheckCells {
    /// A failure, then a kink, then the larger error: what merging must not hide comes last.
    static final Comparator<CheckedNumber> BY_HARM =
            Comparator.comparingInt(CheckCells::rank).thenComparingDouble(CheckedNumber::relativeError);

    private final TensorCheck tensor;
    private final Grid grid;
    private final int perRow;
    private final int perColumn;
    private final @Nullable CheckedNumber[] worst;
    private final int[] looked;

    /// The rows and columns that the numbers of a tensor stand in.
    record Grid(int rows, int columns) {
        /// The outermost axis goes down, all others across; a vector lies.
        static Grid of(Shape shape) {
            return shape.rank() < 2
                    ? new Grid(1, shape.elements())
                    : new Grid(shape.size(0), shape.elements() / shape.size(0));
        }

        /// Of a vector that stands.
        static Grid upright(Shape shape) {
            return new Grid(shape.elements(), 1);
        }
    }

    /// A cell by its row and column.
    record Cell(int row, int column) {}

    /// @param perRow how many rows of the grid share a row of cells
    /// @param perColumn how many columns share one
    CheckCells(TensorCheck tensor, Grid grid, int perRow, int perColumn) {
        this.tensor = tensor;
        this.grid = grid;
        this.perRow = perRow;
        this.perColumn = perColumn;
        this.worst = new CheckedNumber[rows() * columns()];
        this.looked = new int[worst.length];
        tensor.numbers().forEach(this::add);
    }

    private void add(CheckedNumber number) {
        Cell cell = cellOf(number.index());
        int position = position(cell.row(), cell.column());
        CheckedNumber before = worst[position];
        looked[position]++;
        if (before == null || BY_HARM.compare(number, before) > 0) {
            worst[position] = number;
        }
    }

    private static int rank(CheckedNumber number) {
        return switch (number.verdict()) {
            case OK -> 0;
            case KINK -> 1;
            case FAIL -> 2;
        };
    }

    TensorCheck tensor() {
        return tensor;
    }

    int rows() {
        return Math.ceilDiv(grid.rows(), perRow);
    }

    int columns() {
        return Math.ceilDiv(grid.columns(), perColumn);
    }

    boolean isMerged() {
        return perRow > 1 || perColumn > 1;
    }

    private int position(int row, int column) {
        return row * columns() + column;
    }

    /// The worst of the numbers in a cell; empty where none was looked at.
    Optional<CheckedNumber> worst(int row, int column) {
        return Optional.ofNullable(worst[position(row, column)]);
    }

    /// How many numbers of the cell were looked at.
    int looked(int row, int column) {
        return looked[position(row, column)];
    }

    /// Where a number of the tensor stands, looked at or not.
    Cell cellOf(int index) {
        return new Cell(index / grid.columns() / perRow, index % grid.columns() / perColumn);
    }

    /// The next cell in a direction that has a number.
    Optional<Cell> next(Cell from, int across, int down) {
        int row = from.row() + down;
        int column = from.column() + across;
        while (row >= 0 && row < rows() && column >= 0 && column < columns()) {
            if (looked(row, column) > 0) {
                return Optional.of(new Cell(row, column));
            }
            row += down;
            column += across;
        }
        return Optional.empty();
    }

    /// The nearest cell that has a number.
    Optional<Cell> nearest(int row, int column) {
        Cell nearest = null;
        long least = Long.MAX_VALUE;
        for (int r = 0; r < rows(); r++) {
            for (int c = 0; c < columns(); c++) {
                long down = r - (long) row;
                long across = c - (long) column;
                long distance = down * down + across * across;
                if (distance < least && looked(r, c) > 0) {
                    least = distance;
                    nearest = new Cell(r, c);
                }
            }
        }
        return Optional.ofNullable(nearest);
    }
}
