package backproplab.tensor;

import org.jspecify.annotations.Nullable;

/// The one door to everything that loops over matrices. It checks the shapes, then calls the
/// implementation that was chosen once at start.
///
/// **Order.** Each element of a result is accumulated in one fixed order, by fused multiply-add
/// ([Math#fma], one rounding per term), so that every implementation gives the same bits on every
/// machine. The order is part of each method's contract: an implementation may do several elements side
/// by side, but never split the sum of one.
///
/// A row is what lies along the last axis: of `[batch, features]` one sample, of `[batch, time, features]` one
/// time step. Buffers may be larger than the batch: `rows` says how many rows take part.
///
/// **Which implementation.** [SimdKernels] where the Vector API is there ([VectorApi]), else [ScalarKernels]; the system
/// property `backproplab.kernels=plain` asks for the plain ones, `vectors` for vectors from the first step on ([WarmUp]).
public final class Kernels {
    /// The system property that says on how many threads at most a large product or convolution is computed; it counts
    /// from the first of them on. The results do not depend on it.
    public static final String THREADS = "backproplab.threads";

    private static final KernelProvider PROVIDER = provider();

    private Kernels() {}

    /// [SimdKernels] is not even loaded where the module of its vectors is missing.
    private static KernelProvider provider() {
        String wanted = System.getProperty("backproplab.kernels", "");
        boolean fast = !wanted.equals("plain") && VectorApi.isThere();
        return new SharedKernels(fast ? new SimdKernels(wanted.equals("vectors")) : new ScalarKernels());
    }

    /// `Z = X·Wᵀ + b`; `X` `[rows, in]`, `W` `[out, in]`, `b` `[out]` or absent, `Z` `[rows, out]`.
    /// Order: `z = b` (or 0), then `z = fma(x[i], w[o][i], z)` for `i = 0, 1, …`.
    public static void affine(Tensor x, Tensor w, @Nullable Tensor b, Tensor z, int rows) {
        int in = w.rowSize();
        int out = w.rows();
        requireRows("X", x, rows, in);
        requireRows("Z", z, rows, out);
        if (b != null) {
            requireSize("b", b, out);
        }
        PROVIDER.affine(x.values(), w.values(), b == null ? null : b.values(), z.values(), in, out, 0, rows, 0, out);
    }

    /// The part of [#affine] that fills rows `fromRow … toRow − 1` and columns `fromUnit … toUnit − 1` of `Z`, in the same
    /// order.
    public static void affineBlock(
            Tensor x, Tensor w, @Nullable Tensor b, Tensor z, int fromRow, int toRow, int fromUnit, int toUnit) {
        int in = w.rowSize();
        int out = w.rows();
        requireRows("X", x, toRow, in);
        requireRows("Z", z, toRow, out);
        requireRange("rows", fromRow, toRow, toRow);
        requireRange("units", fromUnit, toUnit, out);
        if (b != null) {
            requireSize("b", b, out);
        }
        PROVIDER.affine(
                x.values(),
                w.values(),
                b == null ? null : b.values(),
                z.values(),
                in,
                out,
                fromRow,
                toRow,
                fromUnit,
                toUnit);
    }

    /// `dX += dZ·W`; `dZ` `[rows, out]`, `W` `[out, in]`, `dX` `[rows, in]`.
    /// Order: `dx = fma(dz[o], w[o][i], dx)` for `o = 0, 1, …`.
    public static void addTimes(Tensor dz, Tensor w, Tensor dx, int rows) {
        int in = w.rowSize();
        int out = w.rows();
        requireRows("dZ", dz, rows, out);
        requireRows("dX", dx, rows, in);
        PROVIDER.addTimes(dz.values(), w.values(), dx.values(), in, out, 0, rows);
    }

    /// `dX = dZ·W`: the bits of [#addTimes] on zeros, whatever `dX` holds.
    public static void times(Tensor dz, Tensor w, Tensor dx, int rows) {
        int in = w.rowSize();
        int out = w.rows();
        requireRows("dZ", dz, rows, out);
        requireRows("dX", dx, rows, in);
        PROVIDER.times(dz.values(), w.values(), dx.values(), in, out, 0, rows);
    }

    /// `dX[toRow] += dZ[row]·W`, for one row of each; `dZ` `[rows, out]`, `W` `[out, in]`, `dX` `[rows, in]`. The order is
    /// that of [#addTimes].
    public static void addRowTimes(Tensor dz, int row, Tensor w, Tensor dx, int toRow) {
        int in = w.rowSize();
        int out = w.rows();
        requireRows("dZ", dz, row + 1, out);
        requireRows("dX", dx, toRow + 1, in);
        PROVIDER.addRowTimes(dz.values(), row, w.values(), dx.values(), toRow, in, out);
    }

