package backproplab.tensor;

import org.jspecify.annotations.Nullable;

/// The plain loops of the convolution, one instance for the geometry of one call. Up to four filters (or channels) go side
/// by side, so that the processor need not wait for the addition before; each has a sum of its own, as [Kernels] writes it
/// down. Where fewer are left, the last one is computed several times, with the same result in the same place.
final class ScalarConvolution {
    private static final int SIDE_BY_SIDE = 4;

    private final int channels;
    private final int height;
    private final int width;
    private final int filters;
    private final int kernelRows;
    private final int kernelColumns;
    private final int rows;
    private final int columns;
    private final Extent stride;
    private final Extent padding;

    /// @param x the picture `[samples, channels, height, width]`, or its gradient
    /// @param w the kernels `[filters, channels, rows, columns]`, or their gradient
    /// @param z the output `[samples, filters, rows, columns]`, or its gradient
    ScalarConvolution(Shape x, Shape w, Shape z, Extent stride, Extent padding) {
        channels = x.size(1);
        height = x.size(2);
        width = x.size(3);
        filters = w.size(0);
        kernelRows = w.size(2);
        kernelColumns = w.size(3);
        rows = z.size(2);
        columns = z.size(3);
        this.stride = stride;
        this.padding = padding;
    }

    void convolve(double[] x, double[] w, double @Nullable [] b, double[] z, int s, int fromFilter, int toFilter) {
        for (int f = fromFilter; f < toFilter; f += SIDE_BY_SIDE) {
            for (int r = 0; r < rows; r++) {
                for (int k = 0; k < columns; k++) {
                    convolve(x, w, b, z, s, f, toFilter - 1 - f, r, k);
                }
            }
        }
    }

    /// @param more how many filters there are after f
    private void convolve(
            double[] x, double[] w, double @Nullable [] b, double[] z, int s, int f, int more, int r, int k) {
        int f1 = f + Math.min(1, more);
        int f2 = f + Math.min(2, more);
        int f3 = f + Math.min(3, more);
        int top = r * stride.rows() - padding.rows();
        int left = k * stride.columns() - padding.columns();
        int firstRow = Math.max(0, -top);
        int endRow = Math.min(kernelRows, height - top);
        int firstColumn = Math.max(0, -left);
        int endColumn = Math.min(kernelColumns, width - left);
        double z0 = b == null ? 0 : b[f];
        double z1 = b == null ? 0 : b[f1];
        double z2 = b == null ? 0 : b[f2];
        double z3 = b == null ? 0 : b[f3];
        for (int c = 0; c < channels; c++) {
            for (int i = firstRow; i < endRow; i++) {
                int from = ((s * channels + c) * height + top + i) * width + left;
                int w0 = weight(f, c, i);
                int w1 = weight(f1, c, i);
                int w2 = weight(f2, c, i);
                int w3 = weight(f3, c, i);
                for (int j = firstColumn; j < endColumn; j++) {
                    double value = x[from + j];
                    z0 = Math.fma(value, w[w0 + j], z0);
                    z1 = Math.fma(value, w[w1 + j], z1);
                    z2 = Math.fma(value, w[w2 + j], z2);
                    z3 = Math.fma(value, w[w3 + j], z3);
                }
            }
        }
        z[output(s, f, r) + k] = z0;
        z[output(s, f1, r) + k] = z1;
        z[output(s, f2, r) + k] = z2;
        z[output(s, f3, r) + k] = z3;
    }

    void addInputGradient(double[] dz, double[] w, double[] dx, int s) {
        for (int c = 0; c < channels; c += SIDE_BY_SIDE) {
            for (int y = 0; y < height; y++) {
                for (int u = 0; u < width; u++) {
                    addInputGradient(dz, w, dx, s, c, channels - 1 - c, y, u);
                }
            }
        }
    }

