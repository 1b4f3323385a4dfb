package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Elementary;
import backproplab.tensor.Kernels;

import java.util.List;

/// Rectified linear unit `f(z) = max(0, z)`; `f′(z) = 1` for `z > 0`, 0 for `z < 0`, and `atZero` at 0.
///
/// The derivative at 0 is a convention: 0 in most libraries, ½ is what a central difference gives.
/// Reference: Nair, Hinton, *Rectified Linear Units Improve Restricted Boltzmann Machines*, 2010.
public record Relu(double atZero) implements Activation {
    static final Setting.Real AT_ZERO =
            Setting.real("at_zero", 0, 0, 1, "the slope that the backward pass uses at exactly z = 0");

    static final Entry<Activation> ENTRY =
            new Entry<>(
                    "relu",
                    "ReLU",
                    "f(z) = max(0, z): closed for z ≤ 0",
                    List.of(AT_ZERO),
                    it -> new Relu(it.real(AT_ZERO)));

    public Relu {
        AT_ZERO.check(atZero);
    }

    public Relu() {
        this(AT_ZERO.standard());
    }

    @Override
    public double value(double z) {
        return Elementary.relu(z);
    }

    @Override
    public double derivative(double z) {
        return Elementary.reluSlope(z, atZero);
    }

    @Override
    public void values(double[] z, double[] a, int from, int to) {
        Kernels.relu(z, a, from, to);
    }

    @Override
    public void addGradients(double[] z, double[] da, double[] dz, int from, int to) {
        Kernels.addReluGradient(z, da, dz, from, to, atZero);
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
