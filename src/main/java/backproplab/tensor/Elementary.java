package backproplab.tensor;

/// The elementary functions of the engine. Nothing else calls `Math.exp` and its like: [Math] may
/// answer differently on another machine (it allows 1 ulp and uses what the processor offers), these
/// functions give the same bits everywhere. exp, tanh and what is made of them are polynomials of the project's own
/// ([Exponential]), which vectors compute with the same bits ([Kernels#exp]); the rest is [StrictMath].
public final class Elementary {
    private Elementary() {}

    /// `eˣ` within 1 ulp.
    public static double exp(double x) {
        return Exponential.exp(x);
    }

    /// `eˣ − 1` without cancellation near 0.
    public static double expm1(double x) {
        return StrictMath.expm1(x);
    }

    public static double log(double x) {
        return StrictMath.log(x);
    }

    /// `ln(1 + x)` without cancellation near 0.
    public static double log1p(double x) {
        return StrictMath.log1p(x);
    }

    /// `tanh x` within 2.5 ulp; 0 keeps its sign.
    public static double tanh(double x) {
        return Exponential.tanh(x);
    }

    public static double sin(double x) {
        return StrictMath.sin(x);
    }

    public static double cos(double x) {
        return StrictMath.cos(x);
    }

    public static double atan(double x) {
        return StrictMath.atan(x);
    }

    public static double cosh(double x) {
        return StrictMath.cosh(x);
    }

    /// `σ(x) = 1 / (1 + e⁻ˣ)`, with the exponential of a negative number only, so that nothing overflows.
    public static double sigmoid(double x) {
        double e = exp(-Math.abs(x));
        return (x >= 0 ? 1 : e) / (1 + e);
    }

    /// `σ′(x) = σ(x)·σ(−x)`. Not `s(1 − s)`: from x = 37 on s rounds to 1 and the difference would be 0, where
    /// σ′ is still 1e-16.
    public static double sigmoidSlope(double x) {
        double e = exp(-Math.abs(x));
        return e / ((1 + e) * (1 + e));
    }

    /// `tanh′(x) = 1 − tanh² x = 4σ′(2x)`; the last form keeps its digits where tanh rounds to 1.
    public static double tanhSlope(double x) {
        return 4 * sigmoidSlope(2 * x);
    }

    /// `max(0, x)`, never −0; NaN stays.
    public static double relu(double x) {
        return x <= 0 ? 0 : x;
    }

    /// 1 for positive numbers, 0 for negative ones, `atZero` for 0; NaN stays.
    public static double reluSlope(double x, double atZero) {
        if (x > 0) {
            return 1;
        }
        if (x < 0) {
            return 0;
        }
        return x == 0 ? atZero : x;
    }

    /// `ln(1 + eˣ)`, without overflow and without loss at either end.
    public static double softplus(double x) {
        return Math.max(x, 0) + log1p(exp(-Math.abs(x)));
    }

    /// `e^(−factor·x²)`; `factor` is a power of two. Rounding x² would cost e^(−x²) hundreds of ulps in its
    /// tail, so what the square lost is put back.
    public static double expOfSquare(double factor, double x) {
        double square = x * x;
        if (factor * square > 800) { // e⁻⁷⁴⁶ is 0 already; beyond, ∞ − ∞ waits
            return 0;
        }
        double lost = Math.fma(x, x, -square);
        return exp(-factor * square) * (1 - factor * lost); // lost is tiny: e^(−ε) = 1 − ε
    }

    /// The scaled complementary error function `erfcx(x) = e^(x²)·erfc(x)` for `x ≥ 0`, to a relative 6e-16. It falls
    /// slowly, like `1/(x√π)`, and so holds the digits of erfc and of the normal distribution where these
    /// are as small as 1e-300: `Φ(−z) = ½·e^(−z²/2)·erfcx(z/√2)`.
    public static double erfcx(double x) {
        return ScaledErfc.erfcx(x);
    }
}
