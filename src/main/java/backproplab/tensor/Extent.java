package backproplab.tensor;

/// A whole number along the rows of a picture and one along its columns: the size of a window, a stride, a padding.
public record Extent(int rows, int columns) {
    /// The same along both.
    public static Extent square(int size) {
        return new Extent(size, size);
    }

    public boolean isSquare() {
        return rows == columns;
    }

    /// Rows times columns.
    public int area() {
        return rows * columns;
    }

    /// For example `3×5`.
    @Override
    public String toString() {
        return rows + "×" + columns;
    }
}
