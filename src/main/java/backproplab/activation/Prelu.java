package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// Parametric ReLU: `f(z) = z` for `z > 0`, else `α·z`, with a learned `α`: one for all units of the layer, or
/// one for each; of maps, one for each channel. `∂f/∂α = z` for `z ≤ 0`, else 0. At the kink the left derivative `α`.
///
/// Reference: He, Zhang, Ren, Sun, *Delving Deep into Rectifiers*, 2015.
public record Prelu(List<Double> alpha) implements LearnedActivation {
    private static final Setting.Reals ALPHA =
            Setting.reals(
                    "alpha",
                    0.25,
                    -10,
                    10,
                    "the learned slope for z ≤ 0 to start from: one number, or one per unit or channel");

    static final Entry<Activation> ENTRY =
            new Entry<>(
                    "prelu",
                    "PReLU",
                    "f(z) = z for z > 0, else αz, and α is learned",
                    List.of(ALPHA),
                    it -> new Prelu(it.reals(ALPHA)));

    public Prelu {
        ALPHA.check(alpha);
        alpha = List.copyOf(alpha);
    }

    public Prelu(double alpha) {
        this(List.of(alpha));
    }

    @Override
    public String parameter() {
        return ALPHA.id();
    }

    @Override
    public List<Double> initial() {
        return alpha;
    }

    @Override
    public double value(double z, double p) {
        return LeakyRelu.value(z, p);
    }

    @Override
    public double derivative(double z, double p) {
        return LeakyRelu.derivative(z, p);
    }

    @Override
    public double parameterDerivative(double z, double p) {
        return z > 0 ? 0 : z;
    }

    @Override
    public double steepestSlope(double p) {
        return LeakyRelu.steepestSlope(p);
    }

    @Override
    public List<Double> kinks(double p) {
        return LeakyRelu.kinks(p);
    }

    @Override
    public Range range(double p) {
        return LeakyRelu.range(p);
    }
}
