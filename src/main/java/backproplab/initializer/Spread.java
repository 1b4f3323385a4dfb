package backproplab.initializer;

import backproplab.catalog.Setting;
import backproplab.tensor.Tensor;

import java.util.random.RandomGenerator;

/// What the initializers that prescribe a variance share. They draw value after value in row-major order. Normal
/// means the whole bell: nothing is cut off and drawn again, as in PyTorch and unlike Keras.
final class Spread {
    static final Setting.Real GAIN =
            Setting.real(
                            "gain",
                            1,
                            0,
                            100,
                            "multiplies every drawn value: above 1 for activations that shrink what passes through"
                                    + " them")
                    .slider(0, 5);

    private Spread() {}

    /// Uniform with mean 0 and the given variance: in `±√(3 variance)`.
    static void uniform(Tensor parameter, double variance, RandomGenerator random) {
        uniformWithin(parameter, Math.sqrt(3 * variance), random);
    }

    /// Uniform in `[−limit, limit)`.
    static void uniformWithin(Tensor parameter, double limit, RandomGenerator random) {
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

    /// `gain² · share / fan`, the form of all prescribed variances.
    static double variance(double gain, double share, double fan) {
        return gain * gain * share / fan;
    }
}
