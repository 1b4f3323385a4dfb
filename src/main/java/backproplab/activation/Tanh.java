package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;
import backproplab.tensor.Kernels;

/// Hyperbolic tangent `tanh z`, `tanh′ z = 1 − tanh² z = 4σ′(2z)`; the last form keeps its digits where tanh
/// rounds to 1.
public record Tanh() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain("tanh", "Tanh", "f(z) = tanh z: between −1 and 1, slope 1 at 0", new Tanh());

    @Override
    public double value(double z) {
        return Elementary.tanh(z);
    }

    @Override
    public double derivative(double z) {
        return slope(z);
    }

    /// `tanh′ z`, also for the functions and layers made from tanh.
    public static double slope(double z) {
        return Elementary.tanhSlope(z);
    }

    @Override
    public void values(double[] z, double[] a, int from, int to) {
        Kernels.tanh(z, a, from, to);
    }

    @Override
    public void addGradients(double[] z, double[] da, double[] dz, int from, int to) {
        Kernels.addTanhGradient(z, da, dz, from, to);
    }

    @Override
    public double steepestSlope() {
        return 1;
    }

    @Override
    public Range range() {
        return Range.open(-1, 1);
    }
}