    /// `dW += dZᵀ·X`; `dZ` `[rows, out]`, `X` `[rows, in]`, `dW` `[out, in]`.
    /// Order: `dw = fma(dz[r][o], x[r][i], dw)` for `r = 0, 1, …`.
    public static void addTransposeTimes(Tensor dz, Tensor x, Tensor dw, int rows) {
        int in = dw.rowSize();
        int out = dw.rows();
        requireRows("dZ", dz, rows, out);
        requireRows("X", x, rows, in);
        PROVIDER.addTransposeTimes(dz.values(), x.values(), dw.values(), rows, in, out, 0, out);
    }

    /// `dW = dZᵀ·X`: the bits of [#addTransposeTimes] on zeros, whatever `dW` holds.
    public static void transposeTimes(Tensor dz, Tensor x, Tensor dw, int rows) {
        int in = dw.rowSize();
        int out = dw.rows();
        requireRows("dZ", dz, rows, out);
        requireRows("X", x, rows, in);
        PROVIDER.transposeTimes(dz.values(), x.values(), dw.values(), rows, in, out, 0, out);
    }

    /// Row r of `target` becomes row `rows[from + r]` of `source`, for `r = 0 … count − 1`; both `[…, size]`.
    public static void copyRows(Tensor source, int[] rows, int from, int count, Tensor target) {
        int size = source.rowSize();
        if (target.rowSize() != size || count < 0 || target.rows() < count || from < 0 || rows.length - from < count) {
            throw new IllegalArgumentException(
                    "cannot copy %d rows of %s into %s".formatted(count, source.shape(), target.shape()));
        }
        PROVIDER.copyRows(source.values(), rows, from, target.values(), size, 0, count);
    }

    /// `s += Σ over the rows of M`; `M` `[rows, n]`, `s` `[n]`. Order: `r = 0, 1, …`.
    public static void addColumnSums(Tensor m, Tensor s, int rows) {
        requireRows("M", m, rows, s.size());
        PROVIDER.addColumnSums(m.values(), s.values(), rows, s.size());
    }

    /// Cross-correlation of pictures with kernels, zeros around the picture: `z[f][r][k] = b[f] + Σ over c, i, j of
    /// x[c][r·stride + i − padding][k·stride + j − padding] · w[f][c][i][j]`; `X` `[samples, channels, height, width]`, `W`
    /// `[filters, channels, rows, columns]`, `b` `[filters]` or absent, `Z` `[samples, filters, rows, columns]`.
    /// Order: `z = b` (or 0), then `z = fma(x, w, z)` for `c = 0, 1, …`, in it i, in it j; the zeros of the padding take part.
    /// Only the given samples and filters are computed.
    public static void convolve(
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
        requireConvolution(x, w, z, stride, padding, toSample);
        requireRange("samples", fromSample, toSample, z.rows());
        requireRange("filters", fromFilter, toFilter, w.rows());
        if (b != null) {
            requireSize("b", b, w.rows());
        }
        PROVIDER.convolve(x, w, b, z, stride, padding, fromSample, toSample, fromFilter, toFilter);
    }

    /// The way back of [#convolve] to the pictures of the given samples: `dX += …`. Order: `dx = fma(dz, w, dx)` for each
    /// place of the window that sees x, row by row, in it for `f = 0, 1, …`.
    public static void addConvolutionInputGradient(
            Tensor dz, Tensor w, Tensor dx, Extent stride, Extent padding, int fromSample, int toSample) {
        requireConvolution(dx, w, dz, stride, padding, toSample);
        requireRange("samples", fromSample, toSample, dz.rows());
        PROVIDER.addConvolutionInputGradient(dz, w, dx, stride, padding, fromSample, toSample);
    }

    /// The way back of [#convolve] to the kernels: `dW += …`. Order: `dw = fma(dz, x, dw)` for `s = 0, 1, …` of the samples,
    /// in it the rows of Z, in them the columns; the zeros of the padding take part. Only the given taps of every kernel are
    /// computed, which are counted through `[channels, rows, columns]`.
    public static void addConvolutionKernelGradient(
            Tensor dz, Tensor x, Tensor dw, Extent stride, Extent padding, int samples, int fromTap, int toTap) {
        requireConvolution(x, dw, dz, stride, padding, samples);
        requireRange("taps", fromTap, toTap, dw.rowSize());
        PROVIDER.addConvolutionKernelGradient(dz, x, dw, stride, padding, samples, fromTap, toTap);
    }

