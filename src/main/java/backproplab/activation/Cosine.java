package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

/// `f(z) = cos z`, `f′(z) = −sin z`; at ±∞ there is no limit and the answer is NaN.
public record Cosine() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain("cos", "Cosine", "f(z) = cos z: periodic, flat at 0", new Cosine());

    @Override
    public double value(double z) {
        return Elementary.cos(z);
    }

    @Override
    public double derivative(double z) {
        return -Elementary.sin(z);
    }

    @Override
    public double steepestSlope() {
        return 1;
    }

    @Override
    public Range range() {
        return Range.closed(-1, 1);
    }
}
