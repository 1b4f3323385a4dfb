package backproplab.tensor;

/// Room for what a kernel needs only while it runs: one array per use and thread, which grows to the largest that was asked
/// for and is then used again, so that training allocates nothing per step.
final class Scratch {
    private final ThreadLocal<double[]> room = ThreadLocal.withInitial(() -> new double[0]);

    /// @return at least `n` numbers, which hold anything
    double[] of(int n) {
        double[] array = room.get();
        if (array.length < n) {
            array = new double[n];
            room.set(array);
        }
        return array;
    }
}
