package backproplab.tensor;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Has the fast kernels compiled beside the training that will need them.
///
/// Until HotSpot has compiled a loop on vectors in its best way, after some ten thousand turns, each vector is an object and
/// the loop a hundred times slower than a plain one: a network of ten units would stand still for seconds. So training
/// begins with the plain kernels. When they have done so much that the effort pays, a thread in the background runs the
/// fast ones of the same kind on numbers of its own, and once they have been seen to be faster they take over. Nothing but time
/// depends on when that is, since both give the same bits.
final class WarmUp {
    /// So many multiplications take the plain kernels some milliseconds.
    private static final long WORTH_IT = 8_000_000;

    /// A second or two as a rule; where vectors are never faster, plain loops stay.
    private static final long GIVE_UP_NANOS = 30_000_000_000L;

    /// Of so many runs the shortest counts, since this thread is interrupted by those that train.
    private static final int RUNS = 5;

    /// Fast rounds one after the other, so that no lucky one counts.
    private static final int ROUNDS = 4;

    static final WarmUp PRODUCTS = new WarmUp("products", WarmUp::products);
    static final WarmUp CONVOLUTIONS = new WarmUp("convolutions", WarmUp::convolutions);
    static final WarmUp FUNCTIONS = new WarmUp("functions", WarmUp::functions);

    private static final AtomicInteger UNDER_WAY = new AtomicInteger();

    private final String name;
    private final Supplier<Exercise> exercise;
    private volatile boolean done;
    private long work;

    /// Some calls of kernels.
    private interface Exercise {
        void run(KernelProvider kernels);
    }

    private WarmUp(String name, Supplier<Exercise> exercise) {
        this.name = name;
        this.exercise = exercise;
    }

    /// Whether the fast kernels of this kind are to be used, which is asked before `multiplications` are made.
    boolean isDone(long multiplications) {
        if (done) {
            return true;
        }
        if (work < WORTH_IT) { // counts wrongly when several threads do, which does not matter
            work += multiplications;
            if (work >= WORTH_IT) {
                UNDER_WAY.incrementAndGet();
                Thread.ofPlatform().daemon().name("warm-up of " + name).start(this::run);
            }
        }
        return false;
    }

    /// Whether a warm-up would be held up by threads that help with the plain kernels.
    static boolean isUnderWay() {
        return UNDER_WAY.get() > 0;
    }

    private void run() {
        try {
            warmUp();
        } finally {
            UNDER_WAY.decrementAndGet();
        }
    }

    private void warmUp() {
        Exercise calls = exercise.get();
        KernelProvider plain = new ScalarKernels();
        KernelProvider fast = new SimdKernels(true);
        long start = System.nanoTime();
        for (int faster = 0; faster < ROUNDS; ) {
            faster = shortest(calls, fast) < shortest(calls, plain) ? faster + 1 : 0;
            if (System.nanoTime() - start > GIVE_UP_NANOS) {
                return;
            }
        }
        done = true;
    }

    /// The time that the calls take, in the shortest of some runs. One loop that is not compiled yet makes it long.
    private static long shortest(Exercise calls, KernelProvider kernels) {
        long shortest = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long before = System.nanoTime();
            calls.run(kernels);
            shortest = Math.min(shortest, System.nanoTime() - before);
        }
        return shortest;
    }

    /// In widths that every kind of tile has a part in.
    private static Exercise products() {
        int rows = 13;
        int out = 11;
        int in = SimdProduct.PANEL + 3 * SimdProduct.LANES + 1;
        double[] x = numbers(rows * in);
        double[] w = numbers(out * in);
        double[] b = numbers(out);
        double[] z = numbers(rows * out);
        double[] dx = numbers(rows * in);
        double[] dw = numbers(out * in);
        double[] sums = new double[2];
        return it -> {
            it.affine(x, w, b, z, in, out, 0, rows, 0, out);
            it.transposeTimes(z, x, dw, rows, in, out, 0, out);
            it.addTransposeTimes(z, x, dw, rows, in, out, 0, out);
            it.times(z, w, dx, in, out, 0, rows);
            it.addTimes(z, w, dx, in, out, 0, rows);
            it.sizes(dw, 0, dw.length, sums);
            it.changes(dw, 0, w, dw.length, sums);
        };
    }

    private static Exercise convolutions() {
        Extent one = Extent.square(1);
        Extent two = Extent.square(2);
        int filters = 2 * SimdProduct.LANES + 1;
        Tensor x = tensor(2 * SimdProduct.LANES + 1, 3, 4, 18);
        Tensor w = tensor(filters, 3, 3, 3);
        Tensor z = tensor(x.rows(), filters, 4, 18);
        Tensor pooled = tensor(x.rows(), filters, 2, 9);
        Tensor winners = tensor(x.rows(), filters, 2, 9);
        return it -> {
            it.convolve(x, w, null, z, one, one, 0, x.rows(), 0, filters);
            it.addConvolutionKernelGradient(z, x, w, one, one, x.rows(), 0, w.rowSize());
            it.addConvolutionInputGradient(z, w, x, one, one, 0, x.rows());
            it.maxPool(z, pooled, winners, two, two, 0, x.rows() * filters);
            it.addMaxPoolGradient(pooled, winners, z, two, two, 0, x.rows() * filters);
            w.fill(0.1);
            x.fill(0.1);
        };
    }

    private static Exercise functions() {
        int n = 69; // full vectors and the part of one at the end
        double[] z = numbers(n);
        double[] y = numbers(n);
        return it -> {
            it.exp(z, y, 0, n);
            it.tanh(z, y, 0, n);
            it.addTanhGradient(z, z, y, 0, n);
            it.sigmoid(z, y, 0, n);
            it.addSigmoidGradient(z, z, y, 0, n);
            it.relu(z, y, 0, n);
            it.addReluGradient(z, z, y, 0, n, 0);
        };
    }

    private static Tensor tensor(int... sizes) {
        Tensor tensor = Tensor.zeros(sizes);
        tensor.fill(0.1);
        return tensor;
    }

    private static double[] numbers(int n) {
        double[] numbers = new double[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = i % 7 - 3;
        }
        return numbers;
    }
}
