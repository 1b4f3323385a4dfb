package backproplab.tensor;

/// `ln Σ exp(zₖ) = zₘ + ln(1 + r)`, with m the index of the largest z and `r = Σ exp(zₖ − zₘ)` over all the
/// others. Nothing overflows, since no exponent is positive.
///
/// r is kept apart from the 1 for its digits: where softmax has rounded to 1, `r / (1 + r)` is still what is
/// missing to 1, and `ln(1 + r)` is still the loss.
public final class LogSumExp {
    private static final Scratch ROW = new Scratch();

    private LogSumExp() {}

    /// The index m of the first largest of the `n` numbers from `from`.
    public static int largest(double[] z, int from, int n) {
        int largest = from;
        for (int k = from + 1; k < from + n; k++) {
            if (z[k] > z[largest]) {
                largest = k;
            }
        }
        return largest;
    }

    /// `r`; NaN when one of the numbers is NaN, unless it is the only one.
    public static double rest(double[] z, int from, int n, int largest) {
        return rest(exponentials(z, from, n, largest), n, largest - from);
    }

    /// `exp(zₖ − zₘ)`, the first of them at index 0.
    ///
    /// @return at least `n` numbers, of which the next call on this thread makes others
    public static double[] exponentials(double[] z, int from, int n, int largest) {
        double[] e = ROW.of(n);
        for (int k = 0; k < n; k++) {
            e[k] = z[from + k] - z[largest];
        }
        Kernels.exp(e, e, 0, n);
        return e;
    }

    /// `r`, the sum of all [#exponentials] but the largest.
    public static double rest(double[] exponentials, int n, int largest) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
            if (k != largest) {
                sum += exponentials[k];
            }
        }
        return sum;
    }
}
