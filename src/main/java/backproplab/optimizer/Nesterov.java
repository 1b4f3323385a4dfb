package backproplab.optimizer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;

import java.util.List;

/// Nesterov's accelerated gradient: `v ← μ·v + g`, `w ← w − η·(g + μ·v)`.
///
/// Nesterov takes the gradient at the point that the velocity would carry the weights to. Here w is that point,
/// as in PyTorch and Keras: the gradient is the one of the weights that are shown.
///
/// Reference: Nesterov, *A method of solving a convex programming problem with convergence rate O(1/k²)*, 1983;
/// Sutskever, Martens, Dahl, Hinton, *On the importance of initialization and momentum in deep learning*, 2013.
public record Nesterov(double learningRate, double momentum) implements Optimizer {
    private static final Setting.Real LEARNING_RATE = CommonSettings.learningRate(0.01);
    private static final Setting.Real MOMENTUM = CommonSettings.MOMENTUM;

    static final Entry<Optimizer> ENTRY =
            new Entry<>(
                    "nesterov",
                    "Nesterov momentum",
                    "v ← μ·v + g, w ← w − η·(g + μ·v): momentum that looks one step ahead",
                    List.of(LEARNING_RATE, MOMENTUM),
                    it -> new Nesterov(it.real(LEARNING_RATE), it.real(MOMENTUM)));

    public Nesterov {
        LEARNING_RATE.check(learningRate);
        MOMENTUM.check(momentum);
    }

    @Override
    public Nesterov withLearningRate(double learningRate) {
        return new Nesterov(learningRate, momentum);
    }

    @Override
    public List<String> slotNames() {
        return Momentum.SLOTS;
    }

    @Override
    public void update(double[] w, double[] g, double[][] slots, int from, int to, long t, boolean decays) {
        double[] v = slots[0];
        for (int i = from; i < to; i++) {
            v[i] = momentum * v[i] + g[i];
            w[i] -= learningRate * (g[i] + momentum * v[i]);
        }
    }
}
