package backproplab.tensor;

/// Has the loops of [SimdElementary] compiled beside the training that will need them.
///
/// Until HotSpot has compiled a loop on vectors in its best way, after some ten thousand turns, each vector is an object and
/// the loop a hundred times slower than a plain one: a network of ten units would stand still for seconds. So training
/// begins with the plain loops. When it has taken so many functions that the effort pays, a thread in the background runs
/// the fast ones on numbers of its own, and once they have been seen to be faster all of them take over. Nothing but time
/// depends on when that is, since both give the same bits.
final class WarmUp implements Runnable {
    /// So many numbers take some milliseconds.
    private static final int WORTH_IT = 1_000_000;

    /// Under a second as a rule; where vectors are never faster, plain loops stay.
    private static final long GIVE_UP_NANOS = 60_000_000_000L;

    /// One fast round after the other, so that no lucky one counts.
    private static final int ROUNDS = 20;

    /// Full vectors and the part of one at the end.
    private static final int NUMBERS = 69;

    private static volatile boolean done = System.getProperty("backproplab.kernels", "").equals("vectors");
    private static int numbers;

    private WarmUp() {}

    /// Whether the fast loops are to be used, which is asked before `n` numbers are taken.
    static boolean isDone(int n) {
        if (done) {
            return true;
        }
        if (numbers < WORTH_IT) { // counts wrongly when several threads do, which does not matter
            numbers += n;
            if (numbers >= WORTH_IT) {
                Thread.ofPlatform().daemon().name("kernels-warm-up").start(new WarmUp());
            }
        }
        return false;
    }

    @Override
    public void run() {
        double[] z = new double[NUMBERS];
        double[] y = new double[NUMBERS];
        for (int i = 0; i < NUMBERS; i++) {
            z[i] = i % 7 - 3;
        }
        ScalarKernels plain = new ScalarKernels();
        long start = System.nanoTime();
        for (int faster = 0; faster < ROUNDS; ) {
            long before = System.nanoTime();
            takeAllFast(z, y);
            long between = System.nanoTime();
            takeAllPlain(plain, z, y);
            long after = System.nanoTime();
            faster = between - before < after - between ? faster + 1 : 0;
            if (after - start > GIVE_UP_NANOS) {
                return;
            }
        }
        done = true;
    }

    private static void takeAllFast(double[] z, double[] y) {
        SimdElementary.exp(z, y, 0, NUMBERS);
        SimdElementary.tanh(z, y, 0, NUMBERS);
        SimdElementary.addTanhGradient(z, z, y, 0, NUMBERS);
        SimdElementary.sigmoid(z, y, 0, NUMBERS);
        SimdElementary.addSigmoidGradient(z, z, y, 0, NUMBERS);
        SimdElementary.relu(z, y, 0, NUMBERS);
        SimdElementary.addReluGradient(z, z, y, 0, NUMBERS, 0);
    }

    private static void takeAllPlain(ScalarKernels plain, double[] z, double[] y) {
        plain.exp(z, y, 0, NUMBERS);
        plain.tanh(z, y, 0, NUMBERS);
        plain.addTanhGradient(z, z, y, 0, NUMBERS);
        plain.sigmoid(z, y, 0, NUMBERS);
        plain.addSigmoidGradient(z, z, y, 0, NUMBERS);
        plain.relu(z, y, 0, NUMBERS);
        plain.addReluGradient(z, z, y, 0, NUMBERS, 0);
    }
}
