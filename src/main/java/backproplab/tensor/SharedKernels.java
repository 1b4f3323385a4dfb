package backproplab.tensor;

import org.jspecify.annotations.Nullable;

/// Kernels whose large calls are shared between threads ([Workers]), each with a range of rows, units, samples, taps or
/// numbers of the result. No sum is split, so the bits are those of the kernels that do the work.
///
/// Small calls, and those that are one sum, go straight to them: waking a thread takes some microseconds.
final class SharedKernels implements KernelProvider {
    /// From so many multiplications on, some tens of microseconds in vectors, help pays.
    private static final long MANY_PRODUCTS = 400_000;

    /// From so many numbers on that are only looked at once.
    private static final int MANY_NUMBERS = 40_000;

    /// From so many numbers on that an exponential is taken of.
    private static final int MANY_EXPONENTIALS = 8_000;

    /// Parts begin at multiples of these: whole vectors and whole tiles, of every length there is.
    private static final int ROWS = 16;

    private static final int UNITS = 12;
    private static final int NUMBERS = 1024;

    private final KernelProvider kernels;
    private final ThreadLocal<Call> call;

    SharedKernels(KernelProvider kernels) {
        this.kernels = kernels;
        this.call = ThreadLocal.withInitial(() -> new Call(kernels));
    }

    private static boolean pays(long work, long least) {
        return work >= least && Workers.THREADS > 1 && !WarmUp.isUnderWay();
    }

    @Override
    public void affine(
            double[] x,
            double[] w,
            double @Nullable [] b,
            double[] z,
            int in,
            int out,
            int fromRow,
            int toRow,
            int fromUnit,
            int toUnit) {
        boolean whole = fromRow == 0 && fromUnit == 0 && toUnit == out;
        if (whole && pays((long) toRow * in * out, MANY_PRODUCTS)) {
            int rows = toRow >= 4 * ROWS ? 2 * ROWS : ROWS;
            call.get().of(x, w, b, z).of(0, in, out).split(toRow, rows, Call::affine);
        } else {
            kernels.affine(x, w, b, z, in, out, fromRow, toRow, fromUnit, toUnit);
        }
    }

    @Override
    public void addTimes(double[] dz, double[] w, double[] dx, int in, int out, int fromRow, int toRow) {
        if (fromRow == 0 && pays((long) toRow * in * out, MANY_PRODUCTS)) {
            call.get().of(dz, w, null, dx).of(0, in, out).split(toRow, UNITS, Call::addTimes);
        } else {
            kernels.addTimes(dz, w, dx, in, out, fromRow, toRow);
        }
    }

    @Override
    public void times(double[] dz, double[] w, double[] dx, int in, int out, int fromRow, int toRow) {
        if (fromRow == 0 && pays((long) toRow * in * out, MANY_PRODUCTS)) {
            call.get().of(dz, w, null, dx).of(0, in, out).split(toRow, UNITS, Call::times);
        } else {
            kernels.times(dz, w, dx, in, out, fromRow, toRow);
        }
    }

    @Override
    public void addRowTimes(double[] dz, int row, double[] w, double[] dx, int toRow, int in, int out) {
        kernels.addRowTimes(dz, row, w, dx, toRow, in, out);
    }

    @Override
    public void addTransposeTimes(
            double[] dz, double[] x, double[] dw, int rows, int in, int out, int fromUnit, int toUnit) {
        if (fromUnit == 0 && pays((long) rows * in * toUnit, MANY_PRODUCTS)) {
            call.get().of(dz, x, null, dw).of(rows, in, out).split(toUnit, UNITS, Call::addTransposeTimes);
        } else {
            kernels.addTransposeTimes(dz, x, dw, rows, in, out, fromUnit, toUnit);
        }
    }

    @Override
    public void transposeTimes(
            double[] dz, double[] x, double[] dw, int rows, int in, int out, int fromUnit, int toUnit) {
        if (fromUnit == 0 && pays((long) rows * in * toUnit, MANY_PRODUCTS)) {
            call.get().of(dz, x, null, dw).of(rows, in, out).split(toUnit, UNITS, Call::transposeTimes);
        } else {
            kernels.transposeTimes(dz, x, dw, rows, in, out, fromUnit, toUnit);
        }
    }

    @Override
    public void copyRows(double[] source, int[] rows, int from, double[] target, int size, int fromRow, int toRow) {
        if (fromRow == 0 && pays((long) toRow * size, MANY_NUMBERS)) {
            call.get().of(source, source, null, target).of(from, size, 0).of(rows).split(toRow, ROWS, Call::copyRows);
        } else {
            kernels.copyRows(source, rows, from, target, size, fromRow, toRow);
        }
    }

    @Override
    public void addColumnSums(double[] m, double[] s, int rows, int n) {
        kernels.addColumnSums(m, s, rows, n);
    }

    @Override
    public void convolve(
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
        boolean whole = fromSample == 0 && fromFilter == 0 && toFilter == w.rows();
        if (whole && pays((long) toSample * z.rowSize() * w.rowSize(), MANY_PRODUCTS)) {
            call.get().of(x, w, b, z, stride, padding).split(toSample, ROWS, Call::convolve);
        } else {
            kernels.convolve(x, w, b, z, stride, padding, fromSample, toSample, fromFilter, toFilter);
        }
    }

