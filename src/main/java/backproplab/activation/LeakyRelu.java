package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// Leaky ReLU: `f(z) = z` for `z > 0`, else `α·z`. `f′(z) = 1` for `z > 0`, else `α`, also at the kink.
///
/// Reference: Maas, Hannun, Ng, *Rectifier Nonlinearities Improve Neural Network Acoustic Models*, 2013.
public record LeakyRelu(double alpha) implements Activation {
    private static final Setting.Real ALPHA =
            Setting.real("alpha", 0.01, -10, 10, "how much slope is left for z ≤ 0").slider(0, 1);

    static final Entry<Activation> ENTRY =
            new Entry<>(
                    "leaky_relu",
                    "Leaky ReLU",
                    "f(z) = z for z > 0, else αz: never quite closed",
                    List.of(ALPHA),
                    it -> new LeakyRelu(it.real(ALPHA)));

    public LeakyRelu {
        ALPHA.check(alpha);
    }

    @Override
    public double value(double z) {
        return value(z, alpha);
    }

    @Override
    public double derivative(double z) {
        return derivative(z, alpha);
    }

    @Override
    public double steepestSlope() {
        return steepestSlope(alpha);
    }

    @Override
    public List<Double> kinks() {
        return kinks(alpha);
    }

    @Override
    public Range range() {
        return range(alpha);
    }

    // The same for an alpha that is a setting here and learned in Prelu.

    static double value(double z, double alpha) {
        return z > 0 ? z : Limits.product(alpha, z);
    }

    static double derivative(double z, double alpha) {
        if (z > 0) {
            return 1;
        }
        return Double.isNaN(z) ? z : alpha;
    }

    static double steepestSlope(double alpha) {
        return Math.max(1, Math.abs(alpha));
    }

    static List<Double> kinks(double alpha) {
        return alpha == 1 ? List.of() : List.of(0.0);
    }

    static Range range(double alpha) {
        return alpha > 0 ? Range.ALL : Range.from(0);
    }
}
