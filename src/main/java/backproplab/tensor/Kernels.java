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
public final class Kernels {
    private static final KernelProvider PROVIDER = new ScalarKernels();

    private Kernels() {}

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
        PROVIDER.affine(x.values(), w.values(), b == null ? null : b.values(), z.values(), rows, in, out);
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
        PROVIDER.affineBlock(
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
        PROVIDER.addTimes(dz.values(), w.values(), dx.values(), rows, in, out);
    }

    /// `dW += dZᵀ·X`; `dZ` `[rows, out]`, `X` `[rows, in]`, `dW` `[out, in]`.
    /// Order: `dw = fma(dz[r][o], x[r][i], dw)` for `r = 0, 1, …`.
    public static void addTransposeTimes(Tensor dz, Tensor x, Tensor dw, int rows) {
        int in = dw.rowSize();
        int out = dw.rows();
        requireRows("dZ", dz, rows, out);
        requireRows("X", x, rows, in);
        PROVIDER.addTransposeTimes(dz.values(), x.values(), dw.values(), rows, in, out);
    }

    /// `s += Σ over the rows of M`; `M` `[rows, n]`, `s` `[n]`. Order: `r = 0, 1, …`.
    public static void addColumnSums(Tensor m, Tensor s, int rows) {
        requireRows("M", m, rows, s.size());
        PROVIDER.addColumnSums(m.values(), s.values(), rows, s.size());
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

    private static void requireRange(String name, int from, int to, int size) {
        if (from < 0 || from > to || to > size) {
            throw new IllegalArgumentException("no %s %d to %d among %d".formatted(name, from, to, size));
        }
    }

    private static void requireLength(String name, double[] values, int n) {
        if (values.length < n) {
            throw new IllegalArgumentException("%s holds %d numbers, needed %d".formatted(name, values.length, n));
        }
    }
}
