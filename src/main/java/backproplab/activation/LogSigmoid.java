package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

/// `f(z) = ln σ(z) = −ln(1 + e⁻ᶻ)`, `f′(z) = σ(−z)`.
public record LogSigmoid() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain(
                    "log_sigmoid",
                    "Log sigmoid",
                    "f(z) = ln σ(z): below 0, like z on the left and flat on the right",
                    new LogSigmoid());

    @Override
    public double value(double z) {
        return -Elementary.softplus(-z);
    }

    @Override
    public double derivative(double z) {
        return Elementary.sigmoid(-z);
    }

    @Override
    public double steepestSlope() {
        return 1; // approached for z → −∞
    }

    @Override
    public Range range() {
        return Range.open(Double.NEGATIVE_INFINITY, 0);
    }
}
