package backproplab.activation;

import backproplab.catalog.Entry;

/// `f(z) = max(0, z)²`, `f′(z) = 2·max(0, z)`, which has no jump.
///
/// Reference: So, Mańke, Liu, Dai, Shazeer, Le, *Primer*, 2021.
public record ReluSquared() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain(
                    "relu_squared",
                    "ReLU²",
                    "f(z) = max(0, z)²: without a kink, its slope grows without bound",
                    new ReluSquared());

    @Override
    public double value(double z) {
        double positive = Math.max(0, z);
        return positive * positive;
    }

    @Override
    public double derivative(double z) {
        return 2 * Math.max(0, z);
    }

    @Override
    public double steepestSlope() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public Range range() {
        return Range.from(0);
    }
}
