package backproplab.loss;

import backproplab.tensor.Elementary;

/// `ln Σ exp(zₖ)` in two parts, `max` and the rest above it, so that `lse − zₖ` does not cancel.
final class LogSumExp {
    private LogSumExp() {}

    /// The largest of the `n` numbers from `from`; NaN when one is NaN.
    static double max(double[] z, int from, int n) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = from; k < from + n; k++) {
            max = Math.max(max, z[k]);
        }
        return max;
    }

    /// `ln Σ exp(zₖ − max)`
    static double above(double[] z, int from, int n, double max) {
        double sum = 0;
        for (int k = from; k < from + n; k++) {
            sum += Elementary.exp(z[k] - max);
        }
        return Elementary.log(sum);
    }
}
