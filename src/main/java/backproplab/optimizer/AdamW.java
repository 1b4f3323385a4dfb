package backproplab.optimizer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// [Adam] with decoupled weight decay: first `w ← w − η·λ·w`, then Adam's update, which does not see the decay.
///
/// An `l2` penalty goes through Adam's division by `√v̂` and shrinks weights with large gradients less; this decay
/// shrinks all alike. Which parameters decay is the business of [Penalty#decayOn].
///
/// Reference: Loshchilov, Hutter, *Decoupled Weight Decay Regularization*, 2019.
///
/// @param weightDecay λ
public record AdamW(double learningRate, double beta1, double beta2, double eps, double weightDecay)
        implements Optimizer {
    private static final Setting.Real LEARNING_RATE = CommonSettings.learningRate(0.001);
    private static final Setting.Real BETA1 = CommonSettings.BETA1;
    private static final Setting.Real BETA2 = CommonSettings.beta2("mean squared gradient");
    private static final Setting.Real EPS = CommonSettings.eps(1e-8);
    private static final Setting.Real WEIGHT_DECAY =
            Setting.real("weight_decay", 0.01, 0, 1e6, "λ: every update first shrinks the weights by the factor 1 − ηλ")
                    .slider(0, 0.5);

    static final Entry<Optimizer> ENTRY =
            new Entry<>(
                    "adamw",
                    "AdamW",
                    "w ← w − η·λ·w, then Adam: weight decay that Adam's division does not weaken",
                    List.of(LEARNING_RATE, BETA1, BETA2, EPS, WEIGHT_DECAY),
                    it ->
                            new AdamW(
                                    it.real(LEARNING_RATE),
                                    it.real(BETA1),
                                    it.real(BETA2),
                                    it.real(EPS),
                                    it.real(WEIGHT_DECAY)));

    public AdamW {
        LEARNING_RATE.check(learningRate);
        BETA1.check(beta1);
        BETA2.check(beta2);
        EPS.check(eps);
        WEIGHT_DECAY.check(weightDecay);
    }

    @Override
    public AdamW withLearningRate(double learningRate) {
        return new AdamW(learningRate, beta1, beta2, eps, weightDecay);
    }

    @Override
    public List<String> slotNames() {
        return Adam.SLOTS;
    }

    @Override
    public void update(double[] w, double[] g, double[][] slots, int from, int to, long t, boolean decays) {
        if (decays) {
            double share = learningRate * weightDecay;
            for (int i = from; i < to; i++) {
                w[i] -= share * w[i];
            }
        }
        Adam.update(w, g, slots, from, to, t, learningRate, beta1, beta2, eps);
    }
}
