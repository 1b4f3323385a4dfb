package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// Inverse square root unit `f(z) = z / √(1 + αz²)`, `f′(z) = (1 + αz²)^(−3/2)`.
///
/// Reference: Carlile, Delamarter, Kinney, Marti, Whitney, *Improving Deep Learning by Inverse Square Root Linear
/// Units*, 2017.
public record Isru(double alpha) implements Activation {
    private static final Setting.Real ALPHA =
            Setting.positive("alpha", 1, 100, "how early the curve bends: f stays between ±1/√alpha").slider(0.1, 10);

    static final Entry<Activation> ENTRY =
            new Entry<>(
                    "isru",
                    "ISRU",
                    "f(z) = z / √(1 + αz²): between ±1/√α, cheap to compute",
                    List.of(ALPHA),
                    it -> new Isru(it.real(ALPHA)));

    public Isru {
        ALPHA.check(alpha);
    }

    @Override
    public double value(double z) {
        double square = alpha * z * z;
        // Beyond 1e40 the limit has all digits, and z may be ∞.
        return square < 1e40 ? z / Math.sqrt(1 + square) : Math.signum(z) / Math.sqrt(alpha);
    }

    @Override
    public double derivative(double z) {
        double square = 1 + alpha * z * z;
        return 1 / (square * Math.sqrt(square));
    }

    @Override
    public double steepestSlope() {
        return 1;
    }

    @Override
    public Range range() {
        double bound = 1 / Math.sqrt(alpha);
        return Range.open(-bound, bound);
    }
}
