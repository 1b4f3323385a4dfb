package backproplab.optimizer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// `m ← β₁·m + (1 − β₁)·g`, `v ← β₂·v + (1 − β₂)·g²`, `w ← w − η·m̂/(√v̂ + eps)`, with `m̂ = m/(1 − β₁ᵗ)` and
/// `v̂ = v/(1 − β₂ᵗ)`.
///
/// The first update is `η·sign(g)`, whatever the size of the gradient: that is the bias correction at work.
///
/// Reference: Kingma, Ba, *Adam: A Method for Stochastic Optimization*, 2015.
public record Adam(double learningRate, double beta1, double beta2, double eps) implements Optimizer {
    private static final Setting.Real LEARNING_RATE = CommonSettings.learningRate(0.001);
    private static final Setting.Real BETA1 = CommonSettings.BETA1;
    private static final Setting.Real BETA2 = CommonSettings.beta2("mean squared gradient");
    private static final Setting.Real EPS = CommonSettings.eps(1e-8);

    /// The slots of this rule and of [AdamW].
    static final List<String> SLOTS = List.of("first_moment", "second_moment");

    static final Entry<Optimizer> ENTRY =
            new Entry<>(
                    "adam",
                    "Adam",
                    "w ← w − η·m̂/(√v̂ + eps), m̂ and v̂ recent means of g and g²: momentum and a rate for every"
                            + " weight",
                    List.of(LEARNING_RATE, BETA1, BETA2, EPS),
                    it -> new Adam(it.real(LEARNING_RATE), it.real(BETA1), it.real(BETA2), it.real(EPS)));

    public Adam {
        LEARNING_RATE.check(learningRate);
        BETA1.check(beta1);
        BETA2.check(beta2);
        EPS.check(eps);
    }

    @Override
    public Adam withLearningRate(double learningRate) {
        return new Adam(learningRate, beta1, beta2, eps);
    }

    @Override
    public List<String> slotNames() {
        return SLOTS;
    }

    @Override
    public void update(double[] w, double[] g, double[][] slots, int from, int to, long t, boolean decays) {
        update(w, g, slots, from, to, t, learningRate, beta1, beta2, eps);
    }

    /// Adam's update, for [AdamW] too.
    static void update(
            double[] w,
            double[] g,
            double[][] slots,
            int from,
            int to,
            long t,
            double learningRate,
            double beta1,
            double beta2,
            double eps) {
        double[] m = slots[0];
        double[] v = slots[1];
        // η·m̂ = rate·m and √v̂ = scale·√v: two divisions less per weight
        double rate = learningRate / BiasCorrection.reached(beta1, t);
        double scale = 1 / Math.sqrt(BiasCorrection.reached(beta2, t));
        for (int i = from; i < to; i++) {
            m[i] = beta1 * m[i] + (1 - beta1) * g[i];
            v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
            w[i] -= rate * m[i] / (scale * Math.sqrt(v[i]) + eps);
        }
    }
}
