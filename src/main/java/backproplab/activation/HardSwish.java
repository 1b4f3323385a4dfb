package backproplab.activation;

import backproplab.catalog.Entry;

import java.util.List;

/// `f(z) = z·clip(z + 3, 0, 6)/6`; `f′(z) = 0` for `z ≤ −3`, 1 for `z ≥ 3`, `(2z + 3)/6` between: at both corners the slope
/// of the outer branch.
///
/// Reference: Howard and others, *Searching for MobileNetV3*, 2019.
public record HardSwish() implements Activation {
    static final Entry<Activation> ENTRY =
            Entry.plain(
                    "hard_swish",
                    "Hard swish",
                    "f(z) = z·clip(z + 3, 0, 6)/6: a swish of straight and square pieces",
                    new HardSwish());

    @Override
    public double value(double z) {
        return Limits.product(z, Math.clamp(z + 3, 0.0, 6.0) / 6);
    }

    @Override
    public double derivative(double z) {
        if (z > -3 && z < 3) {
            return (2 * z + 3) / 6;
        }
        if (Double.isNaN(z)) {
            return z;
        }
        return z >= 3 ? 1 : 0;
    }

    @Override
    public double steepestSlope() {
        return 1.5; // at 3, from the left
    }

    @Override
    public List<Double> kinks() {
        return List.of(-3.0, 3.0);
    }

    @Override
    public Range range() {
        return Range.from(-0.375); // at −3/2
    }
}
