package backproplab.optimizer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// `s ← ρ·s + (1 − ρ)·g²`, `w ← w − η·g/(√s + eps)`: every weight has its own rate, from a mean that forgets.
///
/// Not corrected for starting at 0, so the first updates are up to `1/√(1 − ρ)` times as large.
///
/// Reference: Tieleman, Hinton, *Lecture 6.5: rmsprop*, 2012; eps outside the root as in PyTorch.
public record RmsProp(double learningRate, double rho, double eps) implements Optimizer {
    private static final Setting.Real LEARNING_RATE = CommonSettings.learningRate(0.01);
    private static final Setting.Real RHO = CommonSettings.rho(0.99);
    private static final Setting.Real EPS = CommonSettings.eps(1e-8);
    private static final List<String> SLOTS = List.of("mean_square");

    static final Entry<Optimizer> ENTRY =
            new Entry<>(
                    "rmsprop",
                    "RMSprop",
                    "s ← ρ·s + (1 − ρ)·g², w ← w − η·g/(√s + eps): divides by the recent size of each gradient",
                    List.of(LEARNING_RATE, RHO, EPS),
                    it -> new RmsProp(it.real(LEARNING_RATE), it.real(RHO), it.real(EPS)));

    public RmsProp {
        LEARNING_RATE.check(learningRate);
        RHO.check(rho);
        EPS.check(eps);
    }

    @Override
    public RmsProp withLearningRate(double learningRate) {
        return new RmsProp(learningRate, rho, eps);
    }

    @Override
    public List<String> slotNames() {
        return SLOTS;
    }

    @Override
    public void update(double[] w, double[] g, double[][] slots, int from, int to, long t, boolean decays) {
        double[] s = slots[0];
        for (int i = from; i < to; i++) {
            s[i] = rho * s[i] + (1 - rho) * g[i] * g[i];
            w[i] -= learningRate * g[i] / (Math.sqrt(s[i]) + eps);
        }
    }
}
