package backproplab.activation;

import backproplab.catalog.Entry;

/// `f(z) = z²`, `f′(z) = 2z`.
public record Square() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain("square", "Square", "f(z) = z²: its slope grows without bound", new Square());

    @Override
    public double value(double z) {
        return z * z;
    }

    @Override
    public double derivative(double z) {
        return 2 * z;
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
