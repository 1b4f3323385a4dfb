package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// `f(z) = clip(z, min, max)`; `f′(z) = 1` between the corners, 0 outside and at both corners.
///
/// Reference: Collobert, *Large Scale Machine Learning*, 2004.
public record HardTanh(double min, double max) implements Activation {
    private static final Setting.Real MIN =
            Setting.real("min", -1, -1e6, 1e6, "nothing below this leaves the unit").slider(-5, 0);

    private static final Setting.Real MAX =
            Setting.real("max", 1, -1e6, 1e6, "nothing above this leaves the unit").slider(0, 5);

    static final Entry<Activation> ENTRY =
            new Entry<>(
                    "hard_tanh",
                    "Hard tanh",
                    "f(z) = z, clipped to min…max: dead outside",
                    List.of(MIN, MAX),
                    it -> new HardTanh(it.real(MIN), it.real(MAX)));

    public HardTanh {
        MIN.check(min);
        MAX.check(max);
        if (!(min < max)) {
            throw new IllegalArgumentException(
                    "`min` must be below `max`, got %s and %s".formatted(MIN.text(min), MAX.text(max)));
        }
    }

    @Override
    public double value(double z) {
        return Math.clamp(z, min, max);
    }

    @Override
    public double derivative(double z) {
        if (z > min && z < max) {
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
        return List.of(min, max);
    }

    @Override
    public Range range() {
        return Range.closed(min, max);
    }
}
