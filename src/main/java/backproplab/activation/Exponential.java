package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

/// `f(z) = f′(z) = eᶻ`; infinite from z = 709.8 on.
public record Exponential() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain("exponential", "Exponential", "f(z) = eᶻ: its slope explodes", new Exponential());

    @Override
    public double value(double z) {
        return Elementary.exp(z);
    }

    @Override
    public double derivative(double z) {
        return Elementary.exp(z);
    }

    @Override
    public double steepestSlope() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public Range range() {
        return Range.above(0);
    }
}
