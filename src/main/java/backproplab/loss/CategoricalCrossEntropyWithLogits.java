package backproplab.loss;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

/// Cross-entropy of `softmax(z)`, computed from z by log-sum-exp: `l = Σₖ tₖ (lse(z) − zₖ)`,
/// `∂l/∂zₖ = pₖ · Σⱼ tⱼ − tₖ` with `p = softmax(z)`.
///
/// The targets may sum to anything, so `Σ t` stays in the formula.
public record CategoricalCrossEntropyWithLogits() implements Loss {
    static final Entry<Loss> ENTRY =
            Entry.plain(
                    "categorical_cross_entropy_with_logits",
                    "Categorical cross-entropy with logits",
                    "categorical cross-entropy of softmax(y): for a linear output layer",
                    new CategoricalCrossEntropyWithLogits());

    @Override
    public double value(double[] z, double[] t, int from, int n) {
        double max = LogSumExp.max(z, from, n);
        double lse = LogSumExp.above(z, from, n, max);
        double sum = 0;
        for (int k = from; k < from + n; k++) {
            sum += t[k] == 0 ? 0 : t[k] * (lse + (max - z[k]));
        }
        return sum;
    }

    @Override
    public void addGradient(double[] z, double[] t, int from, int n, double scale, double[] dz) {
        double max = LogSumExp.max(z, from, n);
        double lse = LogSumExp.above(z, from, n, max);
        double total = 0;
        for (int k = from; k < from + n; k++) {
            total += t[k];
        }
        for (int k = from; k < from + n; k++) {
            double p = Elementary.exp((z[k] - max) - lse);
            dz[k] += scale * (p * total - t[k]);
        }
    }

    @Override
    public boolean takesTarget(double t) {
        return t >= 0;
    }

    @Override
    public String targetsNeeded() {
        return "a number, 0 or more (one-hot: 1 for the class, else 0)";
    }
}
