package backproplab.optimizer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// Gradient descent: `w ← w − η·g`.
public record Sgd(double learningRate) implements Optimizer {
    private static final Setting.Real LEARNING_RATE = Rate.setting(0.1);

    static final Entry<Optimizer> ENTRY =
            new Entry<>("sgd", "SGD", "w ← w − η·g", List.of(LEARNING_RATE), it -> new Sgd(it.real(LEARNING_RATE)));

    public Sgd {
        LEARNING_RATE.check(learningRate);
    }

    @Override
    public Sgd withLearningRate(double learningRate) {
        return new Sgd(learningRate);
    }

    @Override
    public int slots() {
        return 0;
    }

    @Override
    public void update(double[] w, double[] g, double[][] slots, int n, long t, boolean decays) {
        for (int i = 0; i < n; i++) {
            w[i] -= learningRate * g[i];
        }
    }
}
