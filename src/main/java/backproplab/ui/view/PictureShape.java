package backproplab.ui.view;

import backproplab.tensor.Shape;

import java.util.Optional;

/// The sides of a picture whose pixels are the numbers of an input, or of a channel of maps, row by row.
record PictureShape(int rows, int columns) {
    /// Squares below this are more often tables than pictures.
    private static final int SMALLEST_SIDE = 8;

    /// A plane `[1, rows, columns]` of grey, or as many features as a square of at least 8×8 pixels has: the digits
    /// have `[64]`, those of MNIST `[784]`.
    static Optional<PictureShape> of(Shape input) {
        if (input.rank() == 3 && input.size(0) == 1) {
            return Optional.of(new PictureShape(input.size(1), input.size(2)));
        }
        int side = (int) Math.round(Math.sqrt(input.elements()));
        boolean square = input.rank() == 1 && side >= SMALLEST_SIDE && side * side == input.elements();
        return square ? Optional.of(new PictureShape(side, side)) : Optional.empty();
    }

    /// Of each channel of maps `[channels, rows, columns]`; absent for other shapes, and for maps of a single number.
    static Optional<PictureShape> ofChannel(Shape sample) {
        return sample.rank() == 3 && sample.size(1) * sample.size(2) > 1
                ? Optional.of(new PictureShape(sample.size(1), sample.size(2)))
                : Optional.empty();
    }

    int pixels() {
        return rows * columns;
    }

    @Override
    public String toString() {
        return rows + "×" + columns;
    }
}
