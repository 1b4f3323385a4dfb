package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

/// GELU by its tanh approximation: `f(z) = ½z·(1 + tanh u) = z·σ(2u)` with `u = √(2/π)·(z + 0.044715z³)`;
/// `f′(z) = σ(2u) + z·2u′·σ′(2u)`. The form with σ does not cancel in the left tail. It differs from [Gelu] by less than 5e-4.
///
/// Reference: Hendrycks, Gimpel, *Gaussian Error Linear Units*, 2016.
public record GeluTanh() implements Activation {
    private static final double LINEAR = 2 * 0.7978845608028654; // 2√(2/π)
    private static final double CUBIC = LINEAR * 0.044715;

    static final Entry<Activation> ENTRY =
            Entry.plain(
                    "gelu_tanh",
                    "GELU (tanh)",
                    "f(z) = ½z(1 + tanh(√(2/π)(z + 0.044715z³))): GPT’s approximation of GELU",
                    new GeluTanh());

    @Override
    public double value(double z) {
        return Limits.product(z, Elementary.sigmoid(twiceU(z)));
    }

    @Override
    public double derivative(double z) {
        double u = twiceU(z);
        double inner = z * (LINEAR + 3 * CUBIC * z * z);
        return Elementary.sigmoid(u) + Limits.product(inner, Elementary.sigmoidSlope(u));
    }

    @Override
    public double steepestSlope() {
        return 1.1289930686587717; // at 1.4185, the root of f″, found with mpmath in 50 digits
    }

    @Override
    public Range range() {
        return Range.from(-0.17004075057125406); // at −0.7525, the root of f′, found the same way
    }

    private static double twiceU(double z) {
        return z * (LINEAR + CUBIC * z * z);
    }
}
