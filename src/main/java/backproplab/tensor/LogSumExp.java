package backproplab.tensor;

/// `ln Σ exp(zₖ) = zₘ + ln(1 + r)`, with m the index of the largest z and `r = Σ exp(zₖ − zₘ)` over all the
/// others. Nothing overflows, since no exponent is positive.
///
/// r is kept apart from the 1 for its digits: where softmax has rounded to 1, `r / (1 + r)` is still what is
/// missing to 1, and `ln(1 + r)` is still the loss.
public final class LogSumExp {
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
        double sum = 0;
        for (int k = from; k < from + n; k++) {
            if (k != largest) {
                sum += Elementary.exp(z[k] - z[largest]);
            }
        }
        return sum;
    }
}
