package backproplab.optimizer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// `m ← β₁·m + (1 − β₁)·g`, `u ← max(β₂·u, |g| + eps)`, `w ← w − η/(1 − β₁ᵗ) · m/u`: [Adam] with the largest recent
/// gradient in place of the root of the mean square. u is not a mean and needs no correction for starting at 0.
///
/// Reference: Kingma, Ba, *Adam: A Method for Stochastic Optimization*, 2015, section 7.1. The paper has no eps; it
/// stands inside the maximum as in PyTorch, where Keras adds it to u.
public record AdaMax(double learningRate, double beta1, double beta2, double eps) implements Optimizer {
    private static final Setting.Real LEARNING_RATE = CommonSettings.learningRate(0.002);
    private static final Setting.Real BETA1 = CommonSettings.BETA1;
    private static final Setting.Real BETA2 = CommonSettings.beta2("largest gradient");
    private static final Setting.Real EPS = CommonSettings.eps(1e-8);
    private static final List<String> SLOTS = List.of("first_moment", "largest_gradient");

    static final Entry<Optimizer> ENTRY =
            new Entry<>(
                    "adamax",
                    "AdaMax",
                    "u ← max(β₂·u, |g| + eps), w ← w − η·m̂/u: Adam that divides by the largest recent gradient",
                    List.of(LEARNING_RATE, BETA1, BETA2, EPS),
                    it -> new AdaMax(it.real(LEARNING_RATE), it.real(BETA1), it.real(BETA2), it.real(EPS)));

    public AdaMax {
        LEARNING_RATE.check(learningRate);
        BETA1.check(beta1);
        BETA2.check(beta2);
        EPS.check(eps);
    }

    @Override
    public AdaMax withLearningRate(double learningRate) {
        return new AdaMax(learningRate, beta1, beta2, eps);
    }

    @Override
    public List<String> slotNames() {
        return SLOTS;
    }

    @Override
    public void update(double[] w, double[] g, double[][] slots, int from, int to, long t, boolean decays) {
        double[] m = slots[0];
        double[] u = slots[1];
        double rate = learningRate / BiasCorrection.reached(beta1, t);
        for (int i = from; i < to; i++) {
            m[i] = beta1 * m[i] + (1 - beta1) * g[i];
            u[i] = Math.max(beta2 * u[i], Math.abs(g[i]) + eps);
            w[i] -= rate * m[i] / u[i];
        }
    }
}