    /// Max-pooling: `z` is the largest number of each window of each map, `winners` where in its window it stands, as
    /// `row · kernel columns + column`. Of equal numbers the first in row-major order wins; a NaN wins over every number. `X`
    /// `[samples, channels, height, width]`, `Z` and winners `[samples, channels, rows, columns]`. Only the given maps are
    /// computed, which are counted through the batch.
    public static void maxPool(
            Tensor x, Tensor z, Tensor winners, Extent kernel, Extent stride, int fromMap, int toMap) {
        requirePooling(x, z, winners, kernel, stride, fromMap, toMap);
        PROVIDER.maxPool(x, z, winners, kernel, stride, fromMap, toMap);
    }

    /// The way back of [#maxPool]: `dx += dz` for the number that won, window by window, row by row.
    public static void addMaxPoolGradient(
            Tensor dz, Tensor winners, Tensor dx, Extent kernel, Extent stride, int fromMap, int toMap) {
        requirePooling(dx, dz, winners, kernel, stride, fromMap, toMap);
        PROVIDER.addMaxPoolGradient(dz, winners, dx, kernel, stride, fromMap, toMap);
    }

    /// `s[p] += Σ over the samples and the numbers of plane p of M`; `M` `[samples, planes, …]`, `s` `[planes]`. Order: sample
    /// by sample, in it number by number.
    public static void addPlaneSums(Tensor m, Tensor s, int samples) {
        int size = m.rowSize() / s.size();
        if (m.rowSize() != size * s.size() || samples < 0 || samples > m.rows()) {
            throw new IllegalArgumentException(
                    "M has shape %s, needed at least %d samples of %d planes".formatted(m.shape(), samples, s.size()));
        }
        PROVIDER.addPlaneSums(m.values(), s.values(), samples, s.size(), size);
    }

    /// `y = eˣ` for the numbers `from … to − 1`, each as [Elementary#exp] has it. `y` may be `x` itself.
    public static void exp(double[] x, double[] y, int from, int to) {
        requireRange("numbers", from, to, Math.min(x.length, y.length));
        PROVIDER.exp(x, y, from, to);
    }

    /// `a = tanh z` for the numbers `from … to − 1`, each as [Elementary#tanh] has it.
    public static void tanh(double[] z, double[] a, int from, int to) {
        requireRange("numbers", from, to, Math.min(z.length, a.length));
        PROVIDER.tanh(z, a, from, to);
    }

    /// `dz += da · tanh′(z)` for the numbers `from … to − 1`, with [Elementary#tanhSlope].
    public static void addTanhGradient(double[] z, double[] da, double[] dz, int from, int to) {
        requireRange("numbers", from, to, Math.min(z.length, Math.min(da.length, dz.length)));
        PROVIDER.addTanhGradient(z, da, dz, from, to);
    }

    /// `a = σ(z)` for the numbers `from … to − 1`, each as [Elementary#sigmoid] has it.
    public static void sigmoid(double[] z, double[] a, int from, int to) {
        requireRange("numbers", from, to, Math.min(z.length, a.length));
        PROVIDER.sigmoid(z, a, from, to);
    }

    /// `dz += da · σ′(z)` for the numbers `from … to − 1`, with [Elementary#sigmoidSlope].
    public static void addSigmoidGradient(double[] z, double[] da, double[] dz, int from, int to) {
        requireRange("numbers", from, to, Math.min(z.length, Math.min(da.length, dz.length)));
        PROVIDER.addSigmoidGradient(z, da, dz, from, to);
    }

    /// `a = max(0, z)` for the numbers `from … to − 1`, each as [Elementary#relu] has it.
    public static void relu(double[] z, double[] a, int from, int to) {
        requireRange("numbers", from, to, Math.min(z.length, a.length));
        PROVIDER.relu(z, a, from, to);
    }

    /// `dz += da · f′(z)` for the numbers `from … to − 1`, with the slope of ReLU, [Elementary#reluSlope].
    public static void addReluGradient(double[] z, double[] da, double[] dz, int from, int to, double atZero) {
        requireRange("numbers", from, to, Math.min(z.length, Math.min(da.length, dz.length)));
        PROVIDER.addReluGradient(z, da, dz, from, to, atZero);
    }

    /// How many places a window of size `kernel` has along an axis of `size` numbers with `padding` zeros at both ends:
    /// `⌊(size + 2·padding − kernel) / stride⌋ + 1`; 0 or less when it does not fit.
    public static int places(int size, int kernel, int stride, int padding) {
        return Math.toIntExact(Math.floorDiv(size + 2L * padding - kernel, stride) + 1);
    }

