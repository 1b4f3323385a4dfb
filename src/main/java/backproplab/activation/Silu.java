package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

/// Sigmoid linear unit `f(z) = z·σ(z)`, `f′(z) = σ(z) + z·σ′(z)`.
///
/// Reference: Elfwing, Uchibe, Doya, *Sigmoid-Weighted Linear Units*, 2017.
public record Silu() implements Activation {
    /// `sup f′`, at z = 2.3994, the root of f″; found with mpmath in 50 digits.
    static final double STEEPEST = 1.099839320128867;

    /// `min f = −W(1/e)` with Lambert's W, at z = −1.2785.
    static final double LOWEST = -0.2784645427610738;

    static final Entry<Activation> ENTRY =
            Entry.plain("silu", "SiLU", "f(z) = z·σ(z): a ReLU with a soft, slightly negative corner", new Silu());

    @Override
    public double value(double z) {
        return Limits.product(z, Elementary.sigmoid(z));
    }

    @Override
    public double derivative(double z) {
        return slope(z);
    }

    /// `f′(z)`, also for [Swish].
    static double slope(double z) {
        return Elementary.sigmoid(z) + Limits.product(z, Elementary.sigmoidSlope(z));
    }

    @Override
    public double steepestSlope() {
        return STEEPEST;
    }

    @Override
    public Range range() {
        return Range.from(LOWEST);
    }
}
