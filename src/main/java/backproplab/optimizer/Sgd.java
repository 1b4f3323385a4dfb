package backproplab.optimizer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// Stochastic gradient descent: `w ← w − η·g`.
///
/// Reference: Robbins, Monro, *A Stochastic Approximation Method*, 1951.
public record Sgd(double learningRate) implements Optimizer {
    private static final Setting.Real LEARNING_RATE = CommonSettings.learningRate(0.1);

    static final Entry<Optimizer> ENTRY =
            new Entry<>(
                    "sgd",
                    "SGD",
                    "w ← w − η·g: straight down the gradient",
                    List.of(LEARNING_RATE),
                    it -> new Sgd(it.real(LEARNING_RATE)));

    public Sgd {
        LEARNING_RATE.check(learningRate);
    }

    @Override
    public Sgd withLearningRate(double learningRate) {
        return new Sgd(learningRate);
    }

    @Override
    public List<String> slotNames() {
        return List.of();
    }

    @Override
    public void update(double[] w, double[] g, double[][] slots, int from, int to, long t, boolean decays) {
        for (int i = from; i < to; i++) {
            w[i] -= learningRate * g[i];
        }
    }
}
