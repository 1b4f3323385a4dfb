package backproplab.optimizer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// `s ← s + g²`, `w ← w − η·g/(√s + eps)`: every weight has its own rate, which only ever falls.
///
/// Reference: Duchi, Hazan, Singer, *Adaptive Subgradient Methods for Online Learning and Stochastic
/// Optimization*, 2011.
public record Adagrad(double learningRate, double eps) implements Optimizer {
    private static final Setting.Real LEARNING_RATE = CommonSettings.learningRate(0.01);
    private static final Setting.Real EPS = CommonSettings.eps(1e-10);
    private static final List<String> SLOTS = List.of("sum_of_squares");

    static final Entry<Optimizer> ENTRY =
            new Entry<>(
                    "adagrad",
                    "Adagrad",
                    "s ← s + g², w ← w − η·g/(√s + eps): a rate of its own for every weight, which only falls",
                    List.of(LEARNING_RATE, EPS),
                    it -> new Adagrad(it.real(LEARNING_RATE), it.real(EPS)));

    public Adagrad {
        LEARNING_RATE.check(learningRate);
        EPS.check(eps);
    }

    @Override
    public Adagrad withLearningRate(double learningRate) {
        return new Adagrad(learningRate, eps);
    }

    @Override
    public List<String> slotNames() {
        return SLOTS;
    }

    @Override
    public void update(double[] w, double[] g, double[][] slots, int from, int to, long t, boolean decays) {
        double[] s = slots[0];
        for (int i = from; i < to; i++) {
            s[i] += g[i] * g[i];
            w[i] -= learningRate * g[i] / (Math.sqrt(s[i]) + eps);
        }
    }
}
