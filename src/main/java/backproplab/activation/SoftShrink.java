package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// `f(z) = z − λ` for `z > λ`, `z + λ` for `z < −λ`, else 0; `f′(z) = 1` outside `±λ`, 0 inside and at both corners.
///
/// Reference: Donoho, *De-noising by soft-thresholding*, 1995.
public record SoftShrink(double lambda) implements Activation {
    private static final Setting.Real LAMBDA =
            Setting.positive("lambda", 0.5, 100, "what is smaller than this becomes 0, all else moves by it towards 0")
                    .slider(0.01, 10);

    static final Entry<Activation> ENTRY =
            new Entry<>(
                    "soft_shrink",
                    "Soft shrink",
                    "f(z) = z ∓ λ beyond ±λ, else 0: closed around 0",
                    List.of(LAMBDA),
                    it -> new SoftShrink(it.real(LAMBDA)));

    public SoftShrink {
        LAMBDA.check(lambda);
    }

    @Override
    public double value(double z) {
        if (z > lambda) {
            return z - lambda;
        }
        if (z < -lambda) {
            return z + lambda;
        }
        return Double.isNaN(z) ? z : 0;
    }

    @Override
    public double derivative(double z) {
        if (Math.abs(z) > lambda) {
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
        return List.of(-lambda, lambda);
    }
}
