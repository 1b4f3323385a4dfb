package backproplab.optimizer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// Gradient descent with momentum, the heavy ball: `v ← μ·v + g`, `w ← w − η·v`.
///
/// Under a steady gradient v grows to `g/(1 − μ)`. That is why η starts at a tenth of [Sgd]'s: with `μ = 0.9` both
/// then go equally far.
///
/// Reference: Polyak, *Some methods of speeding up the convergence of iteration methods*, 1964; in this form
/// (η outside v) as in PyTorch.
public record Momentum(double learningRate, double momentum) implements Optimizer {
    private static final Setting.Real LEARNING_RATE = CommonSettings.learningRate(0.01);
    private static final Setting.Real MOMENTUM = CommonSettings.MOMENTUM;

    /// The one slot of this rule and of [Nesterov].
    static final List<String> SLOTS = List.of("velocity");

    static final Entry<Optimizer> ENTRY =
            new Entry<>(
                    "momentum",
                    "Momentum",
                    "v ← μ·v + g, w ← w − η·v: rolls on in the direction it has had",
                    List.of(LEARNING_RATE, MOMENTUM),
                    it -> new Momentum(it.real(LEARNING_RATE), it.real(MOMENTUM)));

    public Momentum {
        LEARNING_RATE.check(learningRate);
        MOMENTUM.check(momentum);
    }

    @Override
    public Momentum withLearningRate(double learningRate) {
        return new Momentum(learningRate, momentum);
    }

    @Override
    public List<String> slotNames() {
        return SLOTS;
    }

    @Override
    public void update(double[] w, double[] g, double[][] slots, int from, int to, long t, boolean decays) {
        double[] v = slots[0];
        for (int i = from; i < to; i++) {
            v[i] = momentum * v[i] + g[i];
            w[i] -= learningRate * v[i];
        }
    }
}
