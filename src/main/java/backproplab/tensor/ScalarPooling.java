package backproplab.tensor;

/// The plain loops of max-pooling.
final class ScalarPooling {
    private ScalarPooling() {}

    static void largest(Tensor x, Tensor z, Tensor winners, Extent kernel, Extent stride, int fromMap, int toMap) {
        int columns = z.shape().size(3);
        int rows = z.shape().size(2);
        int height = x.shape().size(2);
        int width = x.shape().size(3);
        for (int row = fromMap * rows; row < toMap * rows; row++) {
            int corner = (row / rows * height + row % rows * stride.rows()) * width;
            largestOfRow(
                    x.values(),
                    corner,
                    width,
                    kernel,
                    stride.columns(),
                    z.values(),
                    winners.values(),
                    row * columns,
                    columns);
        }
    }

    /// @param corner where the first window of the row begins
    /// @param to where its result belongs
    static void largestOfRow(
            double[] x,
            int corner,
            int width,
            Extent kernel,
            int stride,
            double[] z,
            double[] winners,
            int to,
            int columns) {
        for (int k = 0; k < columns; k++) {
            int window = corner + k * stride;
            double max = x[window];
            int winner = 0;
            int place = 0;
            for (int i = 0; i < kernel.rows(); i++) {
                for (int j = 0; j < kernel.columns(); j++, place++) {
                    double value = x[window + i * width + j];
                    if (value > max || (Double.isNaN(value) && !Double.isNaN(max))) {
                        max = value;
                        winner = place;
                    }
                }
            }
            z[to + k] = max;
            winners[to + k] = winner;
        }
    }

    static void addGradient(
            Tensor dz, Tensor winners, Tensor dx, Extent kernel, Extent stride, int fromMap, int toMap) {
        int columns = dz.shape().size(3);
        int rows = dz.shape().size(2);
        int height = dx.shape().size(2);
        int width = dx.shape().size(3);
        for (int row = fromMap * rows; row < toMap * rows; row++) {
            int corner = (row / rows * height + row % rows * stride.rows()) * width;
            addRow(
                    dz.values(),
                    winners.values(),
                    row * columns,
                    columns,
                    dx.values(),
                    corner,
                    width,
                    kernel.columns(),
                    stride.columns());
        }
    }

    static void addRow(
            double[] dz,
            double[] winners,
            int from,
            int columns,
            double[] dx,
            int corner,
            int width,
            int kernelColumns,
            int stride) {
        for (int k = 0; k < columns; k++) {
            int winner = (int) winners[from + k];
            int i = winner / kernelColumns;
            dx[corner + k * stride + i * width + winner - i * kernelColumns] += dz[from + k];
        }
    }
}
