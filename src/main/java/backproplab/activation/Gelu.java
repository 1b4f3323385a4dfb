package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

/// Gaussian error linear unit `f(z) = z·Φ(z)`, `f′(z) = Φ(z) + z·φ(z)`, with `φ(z) = e^(−z²/2)/√(2π)` and Φ its integral.
///
/// All of it rests on the left half, where `Φ(z) = ½·e^(−z²/2)·erfcx(−z/√2)` keeps its digits down to the smallest
/// numbers; the right half follows from `Φ(−z) = 1 − Φ(z)`.
/// Reference: Hendrycks, Gimpel, *Gaussian Error Linear Units*, 2016.
public record Gelu() implements Activation {
    private static final double SQRT_HALF = 0.7071067811865476;
    private static final double INVERSE_SQRT_TWO_PI = 0.3989422804014327;

    static final Entry<Activation> ENTRY =
            Entry.plain(
                    "gelu",
                    "GELU",
                    "f(z) = z·Φ(z), Φ the normal distribution: a ReLU with a soft, slightly negative corner",
                    new Gelu());

    @Override
    public double value(double z) {
        return z > 0 ? z + left(-z) : left(z);
    }

    @Override
    public double derivative(double z) {
        return z > 0 ? 1 - leftSlopeAt(-z) : leftSlopeAt(z);
    }

    @Override
    public double steepestSlope() {
        return 1.1289041451851547; // at √2: (1 + erf 1)/2 + 1/(e√π)
    }

    @Override
    public Range range() {
        return Range.from(-0.16997120747990366); // at −0.7518, where f′ is 0
    }

    /// `f(z)` for `z ≤ 0`
    private static double left(double z) {
        double phi = 0.5 * Elementary.expOfSquare(0.5, z) * Elementary.erfcx(-z * SQRT_HALF);
        return Limits.product(z, phi);
    }

    /// `f′(z)` for `z ≤ 0`
    private static double leftSlopeAt(double z) {
        double bracket = 0.5 * Elementary.erfcx(-z * SQRT_HALF) + z * INVERSE_SQRT_TWO_PI;
        return Limits.product(Elementary.expOfSquare(0.5, z), bracket);
    }
}