    private void addInputGradient(double[] dz, double[] w, double[] dx, int s, int c, int more, int y, int u) {
        int c1 = c + Math.min(1, more);
        int c2 = c + Math.min(2, more);
        int c3 = c + Math.min(3, more);
        int down = y + padding.rows();
        int across = u + padding.columns();
        int firstRow = firstTap(down, stride.rows(), rows);
        int lastRow = Math.min(kernelRows - 1, down);
        int firstColumn = firstTap(across, stride.columns(), columns);
        int lastColumn = Math.min(kernelColumns - 1, across);
        double dx0 = dx[pixel(s, c, y) + u];
        double dx1 = dx[pixel(s, c1, y) + u];
        double dx2 = dx[pixel(s, c2, y) + u];
        double dx3 = dx[pixel(s, c3, y) + u];
        for (int f = 0; f < filters; f++) {
            for (int i = firstRow; i <= lastRow; i += stride.rows()) {
                int from = output(s, f, (down - i) / stride.rows());
                int w0 = weight(f, c, i);
                int w1 = weight(f, c1, i);
                int w2 = weight(f, c2, i);
                int w3 = weight(f, c3, i);
                int k = (across - firstColumn) / stride.columns();
                for (int j = firstColumn; j <= lastColumn; j += stride.columns(), k--) {
                    double arriving = dz[from + k];
                    dx0 = Math.fma(arriving, w[w0 + j], dx0);
                    dx1 = Math.fma(arriving, w[w1 + j], dx1);
                    dx2 = Math.fma(arriving, w[w2 + j], dx2);
                    dx3 = Math.fma(arriving, w[w3 + j], dx3);
                }
            }
        }
        dx[pixel(s, c, y) + u] = dx0;
        dx[pixel(s, c1, y) + u] = dx1;
        dx[pixel(s, c2, y) + u] = dx2;
        dx[pixel(s, c3, y) + u] = dx3;
    }

    /// The first row (or column) of the kernel through which a row of the padded picture takes part in some output; the
    /// others follow in steps of `stride`.
    private static int firstTap(int position, int stride, int outputs) {
        int beyondLast = Math.max(0, position / stride - (outputs - 1));
        return position % stride + beyondLast * stride;
    }

    void addKernelGradient(double[] dz, double[] x, double[] dw, int s) {
        for (int f = 0; f < filters; f += SIDE_BY_SIDE) {
            for (int c = 0; c < channels; c++) {
                for (int i = 0; i < kernelRows; i++) {
                    for (int j = 0; j < kernelColumns; j++) {
                        addKernelGradient(dz, x, dw, s, f, filters - 1 - f, c, i, j);
                    }
                }
            }
        }
    }

    private void addKernelGradient(double[] dz, double[] x, double[] dw, int s, int f, int more, int c, int i, int j) {
        int f1 = f + Math.min(1, more);
        int f2 = f + Math.min(2, more);
        int f3 = f + Math.min(3, more);
        int firstRow = firstOutput(i, stride.rows(), padding.rows());
        int endRow = endOfOutputs(i, stride.rows(), padding.rows(), height, rows);
        int firstColumn = firstOutput(j, stride.columns(), padding.columns());
        int endColumn = endOfOutputs(j, stride.columns(), padding.columns(), width, columns);
        double dw0 = dw[weight(f, c, i) + j];
        double dw1 = dw[weight(f1, c, i) + j];
        double dw2 = dw[weight(f2, c, i) + j];
        double dw3 = dw[weight(f3, c, i) + j];
        for (int r = firstRow; r < endRow; r++) {
            int from = pixel(s, c, r * stride.rows() + i - padding.rows()) + j - padding.columns();
            int dz0 = output(s, f, r);
            int dz1 = output(s, f1, r);
            int dz2 = output(s, f2, r);
            int dz3 = output(s, f3, r);
            for (int k = firstColumn; k < endColumn; k++) {
                double value = x[from + k * stride.columns()];
                dw0 = Math.fma(dz[dz0 + k], value, dw0);
                dw1 = Math.fma(dz[dz1 + k], value, dw1);
                dw2 = Math.fma(dz[dz2 + k], value, dw2);
                dw3 = Math.fma(dz[dz3 + k], value, dw3);
            }
        }
        dw[weight(f, c, i) + j] = dw0;
        dw[weight(f1, c, i) + j] = dw1;
        dw[weight(f2, c, i) + j] = dw2;
        dw[weight(f3, c, i) + j] = dw3;
    }

    /// The first output that sees the picture, not the padding, through this row (or column) of the kernel.
    private static int firstOutput(int tap, int stride, int padding) {
        return Math.ceilDiv(Math.max(0, padding - tap), stride);
    }

    /// One more than the last.
    private static int endOfOutputs(int tap, int stride, int padding, int size, int outputs) {
        return Math.min(outputs, Math.floorDiv(size - 1 + padding - tap, stride) + 1);
    }

    /// Where a row of a channel of the picture starts.
    private int pixel(int s, int c, int y) {
        return ((s * channels + c) * height + y) * width;
    }

    /// Where a row of a kernel starts.
    private int weight(int f, int c, int i) {
        return ((f * channels + c) * kernelRows + i) * kernelColumns;
    }

    /// Where a row of an output starts.
    private int output(int s, int f, int r) {
        return ((s * filters + f) * rows + r) * columns;
    }
}
