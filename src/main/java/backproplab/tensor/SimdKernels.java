package backproplab.tensor;

import static backproplab.tensor.SimdProduct.LANES;
import static backproplab.tensor.SimdProduct.PANEL;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// The fast kernels, on the Vector API: the very bits of the plain ones, which serve where vectors do not pay, and until
/// they are compiled ([WarmUp]).
final class SimdKernels extends ScalarKernels {
    /// Under so many multiplications the plain loops are done before vectors are set up.
    private static final int WORTHWHILE = 512;

    /// With fewer samples most lanes of a vector over the batch would be empty.
    private static final int LEAST_ROWS = 4;

    /// Of fewer numbers a function is taken one by one.
    private static final int LEAST_NUMBERS = 4;

    /// About how many multiplications an exponential takes as long as.
    private static final int EXPONENTIAL = 8;

    private static final Scratch INPUTS = new Scratch();
    private static final Scratch OUTPUTS = new Scratch();

    private final boolean fromTheStart;

    /// @param fromTheStart whether vectors are used before they are compiled, too
    SimdKernels(boolean fromTheStart) {
        this.fromTheStart = fromTheStart;
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
        int units = toUnit - fromUnit;
        if (Math.min(toRow - fromRow, units) < LEAST_ROWS || !isFast(toRow - fromRow, in, units)) {
            super.affine(x, w, b, z, in, out, fromRow, toRow, fromUnit, toUnit);
            return;
        }
        double[] inputs = INPUTS.of(in * PANEL);
        double[] outputs = OUTPUTS.of(units * PANEL);
        for (int row = fromRow; row < toRow; row += PANEL) {
            int count = Math.min(PANEL, toRow - row);
            int width = (count + LANES - 1) / LANES * LANES;
            SimdTranspose.intoLanes(x, row * in, in, count, in, inputs, 0, PANEL);
            for (int o = 0; o < units; o++) {
                Arrays.fill(outputs, o * PANEL, o * PANEL + width, b == null ? 0 : b[fromUnit + o]);
            }
            SimdProduct.add(units, width, in, w, fromUnit * in, in, 1, inputs, 0, PANEL, outputs, 0, PANEL, false);
            SimdTranspose.fromLanes(outputs, 0, PANEL, count, units, z, row * out + fromUnit, out);
        }
    }

    @Override
    public void addTimes(double[] dz, double[] w, double[] dx, int in, int out, int fromRow, int toRow) {
        if (isFast(toRow - fromRow, in, out)) {
            multiplyRows(dz, w, dx, in, out, fromRow, toRow, false);
        } else if (isTiny(toRow - fromRow, in, out)) {
            multiplyFewRows(dz, w, dx, in, out, fromRow, toRow, false);
        } else {
            super.addTimes(dz, w, dx, in, out, fromRow, toRow);
        }
    }

    @Override
    public void times(double[] dz, double[] w, double[] dx, int in, int out, int fromRow, int toRow) {
        if (isFast(toRow - fromRow, in, out)) {
            multiplyRows(dz, w, dx, in, out, fromRow, toRow, true);
        } else if (isTiny(toRow - fromRow, in, out)) {
            multiplyFewRows(dz, w, dx, in, out, fromRow, toRow, true);
        } else {
            super.times(dz, w, dx, in, out, fromRow, toRow);
        }
    }

    private static void multiplyFewRows(
            double[] dz, double[] w, double[] dx, int in, int out, int fromRow, int toRow, boolean fresh) {
        TinyProduct.add(toRow - fromRow, in, out, dz, fromRow * out, out, 1, w, in, dx, fromRow * in, fresh);
    }

    private static void multiplyRows(
            double[] dz, double[] w, double[] dx, int in, int out, int fromRow, int toRow, boolean fresh) {
        SimdProduct.add(toRow - fromRow, in, out, dz, fromRow * out, out, 1, w, 0, in, dx, fromRow * in, in, fresh);
    }

    @Override
    public void addRowTimes(double[] dz, int row, double[] w, double[] dx, int toRow, int in, int out) {
        if (isFast(1, in, out)) {
            SimdProduct.add(1, in, out, dz, row * out, out, 1, w, 0, in, dx, toRow * in, in, false);
        } else {
            super.addRowTimes(dz, row, w, dx, toRow, in, out);
        }
    }

