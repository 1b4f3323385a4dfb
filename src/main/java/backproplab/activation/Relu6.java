package backproplab.activation;

import backproplab.catalog.Entry;

import java.util.List;

/// `f(z) = min(max(0, z), 6)`; `f′(z) = 1` for `0 < z < 6`, 0 outside and at both corners.
///
/// Reference: Krizhevsky, *Convolutional Deep Belief Networks on CIFAR-10*, 2010.
public record Relu6() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain("relu6", "ReLU6", "f(z) = min(max(0, z), 6): dead on both sides", new Relu6());

    @Override
    public double value(double z) {
        return Math.clamp(z, 0.0, 6.0);
    }

    @Override
    public double derivative(double z) {
        if (z > 0 && z < 6) {
            return 1;
        }
        return Double.isNaN(z) ? z : 0;
    }

    @Override
    public double steepestSlope() {
        return 1;
    }

    @Override
    public List<Double> kinks() {
        return List.of(0.0, 6.0);
    }

    @Override
    public Range range() {
        return Range.closed(0, 6);
    }
}
