package backproplab.ui.view;

import backproplab.layer.SlidingWindow.Patch;

import java.util.List;
import java.util.Optional;

/// What a step of a convolution or a pooling looks at: rectangles in maps, and the numbers there as a grid that can be
/// drawn large. Made by [LitWindowReader].
///
/// @param frames first the window that the grid enlarges
/// @param result the number that the step gives, where it stands in a map
/// @param grid absent where there are too many numbers to look at
record LitWindow(List<Frame> frames, Optional<LitStep.At> result, Optional<Grid> grid) {
    /// A rectangle of positions in one map.
    record Frame(String owner, int channel, Patch patch) {}

    /// Numbers in the order of the window, row by row.
    ///
    /// @param title whose numbers they are
    /// @param tells whether the marked cell is the answer to a step that is still to be guessed
    record Grid(String title, int columns, List<Cell> cells, boolean tells) {
        int rows() {
            return Math.ceilDiv(cells.size(), columns);
        }

        double largest() {
            return cells.stream().mapToDouble(it -> Math.abs(it.value())).filter(Double::isFinite).max().orElse(0);
        }
    }

    /// One number of a window.
    ///
    /// @param at where it stands; absent in the padding, and for a weight
    /// @param factors whose product is the value; none in the padding
    /// @param marked whether it is what the step is about: the winner, or the term that is added
    record Cell(Optional<LitStep.At> at, List<Double> factors, double value, boolean marked) {
        static final Cell PADDING = new Cell(Optional.empty(), List.of(), 0, false);

        /// What the walk has not come to.
        static final Cell AHEAD = new Cell(Optional.empty(), List.of(), Double.NaN, false);

        boolean isEmpty() {
            return factors.isEmpty();
        }
    }
}