    @Override
    public void addTransposeTimes(
            double[] dz, double[] x, double[] dw, int rows, int in, int out, int fromUnit, int toUnit) {
        if (isFast(rows, in, toUnit - fromUnit)) {
            multiplyUnits(dz, x, dw, rows, in, out, fromUnit, toUnit, false);
        } else if (isTiny(rows, in, toUnit - fromUnit)) {
            multiplyFewUnits(dz, x, dw, rows, in, out, fromUnit, toUnit, false);
        } else {
            super.addTransposeTimes(dz, x, dw, rows, in, out, fromUnit, toUnit);
        }
    }

    @Override
    public void transposeTimes(
            double[] dz, double[] x, double[] dw, int rows, int in, int out, int fromUnit, int toUnit) {
        if (isFast(rows, in, toUnit - fromUnit)) {
            multiplyUnits(dz, x, dw, rows, in, out, fromUnit, toUnit, true);
        } else if (isTiny(rows, in, toUnit - fromUnit)) {
            multiplyFewUnits(dz, x, dw, rows, in, out, fromUnit, toUnit, true);
        } else {
            super.transposeTimes(dz, x, dw, rows, in, out, fromUnit, toUnit);
        }
    }

    private static void multiplyFewUnits(
            double[] dz, double[] x, double[] dw, int rows, int in, int out, int fromUnit, int toUnit, boolean fresh) {
        TinyProduct.add(toUnit - fromUnit, in, rows, dz, fromUnit, 1, out, x, in, dw, fromUnit * in, fresh);
    }

    private static void multiplyUnits(
            double[] dz, double[] x, double[] dw, int rows, int in, int out, int fromUnit, int toUnit, boolean fresh) {
        SimdProduct.add(toUnit - fromUnit, in, rows, dz, fromUnit, 1, out, x, 0, in, dw, fromUnit * in, in, fresh);
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
        int samples = toSample - fromSample;
        if (SimdConvolution.suits(x, z, padding, samples)
                && isFast((long) samples * z.rowSize() * w.rowSize(), WORTHWHILE, WarmUp.CONVOLUTIONS)) {
            SimdConvolution.of(x, w, z, stride, padding)
                    .convolve(
                            x.values(),
                            w.values(),
                            b == null ? null : b.values(),
                            z.values(),
                            fromSample,
                            toSample,
                            fromFilter,
                            toFilter);
        } else {
            super.convolve(x, w, b, z, stride, padding, fromSample, toSample, fromFilter, toFilter);
        }
    }

    @Override
    public void addConvolutionInputGradient(
            Tensor dz, Tensor w, Tensor dx, Extent stride, Extent padding, int fromSample, int toSample) {
        int samples = toSample - fromSample;
        if (SimdConvolution.suits(dx, dz, padding, samples)
                && isFast((long) samples * dz.rowSize() * w.rowSize(), WORTHWHILE, WarmUp.CONVOLUTIONS)) {
            SimdConvolution.of(dx, w, dz, stride, padding)
                    .addInputGradient(dz.values(), w.values(), dx.values(), fromSample, toSample);
        } else {
            super.addConvolutionInputGradient(dz, w, dx, stride, padding, fromSample, toSample);
        }
    }

    @Override
    public void addConvolutionKernelGradient(
            Tensor dz, Tensor x, Tensor dw, Extent stride, Extent padding, int samples, int fromTap, int toTap) {
        if (isFast((long) samples * dz.rowSize() * (toTap - fromTap), WORTHWHILE, WarmUp.CONVOLUTIONS)) {
            SimdConvolution.of(x, dw, dz, stride, padding)
                    .addKernelGradient(dz.values(), x.values(), dw.values(), samples, fromTap, toTap);
        } else {
            super.addConvolutionKernelGradient(dz, x, dw, stride, padding, samples, fromTap, toTap);
        }
    }

