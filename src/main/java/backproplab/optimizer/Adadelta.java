package backproplab.optimizer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// With `RMS(x) = √(x + eps)`: `s ← ρ·s + (1 − ρ)·g²`, `Δ = RMS(d)/RMS(s) · g`, `d ← ρ·d + (1 − ρ)·Δ²`,
/// `w ← w − η·Δ`.
///
/// The size of the past updates stands where other rules have a learning rate, so `η = 1` is the paper's rule. d
/// starts at 0: the first updates are of the size of √eps, and the rule warms up slowly.
///
/// Reference: Zeiler, *ADADELTA: An Adaptive Learning Rate Method*, 2012.
public record Adadelta(double learningRate, double rho, double eps) implements Optimizer {
    private static final Setting.Real LEARNING_RATE = CommonSettings.learningRate(1);
    private static final Setting.Real RHO = CommonSettings.rho(0.9);
    private static final Setting.Real EPS =
            Setting.positive(
                    "eps", 1e-6, 1, "a small number under both roots; it also sets the size of the very first updates");
    private static final List<String> SLOTS = List.of("mean_square_gradient", "mean_square_update");

    static final Entry<Optimizer> ENTRY =
            new Entry<>(
                    "adadelta",
                    "Adadelta",
                    "Δ = √(d + eps)/√(s + eps) · g, w ← w − η·Δ, s and d recent means of g² and Δ²: sets its own rate",
                    List.of(LEARNING_RATE, RHO, EPS),
                    it -> new Adadelta(it.real(LEARNING_RATE), it.real(RHO), it.real(EPS)));

    public Adadelta {
        LEARNING_RATE.check(learningRate);
        RHO.check(rho);
        EPS.check(eps);
    }

    @Override
    public Adadelta withLearningRate(double learningRate) {
        return new Adadelta(learningRate, rho, eps);
    }

    @Override
    public List<String> slotNames() {
        return SLOTS;
    }

    @Override
    public void update(double[] w, double[] g, double[][] slots, int from, int to, long t, boolean decays) {
        double[] s = slots[0];
        double[] d = slots[1];
        for (int i = from; i < to; i++) {
            s[i] = rho * s[i] + (1 - rho) * g[i] * g[i];
            double delta = Math.sqrt(d[i] + eps) / Math.sqrt(s[i] + eps) * g[i];
            d[i] = rho * d[i] + (1 - rho) * delta * delta;
            w[i] -= learningRate * delta;
        }
    }
}
