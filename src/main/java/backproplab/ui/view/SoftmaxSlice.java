package backproplab.ui.view;

import backproplab.activation.Activation;
import backproplab.activation.Range;

/// What softmax makes of one z of a layer while the `others` stay at 0: `a = e^z / (e^z + others)`,
/// `∂a/∂z = a(1 − a)`; with `log` the logarithm of it, `∂/∂z = 1 − a`. Only to be looked at: softmax is not elementwise.
record SoftmaxSlice(int others, boolean log) implements Activation {
    @Override
    public double value(double z) {
        return log ? -Math.log1p(others * Math.exp(-z)) : share(z);
    }

    @Override
    public double derivative(double z) {
        return log ? others / (Math.exp(z) + others) : share(z) * (others / (Math.exp(z) + others));
    }

    private double share(double z) {
        return 1 / (1 + others * Math.exp(-z));
    }

    /// Saturation is a word for functions of one z.
    @Override
    public double steepestSlope() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public Range range() {
        return log ? Range.open(Double.NEGATIVE_INFINITY, 0) : Range.open(0, 1);
    }
}
