package backproplab.loss;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;
import java.util.Optional;

/// `l = −(t ln p + (1 − t) ln(1 − p))`, `∂l/∂y = (1 − t)/(1 − p) − t/p`, for targets in `[0, 1]`.
///
/// With `eps = 0`, p is y and the value is the exact one (`0 · ln 0 = 0`); after a sigmoid it is then computed
/// from z ([BinaryCrossEntropyWithLogits]). With `eps > 0`, p is y clipped to `[eps, 1 − eps]`, and where
/// it was clipped the derivative is 0: that is what some libraries do, and why learning stops there.
public record BinaryCrossEntropy(double eps) implements ElementwiseLoss {
    private static final Setting.Real EPS =
            Setting.real(
                    "eps",
                    0,
                    0,
                    0.1,
                    "clips the prediction to [eps, 1 − eps]; where it clips, the gradient is 0; 0 is exact");

    static final Entry<Loss> ENTRY =
            new Entry<>(
                    "binary_cross_entropy",
                    "Binary cross-entropy",
                    "l = −(t ln y + (1 − t) ln(1 − y)): for yes-or-no outputs, after a sigmoid",
                    List.of(EPS),
                    it -> new BinaryCrossEntropy(it.real(EPS)));

    public BinaryCrossEntropy {
        EPS.check(eps);
    }

    @Override
    public double value(double y, double t) {
        double p = eps > 0 ? Math.clamp(y, eps, 1 - eps) : y;
        return LogTerm.value(-t, p) + LogTerm.ofComplement(t - 1, p);
    }

    @Override
    public double derivative(double y, double t) {
        if (eps > 0 && (y <= eps || y >= 1 - eps)) {
            return 0;
        }
        return LogTerm.derivative(1 - t, 1 - y) - LogTerm.derivative(t, y);
    }

    @Override
    public List<Double> kinks(double t) {
        return eps > 0 ? List.of(eps, 1 - eps) : List.of();
    }

    @Override
    public boolean takesTarget(double t) {
        return t >= 0 && t <= 1;
    }

    @Override
    public String targetsNeeded() {
        return "a number from 0 to 1";
    }

    @Override
    public Optional<Loss> fusedWith(Link link) {
        return link == Link.SIGMOID && eps == 0 ? Optional.of(new BinaryCrossEntropyWithLogits()) : Optional.empty();
    }
}