    @Override
    public void maxPool(Tensor x, Tensor z, Tensor winners, Extent kernel, Extent stride, int fromMap, int toMap) {
        if (SimdPooling.suits(kernel, stride, z) && isFast(maps(z, fromMap, toMap), WORTHWHILE, WarmUp.CONVOLUTIONS)) {
            SimdPooling.largest(x, z, winners, fromMap, toMap);
        } else {
            super.maxPool(x, z, winners, kernel, stride, fromMap, toMap);
        }
    }

    @Override
    public void addMaxPoolGradient(
            Tensor dz, Tensor winners, Tensor dx, Extent kernel, Extent stride, int fromMap, int toMap) {
        if (SimdPooling.suits(kernel, stride, dz)
                && isFast(maps(dz, fromMap, toMap), WORTHWHILE, WarmUp.CONVOLUTIONS)) {
            SimdPooling.addGradient(dz, winners, dx, fromMap, toMap);
        } else {
            super.addMaxPoolGradient(dz, winners, dx, kernel, stride, fromMap, toMap);
        }
    }

    /// How many numbers some of the maps have.
    private static long maps(Tensor z, int fromMap, int toMap) {
        return (long) (toMap - fromMap) * z.shape().size(2) * z.shape().size(3);
    }

    private static boolean isTiny(int rows, int in, int out) {
        return (long) rows * in * out < WORTHWHILE;
    }

    private boolean isFast(int rows, int in, int out) {
        return isFast((long) rows * in * out, WORTHWHILE, WarmUp.PRODUCTS);
    }

    private boolean isFast(long work, long worthwhile, WarmUp warmUp) {
        return work >= worthwhile && (fromTheStart || warmUp.isDone(work));
    }

    private boolean areFast(int numbers) {
        return isFast((long) EXPONENTIAL * numbers, EXPONENTIAL * LEAST_NUMBERS, WarmUp.FUNCTIONS);
    }

    @Override
    public void sizes(double[] x, int from, int n, double[] sums) {
        if (SimdSums.PAYS && isFast(n, SimdSums.LEAST, WarmUp.PRODUCTS)) {
            SimdSums.sizes(x, from, n, sums);
        } else {
            super.sizes(x, from, n, sums);
        }
    }

    @Override
    public void changes(double[] x, int from, double[] before, int n, double[] sums) {
        if (SimdSums.PAYS && isFast(n, SimdSums.LEAST, WarmUp.PRODUCTS)) {
            SimdSums.changes(x, from, before, n, sums);
        } else {
            super.changes(x, from, before, n, sums);
        }
    }

    @Override
    public void exp(double[] x, double[] y, int from, int to) {
        if (areFast(to - from)) {
            SimdElementary.exp(x, y, from, to);
        } else {
            super.exp(x, y, from, to);
        }
    }

    @Override
    public void tanh(double[] z, double[] a, int from, int to) {
        if (areFast(to - from)) {
            SimdElementary.tanh(z, a, from, to);
        } else {
            super.tanh(z, a, from, to);
        }
    }

    @Override
    public void addTanhGradient(double[] z, double[] da, double[] dz, int from, int to) {
        if (areFast(to - from)) {
            SimdElementary.addTanhGradient(z, da, dz, from, to);
        } else {
            super.addTanhGradient(z, da, dz, from, to);
        }
    }

    @Override
    public void sigmoid(double[] z, double[] a, int from, int to) {
        if (areFast(to - from)) {
            SimdElementary.sigmoid(z, a, from, to);
        } else {
            super.sigmoid(z, a, from, to);
        }
    }

    @Override
    public void addSigmoidGradient(double[] z, double[] da, double[] dz, int from, int to) {
        if (areFast(to - from)) {
            SimdElementary.addSigmoidGradient(z, da, dz, from, to);
        } else {
            super.addSigmoidGradient(z, da, dz, from, to);
        }
    }

    @Override
    public void relu(double[] z, double[] a, int from, int to) {
        if (areFast(to - from)) {
            SimdElementary.relu(z, a, from, to);
        } else {
            super.relu(z, a, from, to);
        }
    }

    @Override
    public void addReluGradient(double[] z, double[] da, double[] dz, int from, int to, double atZero) {
        if (areFast(to - from)) {
            SimdElementary.addReluGradient(z, da, dz, from, to, atZero);
        } else {
            super.addReluGradient(z, da, dz, from, to, atZero);
        }
    }
}
