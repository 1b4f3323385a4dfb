package backproplab.initializer;

import backproplab.catalog.Setting;
import backproplab.tensor.Tensor;

import java.util.random.RandomGenerator;

/// What the initializers that prescribe a variance share.
final class Spread {
    static final Setting.Real GAIN =
            Setting.real("gain", 1, 0, 100, "multiplies every drawn value: the spread of the start");

    private Spread() {}

    /// Uniform with mean 0 and the given variance: in `±√(3 variance)`.
    static void uniform(Tensor parameter, double variance, RandomGenerator random) {
        double limit = Math.sqrt(3 * variance);
        for (int i = 0; i < parameter.size(); i++) {
            parameter.set(i, limit * (2 * random.nextDouble() - 1));
        }
    }

    /// Normal with mean 0 and the given variance.
    static void normal(Tensor parameter, double variance, RandomGenerator random) {
        double deviation = Math.sqrt(variance);
        for (int i = 0; i < parameter.size(); i++) {
            parameter.set(i, deviation * random.nextGaussian());
        }
    }
}
