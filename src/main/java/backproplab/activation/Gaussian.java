package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

/// `f(z) = e^(−z²)`, `f′(z) = −2z·e^(−z²)`: a bump; answers to z near 0 only.
public record Gaussian() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain("gaussian", "Gaussian", "f(z) = e^(−z²): a bump at 0", new Gaussian());

    @Override
    public double value(double z) {
        return Elementary.expOfSquare(1, z);
    }

    @Override
    public double derivative(double z) {
        return Limits.product(-2 * z, Elementary.expOfSquare(1, z));
    }

    @Override
    public double steepestSlope() {
        return 0.8577638849607068; // √(2/e), at ±1/√2
    }

    @Override
    public Range range() {
        return new Range(0, false, 1, true);
    }
}
