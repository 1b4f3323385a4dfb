package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;
import backproplab.tensor.Kernels;

/// Logistic sigmoid `σ(z) = 1 / (1 + e⁻ᶻ)`, `σ′(z) = σ(z)·σ(−z)`, see [Elementary#sigmoidSlope].
public record Sigmoid() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain(
                    "sigmoid",
                    "Sigmoid",
                    "f(z) = 1 / (1 + e⁻ᶻ): between 0 and 1, its slope is at most ¼",
                    new Sigmoid());

    @Override
    public double value(double z) {
        return Elementary.sigmoid(z);
    }

    @Override
    public double derivative(double z) {
        return Elementary.sigmoidSlope(z);
    }

    @Override
    public void values(double[] z, double[] a, int from, int to) {
        Kernels.sigmoid(z, a, from, to);
    }

    @Override
    public void addGradients(double[] z, double[] da, double[] dz, int from, int to) {
        Kernels.addSigmoidGradient(z, da, dz, from, to);
    }

    @Override
    public double steepestSlope() {
        return 0.25;
    }

    @Override
    public Range range() {
        return Range.open(0, 1);
    }
}
