package backproplab.activation;

import backproplab.catalog.Entry;

/// `f(z) = (√(z² + 1) − 1)/2 + z`, `f′(z) = z/(2√(z² + 1)) + 1`.
///
/// With `q = z/(√(z² + 1) + 1)`, between −1 and 1, `f = z·(1 + q/2)`: nothing cancels, near 0 or far out.
public record BentIdentity() implements Activation {
    /// From here on `z/√(z² + 1)` and q are ±1 to all digits; spares `∞/∞`.
    private static final double FAR = 1e20;

    static final Entry<Activation> ENTRY =
            Entry.plain(
                    "bent_identity",
                    "Bent identity",
                    "f(z) = (√(z² + 1) − 1)/2 + z: slope ½ on the left, 1½ on the right",
                    new BentIdentity());

    @Override
    public double value(double z) {
        double near = Math.clamp(z, -FAR, FAR);
        return z * (1 + near / (root(near) + 1) / 2);
    }

    @Override
    public double derivative(double z) {
        double near = Math.clamp(z, -FAR, FAR);
        return near / (2 * root(near)) + 1;
    }

    @Override
    public double steepestSlope() {
        return 1.5; // approached for z → ∞
    }

    private static double root(double z) {
        return Math.sqrt(z * z + 1);
    }
}
