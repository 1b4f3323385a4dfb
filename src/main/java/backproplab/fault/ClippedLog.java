package backproplab.fault;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.loss.BinaryCrossEntropy;
import backproplab.loss.CategoricalCrossEntropy;
import backproplab.loss.Loss;
import backproplab.network.LayerDescription;
import backproplab.network.Workings;

import java.util.List;
import java.util.Optional;

/// `l = −t · ln(max(y, ε))` with `∂l/∂y = −t / max(y, ε)`: where `y < ε` the loss is constant and its derivative 0, but the
/// derivative of max is forgotten. For binary cross-entropy the same at both ends, with y clipped to `[ε, 1 − ε]`.
///
/// In real programs ε is 1e-7 or so, and the mistake shows late; with a larger one it shows as soon as a wanted class is
/// predicted with less than ε.
public record ClippedLog(double eps) implements LayerFault {
    private static final Setting.Real EPS =
            Setting.positive("eps", 0.1, 0.1, "the clip: predictions under it count as it");

    static final Entry<Fault> ENTRY =
            new Entry<>(
                    "clipped_log",
                    "Clip without its derivative",
                    "l = −t · ln(max(y, ε)), its gradient −t / max(y, ε) even where y < ε",
                    List.of(EPS),
                    it -> new ClippedLog(it.real(EPS)));

    public ClippedLog {
        EPS.check(eps);
    }

    @Override
    public Quantity falsifies() {
        return Quantity.ARRIVING;
    }

    @Override
    public Explanation explanation() {
        return new Explanation(
                "the loss clips the prediction to at least ε = %s, its gradient does not know of it".formatted(eps),
                "what the forward pass computes, the backward pass differentiates: max(y, ε) has slope 0 for y < ε",
                "learning may even be better than with the right gradient, which is 0 there; the check passes as long"
                        + " as every wanted class has more than ε, and fails from the output down where one has less");
    }

    @Override
    public Optional<String> refusal(Surroundings surroundings, LayerDescription layer) {
        return surroundings.lossesOn(layer.name()).stream().anyMatch(it -> takesLogarithm(it.loss()))
                ? Optional.empty()
                : Optional.of("no cross-entropy of outputs is on layer `%s`".formatted(layer.name()));
    }

    @Override
    public Workings workings(Surroundings surroundings, LayerDescription layer) {
        return Replaced.loss(layer.name(), real -> takesLogarithm(real) ? clipped(real) : real);
    }

    private static boolean takesLogarithm(Loss loss) {
        return loss instanceof CategoricalCrossEntropy || loss instanceof BinaryCrossEntropy;
    }

    private Loss clipped(Loss real) {
        return real instanceof BinaryCrossEntropy
                ? new Clipped(new BinaryCrossEntropy(eps), eps, 1 - eps, true)
                : new Clipped(new CategoricalCrossEntropy(eps), eps, Double.POSITIVE_INFINITY, false);
    }

    /// @param real with the same clip, and with its right derivative
    /// @param bothEnds whether `1 − y` has a logarithm too
    private record Clipped(Loss real, double low, double high, boolean bothEnds) implements LossDecorator {
        @Override
        public void addGradient(double[] y, double[] t, int from, int n, double scale, double[] dy) {
            for (int k = from; k < from + n; k++) {
                double p = Math.clamp(y[k], low, high);
                dy[k] += scale * ((bothEnds ? (1 - t[k]) / (1 - p) : 0) - t[k] / p);
            }
        }
    }
}
