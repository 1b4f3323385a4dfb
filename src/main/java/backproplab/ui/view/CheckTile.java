package backproplab.ui.view;

import backproplab.backprop.CheckedNumber;
import backproplab.ui.view.CheckCells.Cell;

import java.awt.geom.Rectangle2D;
import java.util.Optional;

/// A checked tensor on the map: its cells, and where they stand.
///
/// @param width of a cell, in whole pixels
/// @param height of a cell
record CheckTile(CheckCells cells, int x, int y, int width, int height) {
    /// Cells that are larger have a gap between them.
    private static final int FINE = 4;

    Rectangle2D area() {
        return new Rectangle2D.Double(x, y, cells.columns() * (double) width, cells.rows() * (double) height);
    }

    boolean isFine() {
        return Math.min(width, height) <= FINE;
    }

    /// Without the gap to the next.
    Rectangle2D cell(int row, int column) {
        int gap = isFine() ? 0 : 1;
        return new Rectangle2D.Double(
                x + column * (double) width, y + row * (double) height, (double) width - gap, (double) height - gap);
    }

    Rectangle2D cell(Cell it) {
        return cell(it.row(), it.column());
    }

    /// The cell at a point that has a number; of small ones the worst within reach, since it is what is seen there.
    ///
    /// @param reach in pixels
    Optional<Cell> at(double px, double py, double reach) {
        Optional<Cell> found = Optional.empty();
        double slackAcross = Math.max(0, reach - width / 2.0);
        double slackDown = Math.max(0, reach - height / 2.0);
        int firstRow = Math.max(0, (int) Math.floor((py - slackDown - y) / height));
        int lastRow = Math.min(cells.rows() - 1, (int) Math.floor((py + slackDown - y) / height));
        int firstColumn = Math.max(0, (int) Math.floor((px - slackAcross - x) / width));
        int lastColumn = Math.min(cells.columns() - 1, (int) Math.floor((px + slackAcross - x) / width));
        for (int row = firstRow; row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                if (isBetter(row, column, found, px, py)) {
                    found = Optional.of(new Cell(row, column));
                }
            }
        }
        return found;
    }

    /// Failures win, as they are painted larger than they are; else what is nearer.
    private boolean isBetter(int row, int column, Optional<Cell> than, double px, double py) {
        if (cells.looked(row, column) == 0) {
            return false;
        }
        if (than.isEmpty()) {
            return true;
        }
        boolean fails = isFailing(row, column);
        boolean other = isFailing(than.get().row(), than.get().column());
        return fails != other ? fails : distance(cell(row, column), px, py) < distance(cell(than.get()), px, py);
    }

    boolean isFailing(int row, int column) {
        return cells.worst(row, column).filter(it -> it.verdict() == CheckedNumber.Verdict.FAIL).isPresent();
    }

    private static double distance(Rectangle2D cell, double px, double py) {
        return Math.hypot(cell.getCenterX() - px, cell.getCenterY() - py);
    }
}
