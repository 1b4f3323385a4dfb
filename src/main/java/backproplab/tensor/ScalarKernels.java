package backproplab.tensor;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// The plain kernels: every sum as it is written down, one element after the other. They are the oracle
/// that faster ones have to match bit for bit.
class ScalarKernels implements KernelProvider {
    private static final int SIDE_BY_SIDE = 4;

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
        for (int r = fromRow; r < toRow; r++) {
            int o = fromUnit;
            for (; o + SIDE_BY_SIDE <= toUnit; o += SIDE_BY_SIDE) {
                fourUnits(x, r * in, w, o * in, b, o, z, r * out + o, in);
            }
            for (; o < toUnit; o++) {
                double sum = b == null ? 0 : b[o];
                for (int i = 0; i < in; i++) {
                    sum = Math.fma(x[r * in + i], w[o * in + i], sum);
                }
                z[r * out + o] = sum;
            }
        }
    }

    /// Each with a sum of its own, so that the processor need not wait for the addition before.
    private static void fourUnits(
            double[] x, int row, double[] w, int weights, double @Nullable [] b, int unit, double[] z, int to, int in) {
        double z0 = b == null ? 0 : b[unit];
        double z1 = b == null ? 0 : b[unit + 1];
        double z2 = b == null ? 0 : b[unit + 2];
        double z3 = b == null ? 0 : b[unit + 3];
        for (int i = 0; i < in; i++) {
            double value = x[row + i];
            z0 = Math.fma(value, w[weights + i], z0);
            z1 = Math.fma(value, w[weights + in + i], z1);
            z2 = Math.fma(value, w[weights + 2 * in + i], z2);
            z3 = Math.fma(value, w[weights + 3 * in + i], z3);
        }
        z[to] = z0;
        z[to + 1] = z1;
        z[to + 2] = z2;
        z[to + 3] = z3;
    }

    @Override
    public void addTimes(double[] dz, double[] w, double[] dx, int in, int out, int fromRow, int toRow) {
        for (int r = fromRow; r < toRow; r++) {
            addRowTimes(dz, r, w, dx, r, in, out);
        }
    }

    @Override
    public void times(double[] dz, double[] w, double[] dx, int in, int out, int fromRow, int toRow) {
        Arrays.fill(dx, fromRow * in, toRow * in, 0);
        addTimes(dz, w, dx, in, out, fromRow, toRow);
    }

    @Override
    public void addRowTimes(double[] dz, int row, double[] w, double[] dx, int toRow, int in, int out) {
        for (int o = 0; o < out; o++) {
            double factor = dz[row * out + o];
            for (int i = 0; i < in; i++) {
                dx[toRow * in + i] = Math.fma(factor, w[o * in + i], dx[toRow * in + i]);
            }
        }
    }

    @Override
    public void addTransposeTimes(
            double[] dz, double[] x, double[] dw, int rows, int in, int out, int fromUnit, int toUnit) {
        for (int r = 0; r < rows; r++) {
            for (int o = fromUnit; o < toUnit; o++) {
                double factor = dz[r * out + o];
                for (int i = 0; i < in; i++) {
                    dw[o * in + i] = Math.fma(factor, x[r * in + i], dw[o * in + i]);
                }
            }
        }
    }

    @Override
    public void transposeTimes(
            double[] dz, double[] x, double[] dw, int rows, int in, int out, int fromUnit, int toUnit) {
        Arrays.fill(dw, fromUnit * in, toUnit * in, 0);
        addTransposeTimes(dz, x, dw, rows, in, out, fromUnit, toUnit);
    }

    @Override
    public void copyRows(double[] source, int[] rows, int from, double[] target, int size, int fromRow, int toRow) {
        for (int row = fromRow; row < toRow; row++) {
            System.arraycopy(source, rows[from + row] * size, target, row * size, size);
        }
    }

    @Override
    public void addColumnSums(double[] m, double[] s, int rows, int n) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < n; i++) {
                s[i] += m[r * n + i];
            }
        }
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
        ScalarConvolution.convolve(x, w, b, z, stride, padding, fromSample, toSample, fromFilter, toFilter);
    }

    @Override
    public void addConvolutionInputGradient(
            Tensor dz, Tensor w, Tensor dx, Extent stride, Extent padding, int fromSample, int toSample) {
        ScalarConvolution.addInputGradient(dz, w, dx, stride, padding, fromSample, toSample);
    }

    @Override
    public void addConvolutionKernelGradient(
            Tensor dz, Tensor x, Tensor dw, Extent stride, Extent padding, int samples, int fromTap, int toTap) {
        ScalarConvolution.addKernelGradient(dz, x, dw, stride, padding, samples, fromTap, toTap);
    }

    @Override
    public void maxPool(Tensor x, Tensor z, Tensor winners, Extent kernel, Extent stride, int fromMap, int toMap) {
        ScalarPooling.largest(x, z, winners, kernel, stride, fromMap, toMap);
    }

    @Override
    public void addMaxPoolGradient(
            Tensor dz, Tensor winners, Tensor dx, Extent kernel, Extent stride, int fromMap, int toMap) {
        ScalarPooling.addGradient(dz, winners, dx, kernel, stride, fromMap, toMap);
    }

    /// Four planes side by side, so that the processor need not wait for the addition before.
    @Override
    public void addPlaneSums(double[] m, double[] s, int samples, int planes, int size) {
        for (int sample = 0; sample < samples; sample++) {
            for (int p = 0; p < planes; p += SIDE_BY_SIDE) {
                int p1 = Math.min(p + 1, planes - 1);
                int p2 = Math.min(p + 2, planes - 1);
                int p3 = Math.min(p + 3, planes - 1);
                double s0 = s[p];
                double s1 = s[p1];
                double s2 = s[p2];
                double s3 = s[p3];
                int from = sample * planes;
                for (int i = 0; i < size; i++) {
                    s0 += m[(from + p) * size + i];
                    s1 += m[(from + p1) * size + i];
                    s2 += m[(from + p2) * size + i];
                    s3 += m[(from + p3) * size + i];
                }
                s[p] = s0;
                s[p1] = s1;
                s[p2] = s2;
                s[p3] = s3;
            }
        }
    }

    @Override
    public void sizes(double[] x, int from, int n, double[] sums) {
        ScalarSums.sizes(x, from, n, sums);
    }

    @Override
    public void changes(double[] x, int from, double[] before, int n, double[] sums) {
        ScalarSums.changes(x, from, before, n, sums);
    }

    @Override
    public void exp(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Elementary.exp(x[i]);
        }
    }

    @Override
    public void tanh(double[] z, double[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = Elementary.tanh(z[i]);
        }
    }

    @Override
    public void addTanhGradient(double[] z, double[] da, double[] dz, int from, int to) {
        for (int i = from; i < to; i++) {
            dz[i] += da[i] * Elementary.tanhSlope(z[i]);
        }
    }

    @Override
    public void sigmoid(double[] z, double[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = Elementary.sigmoid(z[i]);
        }
    }

    @Override
    public void addSigmoidGradient(double[] z, double[] da, double[] dz, int from, int to) {
        for (int i = from; i < to; i++) {
            dz[i] += da[i] * Elementary.sigmoidSlope(z[i]);
        }
    }

    @Override
    public void relu(double[] z, double[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = Elementary.relu(z[i]);
        }
    }

    @Override
    public void addReluGradient(double[] z, double[] da, double[] dz, int from, int to, double atZero) {
        for (int i = from; i < to; i++) {
            dz[i] += da[i] * Elementary.reluSlope(z[i], atZero);
        }
    }

    @Override
    public int firstNonFinite(double[] values, int n) {
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(values[i])) {
                return i;
            }
        }
        return -1;
    }
}
