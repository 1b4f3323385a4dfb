package backproplab.loss;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

/// Binary cross-entropy of `σ(z)`, computed from z: `l = softplus(z) − t·z`, `∂l/∂z = σ(z) − t`.
///
/// Written as `t · softplus(−z) + (1 − t) · softplus(z)`, which loses nothing when both are large.
public record BinaryCrossEntropyWithLogits() implements ElementwiseLoss {
    static final Entry<Loss> ENTRY =
            Entry.plain(
                    "binary_cross_entropy_with_logits",
                    "Binary cross-entropy with logits",
                    "binary cross-entropy of σ(y): for a linear output layer",
                    new BinaryCrossEntropyWithLogits());

    @Override
    public double value(double z, double t) {
        return t * Elementary.softplus(-z) + (1 - t) * Elementary.softplus(z);
    }

    /// `σ(z) − t` as `(1 − t)·σ(z) − t·σ(−z)`: for `t = 1` and large z nothing cancels.
    @Override
    public double derivative(double z, double t) {
        return (1 - t) * Elementary.sigmoid(z) - t * Elementary.sigmoid(-z);
    }

    @Override
    public boolean takesLogits() {
        return true;
    }

    @Override
    public boolean takesTarget(double t) {
        return t >= 0 && t <= 1;
    }

    @Override
    public String targetsNeeded() {
        return "a number from 0 to 1";
    }
}
