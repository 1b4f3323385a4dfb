package backproplab.activation;

import backproplab.catalog.Entry;

/// `f(z) = z³`, `f′(z) = 3z²`.
public record Cube() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain("cube", "Cube", "f(z) = z³: flat at 0, its slope grows without bound", new Cube());

    @Override
    public double value(double z) {
        return z * z * z;
    }

    @Override
    public double derivative(double z) {
        return 3 * z * z;
    }

    @Override
    public double steepestSlope() {
        return Double.POSITIVE_INFINITY;
    }
}