    @Override
    public void addConvolutionInputGradient(
            Tensor dz, Tensor w, Tensor dx, Extent stride, Extent padding, int fromSample, int toSample) {
        if (fromSample == 0 && pays((long) toSample * dz.rowSize() * w.rowSize(), MANY_PRODUCTS)) {
            call.get().of(dz, w, null, dx, stride, padding).split(toSample, ROWS, Call::addInputGradient);
        } else {
            kernels.addConvolutionInputGradient(dz, w, dx, stride, padding, fromSample, toSample);
        }
    }

    /// Each part looks at all samples, so there are no more of them than threads.
    @Override
    public void addConvolutionKernelGradient(
            Tensor dz, Tensor x, Tensor dw, Extent stride, Extent padding, int samples, int fromTap, int toTap) {
        if (fromTap == 0 && pays((long) samples * dz.rowSize() * toTap, MANY_PRODUCTS)) {
            int taps = Math.ceilDiv(toTap, Workers.THREADS);
            call.get()
                    .of(dz, x, null, dw, stride, padding)
                    .of(samples, 0, 0)
                    .split(toTap, taps, Call::addKernelGradient);
        } else {
            kernels.addConvolutionKernelGradient(dz, x, dw, stride, padding, samples, fromTap, toTap);
        }
    }

    @Override
    public void maxPool(Tensor x, Tensor z, Tensor winners, Extent kernel, Extent stride, int fromMap, int toMap) {
        if (fromMap == 0 && pays((long) toMap * kernel.area() * plane(z), MANY_NUMBERS)) {
            call.get().of(x, z, null, winners, kernel, stride).split(toMap, 1, Call::maxPool);
        } else {
            kernels.maxPool(x, z, winners, kernel, stride, fromMap, toMap);
        }
    }

    @Override
    public void addMaxPoolGradient(
            Tensor dz, Tensor winners, Tensor dx, Extent kernel, Extent stride, int fromMap, int toMap) {
        if (fromMap == 0 && pays((long) toMap * kernel.area() * plane(dz), MANY_NUMBERS)) {
            call.get().of(dz, winners, null, dx, kernel, stride).split(toMap, 1, Call::addMaxPoolGradient);
        } else {
            kernels.addMaxPoolGradient(dz, winners, dx, kernel, stride, fromMap, toMap);
        }
    }

    private static long plane(Tensor maps) {
        return (long) maps.shape().size(2) * maps.shape().size(3);
    }

    @Override
    public void addPlaneSums(double[] m, double[] s, int samples, int planes, int size) {
        kernels.addPlaneSums(m, s, samples, planes, size);
    }

    @Override
    public void sizes(double[] x, int from, int n, double[] sums) {
        kernels.sizes(x, from, n, sums);
    }

    @Override
    public void changes(double[] x, int from, double[] before, int n, double[] sums) {
        kernels.changes(x, from, before, n, sums);
    }

    @Override
    public void exp(double[] x, double[] y, int from, int to) {
        if (from == 0 && pays(to, MANY_EXPONENTIALS)) {
            call.get().of(x, x, null, y).split(to, NUMBERS, Call::exp);
        } else {
            kernels.exp(x, y, from, to);
        }
    }

    @Override
    public void tanh(double[] z, double[] a, int from, int to) {
        if (from == 0 && pays(to, MANY_EXPONENTIALS)) {
            call.get().of(z, z, null, a).split(to, NUMBERS, Call::tanh);
        } else {
            kernels.tanh(z, a, from, to);
        }
    }

    @Override
    public void addTanhGradient(double[] z, double[] da, double[] dz, int from, int to) {
        if (from == 0 && pays(to, MANY_EXPONENTIALS)) {
            call.get().of(z, da, null, dz).split(to, NUMBERS, Call::addTanhGradient);
        } else {
            kernels.addTanhGradient(z, da, dz, from, to);
        }
    }

    @Override
    public void sigmoid(double[] z, double[] a, int from, int to) {
        if (from == 0 && pays(to, MANY_EXPONENTIALS)) {
            call.get().of(z, z, null, a).split(to, NUMBERS, Call::sigmoid);
        } else {
            kernels.sigmoid(z, a, from, to);
        }
    }

    @Override
    public void addSigmoidGradient(double[] z, double[] da, double[] dz, int from, int to) {
        if (from == 0 && pays(to, MANY_EXPONENTIALS)) {
            call.get().of(z, da, null, dz).split(to, NUMBERS, Call::addSigmoidGradient);
        } else {
            kernels.addSigmoidGradient(z, da, dz, from, to);
        }
    }

    @Override
    public void relu(double[] z, double[] a, int from, int to) {
        if (from == 0 && pays(to, MANY_NUMBERS)) {
            call.get().of(z, z, null, a).split(to, NUMBERS, Call::relu);
        } else {
            kernels.relu(z, a, from, to);
        }
    }

    @Override
    public void addReluGradient(double[] z, double[] da, double[] dz, int from, int to, double atZero) {
        if (from == 0 && pays(to, MANY_NUMBERS)) {
            call.get().of(z, da, null, dz).of(atZero).split(to, NUMBERS, Call::addReluGradient);
        } else {
            kernels.addReluGradient(z, da, dz, from, to, atZero);
        }
    }

    @Override
    public int firstNonFinite(double[] values, int n) {
        return kernels.firstNonFinite(values, n);
    }
}
