package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

/// Logistic sigmoid `σ(z) = 1 / (1 + e⁻ᶻ)`, `σ′(z) = σ(z)·σ(−z)`.
///
/// The derivative is not computed as `s(1 − s)`: from z = 37 on, s rounds to 1 and the difference would
/// be 0, where σ′ is still 1e-16.
public record Sigmoid() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain(
                    "sigmoid",
                    "Sigmoid",
                    "f(z) = 1 / (1 + e⁻ᶻ): between 0 and 1, its slope is at most ¼",
                    new Sigmoid());

    @Override
    public double value(double z) {
        return Elementary.sigmoid(z);
    }

    @Override
    public double derivative(double z) {
        return Elementary.sigmoid(z) * Elementary.sigmoid(-z);
    }

    @Override
    public double steepestSlope() {
        return 0.25;
    }

    @Override
    public Range range() {
        return new Range(0, 1, false);
    }
}
