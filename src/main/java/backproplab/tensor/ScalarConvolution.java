package backproplab.tensor;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// The plain loops of the convolution. At each place of the window what it sees is gathered into a row, the *patch*, which
/// then meets the kernels in loops over all their taps.
final class ScalarConvolution {
    private static final int SIDE_BY_SIDE = 4;
    private static final Scratch PATCH = new Scratch();

    private ScalarConvolution() {}

    static void convolve(
            Tensor x,
            Tensor w,
            @Nullable Tensor b,
            Tensor z,
            Extent stride,
            Extent padding,
            int fromSample,
            int toSample,
            int fromFilter,
            int toFilter) {
        double[] patch = PATCH.of(w.rowSize());
        int rows = z.shape().size(2);
        int columns = z.shape().size(3);
        for (int s = fromSample; s < toSample; s++) {
            for (int r = 0; r < rows; r++) {
                int top = place(r, stride.rows(), padding.rows());
                for (int k = 0; k < columns; k++) {
                    gather(x, w.shape(), s, top, place(k, stride.columns(), padding.columns()), patch);
                    int to = s * z.rowSize() + r * columns + k;
                    for (int f = fromFilter; f < toFilter; f += SIDE_BY_SIDE) {
                        meet(patch, w, b, z.values(), to, rows * columns, f, toFilter - 1 - f);
                    }
                }
            }
        }
    }

    /// Where a window begins, before 0 in the padding.
    private static int place(int output, int stride, int padding) {
        return output * stride - padding;
    }

    /// Four filters at one place side by side, so that the processor need not wait for the addition before. Where fewer are
    /// left, the last one is computed several times, with the same result in the same place.
    ///
    /// @param to where the number of filter 0 belongs in z, and those of the others in steps of `plane`
    /// @param more how many filters there are after f
    private static void meet(
            double[] patch, Tensor kernels, @Nullable Tensor b, double[] z, int to, int plane, int f, int more) {
        double[] w = kernels.values();
        int taps = kernels.rowSize();
        int f1 = f + Math.min(1, more);
        int f2 = f + Math.min(2, more);
        int f3 = f + Math.min(3, more);
        double z0 = b == null ? 0 : b.get(f);
        double z1 = b == null ? 0 : b.get(f1);
        double z2 = b == null ? 0 : b.get(f2);
        double z3 = b == null ? 0 : b.get(f3);
        int w0 = f * taps;
        int w1 = f1 * taps;
        int w2 = f2 * taps;
        int w3 = f3 * taps;
        for (int t = 0; t < taps; t++) {
            double x = patch[t];
            z0 = Math.fma(x, w[w0 + t], z0);
            z1 = Math.fma(x, w[w1 + t], z1);
            z2 = Math.fma(x, w[w2 + t], z2);
            z3 = Math.fma(x, w[w3 + t], z3);
        }
        z[to + f * plane] = z0;
        z[to + f1 * plane] = z1;
        z[to + f2 * plane] = z2;
        z[to + f3 * plane] = z3;
    }

    /// What the window sees of `∂L/∂x` is gathered, meets what arrives at the place, and is put back.
    static void addInputGradient(
            Tensor dz, Tensor w, Tensor dx, Extent stride, Extent padding, int fromSample, int toSample) {
        double[] patch = PATCH.of(w.rowSize());
        int rows = dz.shape().size(2);
        int columns = dz.shape().size(3);
        for (int s = fromSample; s < toSample; s++) {
            for (int r = 0; r < rows; r++) {
                int top = place(r, stride.rows(), padding.rows());
                for (int k = 0; k < columns; k++) {
                    int left = place(k, stride.columns(), padding.columns());
                    gather(dx, w.shape(), s, top, left, patch);
                    sendBack(dz, w, s * dz.rowSize() + r * columns + k, patch);
                    putBack(patch, w.shape(), s, top, left, dx);
                }
            }
        }
    }

    /// What all filters send back from one place.
    ///
    /// @param from where the number of filter 0 stands in dz
    private static void sendBack(Tensor dz, Tensor kernels, int from, double[] patch) {
        double[] w = kernels.values();
        int plane = dz.shape().size(2) * dz.shape().size(3);
        int taps = kernels.rowSize();
        for (int f = 0; f < kernels.rows(); f++) {
            double arriving = dz.get(from + f * plane);
            int kernel = f * taps;
            for (int t = 0; t < taps; t++) {
                patch[t] = Math.fma(arriving, w[kernel + t], patch[t]);
            }
        }
    }

    static void addKernelGradient(
            Tensor dz, Tensor x, Tensor dw, Extent stride, Extent padding, int samples, int fromTap, int toTap) {
        double[] patch = PATCH.of(dw.rowSize());
        int rows = dz.shape().size(2);
        int columns = dz.shape().size(3);
        for (int s = 0; s < samples; s++) {
            for (int r = 0; r < rows; r++) {
                int top = place(r, stride.rows(), padding.rows());
                for (int k = 0; k < columns; k++) {
                    gather(x, dw.shape(), s, top, place(k, stride.columns(), padding.columns()), patch);
                    addProducts(dz, s * dz.rowSize() + r * columns + k, patch, dw, fromTap, toTap);
                }
            }
        }
    }

    private static void addProducts(Tensor dz, int from, double[] patch, Tensor kernels, int fromTap, int toTap) {
        double[] dw = kernels.values();
        int plane = dz.shape().size(2) * dz.shape().size(3);
        int taps = kernels.rowSize();
        for (int f = 0; f < kernels.rows(); f++) {
            double arriving = dz.get(from + f * plane);
            int kernel = f * taps;
            for (int t = fromTap; t < toTap; t++) {
                dw[kernel + t] = Math.fma(arriving, patch[t], dw[kernel + t]);
            }
        }
    }

    /// What the window sees of a picture, with zeros in the padding.
    private static void gather(Tensor x, Shape kernels, int s, int top, int left, double[] patch) {
        int channels = kernels.size(1);
        int kernelRows = kernels.size(2);
        int kernelColumns = kernels.size(3);
        int height = x.shape().size(2);
        int width = x.shape().size(3);
        int first = Math.max(0, -left);
        int end = Math.min(kernelColumns, width - left);
        boolean whole = top >= 0 && top + kernelRows <= height && first == 0 && end == kernelColumns;
        if (!whole) {
            Arrays.fill(patch, 0, channels * kernelRows * kernelColumns, 0);
        }
        for (int c = 0; c < channels; c++) {
            for (int i = Math.max(0, -top); i < Math.min(kernelRows, height - top); i++) {
                int from = ((s * channels + c) * height + top + i) * width + left;
                int to = (c * kernelRows + i) * kernelColumns;
                if (first < end) {
                    System.arraycopy(x.values(), from + first, patch, to + first, end - first);
                }
            }
        }
    }

    /// The way back of [#gather], which drops what lies in the padding.
    private static void putBack(double[] patch, Shape kernels, int s, int top, int left, Tensor dx) {
        int channels = kernels.size(1);
        int kernelRows = kernels.size(2);
        int kernelColumns = kernels.size(3);
        int height = dx.shape().size(2);
        int width = dx.shape().size(3);
        int first = Math.max(0, -left);
        int end = Math.min(kernelColumns, width - left);
        for (int c = 0; c < channels; c++) {
            for (int i = Math.max(0, -top); i < Math.min(kernelRows, height - top); i++) {
                int from = (c * kernelRows + i) * kernelColumns;
                int to = ((s * channels + c) * height + top + i) * width + left;
                if (first < end) {
                    System.arraycopy(patch, from + first, dx.values(), to + first, end - first);
                }
            }
        }
    }
}
