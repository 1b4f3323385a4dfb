package backproplab.tensor;

import static backproplab.tensor.SimdProduct.LANES;
import static backproplab.tensor.SimdProduct.PANEL;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// The fast kernels, on the Vector API: the very bits of the plain ones, which serve where vectors do not pay.
final class SimdKernels extends ScalarKernels {
    /// Under so many multiplications the plain loops are done before vectors are set up.
    private static final int WORTHWHILE = 512;

    /// With fewer samples most lanes of a vector over the batch would be empty.
    private static final int LEAST_ROWS = 4;

    /// Rows are transposed in blocks of so many columns, which stay in the first cache.
    private static final int BLOCK = 8;

    private static final Scratch INPUTS = new Scratch();
    private static final Scratch OUTPUTS = new Scratch();

    /// Vectors lie over the batch, so that W is read as it stands, row by row. What must be transposed for that are X and Z,
    /// in most networks far fewer numbers than W.
    @Override
    public void affine(double[] x, double[] w, double @Nullable [] b, double[] z, int rows, int in, int out) {
        if (rows < LEAST_ROWS || isSmall(rows, in, out)) {
            super.affine(x, w, b, z, rows, in, out);
            return;
        }
        double[] inputs = INPUTS.of(in * PANEL);
        double[] outputs = OUTPUTS.of(out * PANEL);
        for (int from = 0; from < rows; from += PANEL) {
            int count = Math.min(PANEL, rows - from);
            int width = (count + LANES - 1) / LANES * LANES;
            transpose(x, from * in, in, count, inputs, width);
            for (int o = 0; o < out; o++) {
                Arrays.fill(outputs, o * width, (o + 1) * width, b == null ? 0 : b[o]);
            }
            SimdProduct.add(out, width, in, w, 0, in, 1, inputs, 0, width, outputs, 0, width, false);
            transposeBack(outputs, width, count, z, from * out, out);
        }
    }

    /// `count` rows of `n` numbers into n rows of `width`. What stands beyond `count` is left: no result depends on it.
    private static void transpose(double[] rows, int from, int n, int count, double[] columns, int width) {
        for (int block = 0; block < n; block += BLOCK) {
            int end = Math.min(n, block + BLOCK);
            for (int r = 0; r < count; r++) {
                for (int i = block; i < end; i++) {
                    columns[i * width + r] = rows[from + r * n + i];
                }
            }
        }
    }

    private static void transposeBack(double[] columns, int width, int count, double[] rows, int to, int n) {
        for (int block = 0; block < n; block += BLOCK) {
            int end = Math.min(n, block + BLOCK);
            for (int r = 0; r < count; r++) {
                for (int i = block; i < end; i++) {
                    rows[to + r * n + i] = columns[i * width + r];
                }
            }
        }
    }

    @Override
    public void addTimes(double[] dz, double[] w, double[] dx, int rows, int in, int out) {
        if (isSmall(rows, in, out)) {
            super.addTimes(dz, w, dx, rows, in, out);
        } else {
            SimdProduct.add(rows, in, out, dz, 0, out, 1, w, 0, in, dx, 0, in, false);
        }
    }

    @Override
    public void times(double[] dz, double[] w, double[] dx, int rows, int in, int out) {
        if (isSmall(rows, in, out)) {
            super.times(dz, w, dx, rows, in, out);
        } else {
            SimdProduct.add(rows, in, out, dz, 0, out, 1, w, 0, in, dx, 0, in, true);
        }
    }

    @Override
    public void addRowTimes(double[] dz, int row, double[] w, double[] dx, int toRow, int in, int out) {
        if (isSmall(1, in, out)) {
            super.addRowTimes(dz, row, w, dx, toRow, in, out);
        } else {
            SimdProduct.add(1, in, out, dz, row * out, out, 1, w, 0, in, dx, toRow * in, in, false);
        }
    }

    @Override
    public void addTransposeTimes(double[] dz, double[] x, double[] dw, int rows, int in, int out) {
        if (isSmall(rows, in, out)) {
            super.addTransposeTimes(dz, x, dw, rows, in, out);
        } else {
            SimdProduct.add(out, in, rows, dz, 0, 1, out, x, 0, in, dw, 0, in, false);
        }
    }

    @Override
    public void transposeTimes(double[] dz, double[] x, double[] dw, int rows, int in, int out) {
        if (isSmall(rows, in, out)) {
            super.transposeTimes(dz, x, dw, rows, in, out);
        } else {
            SimdProduct.add(out, in, rows, dz, 0, 1, out, x, 0, in, dw, 0, in, true);
        }
    }

    private static boolean isSmall(int rows, int in, int out) {
        return (long) rows * in * out < WORTHWHILE;
    }
}
