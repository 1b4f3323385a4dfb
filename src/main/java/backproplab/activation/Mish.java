package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

/// `f(z) = z·tanh(ln(1 + eᶻ))`. With `n = eᶻ` the tanh is `n(n + 2)/(n² + 2n + 2)`, and
/// `f′(z) = n·[(n + 2)(n² + 2n + 2) + 4z(n + 1)] / (n² + 2n + 2)²`. For `z > 0` both are written in `m = e⁻ᶻ`, so that nothing
/// overflows and nothing cancels at either end.
///
/// Reference: Misra, *Mish: A Self Regularized Non-Monotonic Activation Function*, 2019.
public record Mish() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain(
                    "mish",
                    "Mish",
                    "f(z) = z·tanh(ln(1 + eᶻ)): a smooth ReLU with a slightly negative corner",
                    new Mish());

    @Override
    public double value(double z) {
        if (z > 0) {
            double m = Elementary.exp(-z);
            return z * ((1 + 2 * m) / (1 + 2 * m + 2 * m * m));
        }
        double n = Elementary.exp(z);
        return Limits.product(z, n * (n + 2) / (n * (n + 2) + 2));
    }

    @Override
    public double derivative(double z) {
        if (z > 0) {
            double m = Elementary.exp(-z);
            double d = 1 + 2 * m + 2 * m * m;
            return (1 + 2 * m) / d + Limits.product(z, 4 * m * m * (1 + m) / (d * d));
        }
        double n = Elementary.exp(z);
        double d = n * (n + 2) + 2;
        return Limits.product(n, ((n + 2) * d + 4 * z * (n + 1)) / (d * d));
    }

    @Override
    public double steepestSlope() {
        return 1.088498161251728; // at 1.4906, the root of f″, found with mpmath in 50 digits
    }

    @Override
    public Range range() {
        return Range.from(-0.30884341301725043); // at −1.1924, the root of f′, found the same way
    }
}
