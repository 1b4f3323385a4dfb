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

    /// Of fewer numbers a function is taken one by one.
    private static final int LEAST_NUMBERS = 4;

    private static final Scratch INPUTS = new Scratch();
    private static final Scratch OUTPUTS = new Scratch();

    /// From so many multiplications on, some tens of microseconds, other threads are asked to help.
    private static final long SHARED = 400_000;

    /// Rows of C in one part of a product: as many as whole tiles have, of three rows or of six.
    private static final int TILES = 12;

    private static final ThreadLocal<Affine> AFFINE = ThreadLocal.withInitial(Affine::new);
    private static final ThreadLocal<Product> PRODUCT = ThreadLocal.withInitial(Product::new);

    @Override
    public void affine(double[] x, double[] w, double @Nullable [] b, double[] z, int rows, int in, int out) {
        if (rows < LEAST_ROWS || isSmall(rows, in, out)) {
            super.affine(x, w, b, z, rows, in, out);
        } else if (isShared(rows, in, out)) {
            AFFINE.get().share(x, w, b, z, rows, in, out);
        } else {
            affineRows(x, w, b, z, 0, rows, in, out);
        }
    }

    /// Vectors lie over the batch, so that W is read as it stands, row by row. What must be transposed for that are X and Z,
    /// in most networks far fewer numbers than W.
    private static void affineRows(
            double[] x, double[] w, double @Nullable [] b, double[] z, int fromRow, int toRow, int in, int out) {
        double[] inputs = INPUTS.of(in * PANEL);
        double[] outputs = OUTPUTS.of(out * PANEL);
        for (int from = fromRow; from < toRow; from += PANEL) {
            int count = Math.min(PANEL, toRow - from);
            int width = (count + LANES - 1) / LANES * LANES;
            SimdTranspose.intoLanes(x, from * in, in, count, in, inputs, 0, PANEL);
            for (int o = 0; o < out; o++) {
                Arrays.fill(outputs, o * PANEL, o * PANEL + width, b == null ? 0 : b[o]);
            }
            SimdProduct.add(out, width, in, w, 0, in, 1, inputs, 0, PANEL, outputs, 0, PANEL, false);
            SimdTranspose.fromLanes(outputs, 0, PANEL, count, out, z, from * out, out);
        }
    }

    @Override
    public void addTimes(double[] dz, double[] w, double[] dx, int rows, int in, int out) {
        if (isSmall(rows, in, out)) {
            super.addTimes(dz, w, dx, rows, in, out);
        } else {
            multiply(rows, in, out, dz, out, 1, w, dx, false);
        }
    }

    @Override
    public void times(double[] dz, double[] w, double[] dx, int rows, int in, int out) {
        if (isSmall(rows, in, out)) {
            super.times(dz, w, dx, rows, in, out);
        } else {
            multiply(rows, in, out, dz, out, 1, w, dx, true);
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
            multiply(out, in, rows, dz, 1, out, x, dw, false);
        }
    }

    @Override
    public void transposeTimes(double[] dz, double[] x, double[] dw, int rows, int in, int out) {
        if (isSmall(rows, in, out)) {
            super.transposeTimes(dz, x, dw, rows, in, out);
        } else {
            multiply(out, in, rows, dz, 1, out, x, dw, true);
        }
    }

    /// `C += A·B`, or `C = A·B`, of whole matrices; see [SimdProduct#add].
    private static void multiply(
            int m, int n, int k, double[] a, int aRow, int aStep, double[] b, double[] c, boolean fresh) {
        if (isShared(m, n, k)) {
            PRODUCT.get().share(m, n, k, a, aRow, aStep, b, c, fresh);
        } else {
            SimdProduct.add(m, n, k, a, 0, aRow, aStep, b, 0, n, c, 0, n, fresh);
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
    }

    @Override
    public void addConvolutionInputGradient(
            Tensor dz, Tensor w, Tensor dx, Extent stride, Extent padding, int fromSample, int toSample) {
        SimdConvolution.of(dx, w, dz, stride, padding)
                .addInputGradient(dz.values(), w.values(), dx.values(), fromSample, toSample);
    }

    @Override
    public void addConvolutionKernelGradient(
            Tensor dz, Tensor x, Tensor dw, Extent stride, Extent padding, int samples, int fromTap, int toTap) {
        SimdConvolution.of(x, dw, dz, stride, padding)
                .addKernelGradient(dz.values(), x.values(), dw.values(), samples, fromTap, toTap);
    }

    @Override
    public void maxPool(Tensor x, Tensor z, Tensor winners, Extent kernel, Extent stride, int fromMap, int toMap) {
        if (SimdPooling.suits(kernel, stride, z)) {
            SimdPooling.largest(x, z, winners, fromMap, toMap);
        } else {
            super.maxPool(x, z, winners, kernel, stride, fromMap, toMap);
        }
    }

    @Override
    public void addMaxPoolGradient(
            Tensor dz, Tensor winners, Tensor dx, Extent kernel, Extent stride, int fromMap, int toMap) {
        if (SimdPooling.suits(kernel, stride, dz)) {
            SimdPooling.addGradient(dz, winners, dx, fromMap, toMap);
        } else {
            super.addMaxPoolGradient(dz, winners, dx, kernel, stride, fromMap, toMap);
        }
    }

    private static boolean isFast(int numbers) {
        return numbers >= LEAST_NUMBERS && WarmUp.isDone(numbers);
    }

    private static boolean isSmall(int rows, int in, int out) {
        return (long) rows * in * out < WORTHWHILE;
    }

    private static boolean isShared(int rows, int in, int out) {
        return Workers.THREADS > 1 && (long) rows * in * out >= SHARED;
    }

    /// The rows of one `Z = X·Wᵀ + b`, for several threads. Its own thread uses it again and again.
    private static final class Affine implements Workers.Part {
        private static final double[] NONE = {};
        private double[] x = NONE;
        private double[] w = NONE;
        private double @Nullable [] b;
        private double[] z = NONE;
        private int in;
        private int out;

        void share(double[] x, double[] w, double @Nullable [] b, double[] z, int rows, int in, int out) {
            this.x = x;
            this.w = w;
            this.b = b;
            this.z = z;
            this.in = in;
            this.out = out;
            Workers.split(rows, rows >= Workers.THREADS * PANEL ? PANEL : 2 * LANES, this);
        }

        @Override
        public void run(int from, int to) {
            affineRows(x, w, b, z, from, to, in, out);
        }
    }

    /// The rows of C of one product, for several threads. Its own thread uses it again and again.
    private static final class Product implements Workers.Part {
        private static final double[] NONE = {};
        private double[] a = NONE;
        private double[] b = NONE;
        private double[] c = NONE;
        private int n;
        private int k;
        private int aRow;
        private int aStep;
        private boolean fresh;

        void share(int m, int n, int k, double[] a, int aRow, int aStep, double[] b, double[] c, boolean fresh) {
            this.a = a;
            this.b = b;
            this.c = c;
            this.n = n;
            this.k = k;
            this.aRow = aRow;
            this.aStep = aStep;
            this.fresh = fresh;
            Workers.split(m, TILES, this);
        }

        @Override
        public void run(int from, int to) {
            SimdProduct.add(to - from, n, k, a, from * aRow, aRow, aStep, b, 0, n, c, from * n, n, fresh);
        }
    }

    @Override
    public void sizes(double[] x, int from, int n, double[] sums) {
        if (SimdSums.PAYS && n >= SimdSums.LEAST) {
            SimdSums.sizes(x, from, n, sums);
        } else {
            super.sizes(x, from, n, sums);
        }
    }

    @Override
    public void changes(double[] x, int from, double[] before, int n, double[] sums) {
        if (SimdSums.PAYS && n >= SimdSums.LEAST) {
            SimdSums.changes(x, from, before, n, sums);
        } else {
            super.changes(x, from, before, n, sums);
        }
    }

    @Override
    public void exp(double[] x, double[] y, int from, int to) {
        if (isFast(to - from)) {
            SimdElementary.exp(x, y, from, to);
        } else {
            super.exp(x, y, from, to);
        }
    }

    @Override
    public void tanh(double[] z, double[] a, int from, int to) {
        if (isFast(to - from)) {
            SimdElementary.tanh(z, a, from, to);
        } else {
            super.tanh(z, a, from, to);
        }
    }

    @Override
    public void addTanhGradient(double[] z, double[] da, double[] dz, int from, int to) {
        if (isFast(to - from)) {
            SimdElementary.addTanhGradient(z, da, dz, from, to);
        } else {
            super.addTanhGradient(z, da, dz, from, to);
        }
    }

    @Override
    public void sigmoid(double[] z, double[] a, int from, int to) {
        if (isFast(to - from)) {
            SimdElementary.sigmoid(z, a, from, to);
        } else {
            super.sigmoid(z, a, from, to);
        }
    }

    @Override
    public void addSigmoidGradient(double[] z, double[] da, double[] dz, int from, int to) {
        if (isFast(to - from)) {
            SimdElementary.addSigmoidGradient(z, da, dz, from, to);
        } else {
            super.addSigmoidGradient(z, da, dz, from, to);
        }
    }

    @Override
    public void relu(double[] z, double[] a, int from, int to) {
        if (isFast(to - from)) {
            SimdElementary.relu(z, a, from, to);
        } else {
            super.relu(z, a, from, to);
        }
    }

    @Override
    public void addReluGradient(double[] z, double[] da, double[] dz, int from, int to, double atZero) {
        if (isFast(to - from)) {
            SimdElementary.addReluGradient(z, da, dz, from, to, atZero);
        } else {
            super.addReluGradient(z, da, dz, from, to, atZero);
        }
    }
}
