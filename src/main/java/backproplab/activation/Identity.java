package backproplab.activation;

import backproplab.catalog.Entry;

/// `f(z) = z`, `f′(z) = 1`: a linear layer.
public record Identity() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain("identity", "Identity", "f(z) = z: the layer stays linear", new Identity());

    @Override
    public double value(double z) {
        return z;
    }

    @Override
    public double derivative(double z) {
        return Double.isNaN(z) ? z : 1;
    }

    @Override
    public double steepestSlope() {
        return 1;
    }
}
