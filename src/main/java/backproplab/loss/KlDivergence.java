package backproplab.loss;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

import java.util.Optional;

/// `l = Σₖ tₖ (ln tₖ − ln yₖ)`, `∂l/∂yₖ = −tₖ/yₖ`, with `0 · ln 0 = 0`, for targets of 0 or more.
///
/// It is the cross-entropy less the entropy of the targets, which the network cannot change: the gradients are
/// the same, but 0 is reached when the outputs equal the targets.
///
/// Reference: Kullback, Leibler, *On Information and Sufficiency*, 1951.
public record KlDivergence() implements ElementwiseLoss {
    static final Entry<Loss> ENTRY =
            Entry.plain(
                    "kl_divergence",
                    "KL divergence",
                    "l = Σ t (ln t − ln y): how far the outputs are from a distribution given as target",
                    new KlDivergence());

    @Override
    public double value(double y, double t) {
        return t == 0 ? LogTerm.value(0, y) : t * (Elementary.log(t) - Elementary.log(y));
    }

    @Override
    public double derivative(double y, double t) {
        return LogTerm.derivative(-t, y);
    }

    @Override
    public boolean takesTarget(double t) {
        return t >= 0;
    }

    @Override
    public String targetsNeeded() {
        return "a number, 0 or more (a distribution: together they sum to 1)";
    }

    @Override
    public Optional<Loss> fusedWith(Link link) {
        return new CategoricalCrossEntropy(0).fusedWith(link).map(CrossEntropyMinusEntropy::new);
    }
}
