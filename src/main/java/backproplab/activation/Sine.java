package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

/// `f(z) = sin z`, `f′(z) = cos z`; at ±∞ there is no limit and the answer is NaN.
///
/// Reference: Sitzmann, Martel, Bergman, Lindell, Wetzstein, *Implicit Neural Representations with Periodic
/// Activation Functions*, 2020.
public record Sine() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain("sin", "Sine", "f(z) = sin z: periodic, never saturated for good", new Sine());

    @Override
    public double value(double z) {
        return Elementary.sin(z);
    }

    @Override
    public double derivative(double z) {
        return Elementary.cos(z);
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
