package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// `f(z) = clip(slope·z + offset, 0, 1)`; `f′(z) = slope` between the corners, 0 outside and at both corners.
///
/// The standard values are PyTorch's, 1/6 and ½; Keras had 0.2 and ½ before version 3.
/// Reference: Courbariaux, Bengio, David, *BinaryConnect*, 2015.
public record HardSigmoid(double slope, double offset) implements Activation {
    private static final Setting.Real SLOPE =
            Setting.positive("slope", 1.0 / 6, 100, "the slope between the two corners").slider(0.01, 2);

    private static final Setting.Real OFFSET =
            Setting.real("offset", 0.5, -100, 100, "f(0), before it is clipped to 0…1").slider(0, 1);

    static final Entry<Activation> ENTRY =
            new Entry<>(
                    "hard_sigmoid",
                    "Hard sigmoid",
                    "f(z) = slope·z + offset, clipped to 0…1: dead outside",
                    List.of(SLOPE, OFFSET),
                    it -> new HardSigmoid(it.real(SLOPE), it.real(OFFSET)));

    public HardSigmoid {
        SLOPE.check(slope);
        OFFSET.check(offset);
    }

    @Override
    public double value(double z) {
        if (z <= low()) {
            return 0;
        }
        return z >= high() ? 1 : Math.clamp(slope * z + offset, 0, 1);
    }

    @Override
    public double derivative(double z) {
        if (z > low() && z < high()) {
            return slope;
        }
        return Double.isNaN(z) ? z : 0;
    }

    @Override
    public double steepestSlope() {
        return slope;
    }

    @Override
    public List<Double> kinks() {
        return List.of(low(), high());
    }

    @Override
    public Range range() {
        return Range.closed(0, 1);
    }

    private double low() {
        return -offset / slope;
    }

    private double high() {
        return (1 - offset) / slope;
    }
}
