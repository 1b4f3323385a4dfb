package backproplab.tensor;

import java.util.Arrays;

/// Doubles in row-major order with a shape. Mutable: the buffers of a network are tensors that live as
/// long as the network. What crosses threads is a [#copy()].
public final class Tensor {
    private final Shape shape;
    private final double[] values;

    private Tensor(Shape shape, double[] values) {
        if (values.length != shape.elements()) {
            throw new IllegalArgumentException(
                    "shape %s needs %d values, got %d".formatted(shape, shape.elements(), values.length));
        }
        this.shape = shape;
        this.values = values;
    }

    public static Tensor zeros(Shape shape) {
        return new Tensor(shape, new double[shape.elements()]);
    }

    public static Tensor zeros(int... sizes) {
        return zeros(Shape.of(sizes));
    }

    /// Wraps `values` without copying.
    public static Tensor of(Shape shape, double... values) {
        return new Tensor(shape, values);
    }

    public static Tensor vector(double... values) {
        return new Tensor(Shape.of(values.length), values);
    }

    public static Tensor matrix(double[]... rows) {
        Tensor matrix = zeros(rows.length, rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != rows[0].length) {
                throw new IllegalArgumentException(
                        "row %d has %d values, row 0 has %d".formatted(i, rows[i].length, rows[0].length));
            }
            System.arraycopy(rows[i], 0, matrix.values, i * rows[0].length, rows[i].length);
        }
        return matrix;
    }

    public Shape shape() {
        return shape;
    }

    public int size() {
        return values.length;
    }

    /// The numbers themselves, not a copy: for kernels and for readers on the thread that owns them.
    public double[] values() {
        return values;
    }

    /// The size of the outermost axis: the samples of a batch, the units of a weight matrix.
    public int rows() {
        return shape.size(0);
    }

    /// How many numbers one row holds.
    public int rowSize() {
        return values.length / shape.size(0);
    }

    public double get(int index) {
        return values[index];
    }

    public double get(int row, int column) {
        return values[row * rowSize() + column];
    }

    public void set(int index, double value) {
        values[index] = value;
    }

    public void set(int row, int column, double value) {
        values[row * rowSize() + column] = value;
    }

    public double[] row(int row) {
        int size = rowSize();
        return Arrays.copyOfRange(values, row * size, (row + 1) * size);
    }

    public Tensor copy() {
        return new Tensor(shape, values.clone());
    }

    /// A copy of the first `rows` rows: what a batch that does not fill its buffer holds.
    public Tensor firstRows(int rows) {
        return new Tensor(shape.item().batched(rows), Arrays.copyOf(values, rows * rowSize()));
    }

    public void copyFrom(Tensor source) {
        if (!shape.equals(source.shape)) {
            throw new IllegalArgumentException("cannot copy %s into %s".formatted(source.shape, shape));
        }
        System.arraycopy(source.values, 0, values, 0, values.length);
    }

    public void fill(double value) {
        Arrays.fill(values, value);
    }

    /// The index of the first number that is NaN or infinite, or −1.
    public int firstNonFinite() {
        return Kernels.firstNonFinite(values, values.length);
    }

    /// Same shape, same bits.
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that && shape.equals(that.shape) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Tensor" + shape + (values.length <= 16 ? Arrays.toString(values) : "");
    }
}
