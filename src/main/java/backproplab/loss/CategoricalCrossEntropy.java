package backproplab.loss;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;
import java.util.Optional;

/// `l = Σₖ −tₖ ln pₖ`, `∂l/∂yₖ = −tₖ/pₖ`, for targets of 0 or more that may sum to anything.
///
/// With `eps = 0`, p is y and the value is the exact one (`0 · ln 0 = 0`); after a softmax it is then computed
/// from z ([CategoricalCrossEntropyWithLogits]), after sigmoids too. With `eps > 0`, p is at least eps, and
/// where `y ≤ eps` the derivative is 0: a class that is predicted with 0 then never learns.
///
/// It counts the wanted classes only. After a softmax the others go down because the outputs sum to 1; after
/// independent sigmoids nothing draws them down, and binary cross-entropy is the usual loss.
public record CategoricalCrossEntropy(double eps) implements ElementwiseLoss {
    private static final Setting.Real EPS =
            Setting.real(
                    "eps",
                    0,
                    0,
                    0.1,
                    "lifts the prediction to at least eps; where it lifts, the gradient is 0; 0 is exact");

    static final Entry<Loss> ENTRY =
            new Entry<>(
                    "categorical_cross_entropy",
                    "Categorical cross-entropy",
                    "l = −Σ t ln y: for one class out of several, after a softmax",
                    List.of(EPS),
                    it -> new CategoricalCrossEntropy(it.real(EPS)));

    public CategoricalCrossEntropy {
        EPS.check(eps);
    }

    @Override
    public double value(double y, double t) {
        return LogTerm.value(-t, eps > 0 ? Math.max(y, eps) : y);
    }

    @Override
    public double derivative(double y, double t) {
        return eps > 0 && y <= eps ? 0 : LogTerm.derivative(-t, y);
    }

    @Override
    public List<Double> kinks(double t) {
        return eps > 0 && t != 0 ? List.of(eps) : List.of();
    }

    @Override
    public boolean takesTarget(double t) {
        return t >= 0;
    }

    @Override
    public String targetsNeeded() {
        return "a number, 0 or more (one-hot: 1 for the class, else 0)";
    }

    @Override
    public Optional<Loss> fusedWith(Link link) {
        if (eps > 0) {
            return Optional.empty();
        }
        return switch (link) {
            case SIGMOID -> Optional.of(new CategoricalCrossEntropyOfSigmoids());
            case SOFTMAX -> Optional.of(new CategoricalCrossEntropyWithLogits());
            case LOG_SOFTMAX -> Optional.empty();
        };
    }
}