    /// `sums[0] = Σ x²` and `sums[1] = Σ |x|` of the `n` numbers from `x[from]` on, in one pass.
    ///
    /// Order: in rows of sixteen numbers, each of sixteen lanes sums its own column, and the lanes are added by halves: k
    /// and k + 8, of these k and k + 4, then k + 2, then k + 1. What fills no whole row is summed in the same way in rows of
    /// four, and added last. So no addition waits for the one before, and vectors of every width up to sixteen give the
    /// same bits.
    public static void sizes(double[] x, int from, int n, double[] sums) {
        requirePart("x", x, from, n);
        PROVIDER.sizes(x, from, n, sums);
    }

    /// `sums[0] = Σ x²` and `sums[1] = Σ (x − before)²` of the `n` numbers from `x[from]` and `before[0]` on, in one pass, in
    /// the order of [#sizes].
    public static void changes(double[] x, int from, double[] before, int n, double[] sums) {
        requirePart("x", x, from, n);
        requirePart("before", before, 0, n);
        PROVIDER.changes(x, from, before, n, sums);
    }

    /// The index of the first of `n` numbers that is NaN or infinite, or −1.
    public static int firstNonFinite(double[] values, int n) {
        requireLength("values", values, n);
        return PROVIDER.firstNonFinite(values, n);
    }

    private static void requireRows(String name, Tensor tensor, int rows, int rowSize) {
        if (tensor.shape().last() != rowSize || rows < 0 || (long) rows * rowSize > tensor.size()) {
            throw new IllegalArgumentException(
                    "%s has shape %s, needed at least %d rows of %d".formatted(name, tensor.shape(), rows, rowSize));
        }
    }

    private static void requireSize(String name, Tensor tensor, int size) {
        if (tensor.size() != size) {
            throw new IllegalArgumentException("%s has shape %s, needed [%d]".formatted(name, tensor.shape(), size));
        }
    }

    private static void requireConvolution(Tensor x, Tensor w, Tensor z, Extent stride, Extent padding, int samples) {
        Shape picture = x.shape();
        Shape kernels = w.shape();
        Shape output = z.shape();
        boolean fits =
                picture.rank() == 4
                        && kernels.rank() == 4
                        && output.rank() == 4
                        && kernels.size(1) == picture.size(1)
                        && kernels.size(0) == output.size(1)
                        && output.size(2) == places(picture.size(2), kernels.size(2), stride.rows(), padding.rows())
                        && output.size(3)
                                == places(picture.size(3), kernels.size(3), stride.columns(), padding.columns())
                        && samples >= 0
                        && samples <= Math.min(x.rows(), z.rows());
        if (!fits) {
            throw new IllegalArgumentException(
                    "a convolution of %d samples with stride %s and padding %s does not go from X %s with W %s to Z %s"
                            .formatted(samples, stride, padding, picture, kernels, output));
        }
    }

    private static void requirePooling(
            Tensor x, Tensor z, Tensor winners, Extent kernel, Extent stride, int fromMap, int toMap) {
        Shape maps = x.shape();
        Shape output = z.shape();
        boolean fits =
                maps.rank() == 4
                        && output.rank() == 4
                        && winners.shape().equals(output)
                        && output.size(1) == maps.size(1)
                        && output.size(2) == places(maps.size(2), kernel.rows(), stride.rows(), 0)
                        && output.size(3) == places(maps.size(3), kernel.columns(), stride.columns(), 0);
        if (!fits) {
            throw new IllegalArgumentException(
                    "a pooling of %s with stride %s does not go from X %s to Z %s with winners %s"
                            .formatted(kernel, stride, maps, output, winners.shape()));
        }
        requireRange("maps", fromMap, toMap, Math.min(x.rows(), z.rows()) * maps.size(1));
    }

    private static void requireRange(String name, int from, int to, int size) {
        if (from < 0 || from > to || to > size) {
            throw new IllegalArgumentException("no %s %d to %d among %d".formatted(name, from, to, size));
        }
    }

    private static void requirePart(String name, double[] values, int from, int n) {
        if (from < 0 || n < 0 || n > values.length - from) {
            throw new IllegalArgumentException(
                    "no %d values from %d among the %d of %s".formatted(n, from, values.length, name));
        }
    }

    private static void requireLength(String name, double[] values, int n) {
        if (values.length < n) {
            throw new IllegalArgumentException("%s holds %d numbers, needed %d".formatted(name, values.length, n));
        }
    }
}
