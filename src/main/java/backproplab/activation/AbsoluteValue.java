package backproplab.activation;

import backproplab.catalog.Entry;

import java.util.List;

/// `f(z) = |z|`, `f′(z) = sign z`, 0 at the kink.
public record AbsoluteValue() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain("abs", "Absolute value", "f(z) = |z|: slope −1 or 1, folds the line at 0", new AbsoluteValue());

    @Override
    public double value(double z) {
        return Math.abs(z);
    }

    @Override
    public double derivative(double z) {
        return Math.signum(z);
    }

    @Override
    public double steepestSlope() {
        return 1;
    }

    @Override
    public List<Double> kinks() {
        return List.of(0.0);
    }

    @Override
    public Range range() {
        return Range.from(0);
    }
}
