package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

/// `f(z) = arctan z`, `f′(z) = 1 / (1 + z²)`: saturates slowly, the slope falls like `1/z²`.
public record Arctan() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain(
                    "arctan",
                    "Arctan",
                    "f(z) = arctan z: between −π/2 and π/2, with a long tail of slope",
                    new Arctan());

    @Override
    public double value(double z) {
        return Elementary.atan(z);
    }

    @Override
    public double derivative(double z) {
        return 1 / (1 + z * z);
    }

    @Override
    public double steepestSlope() {
        return 1;
    }

    @Override
    public Range range() {
        return Range.open(-Math.PI / 2, Math.PI / 2);
    }
}
