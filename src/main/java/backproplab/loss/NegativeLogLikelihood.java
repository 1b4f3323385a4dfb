package backproplab.loss;

import backproplab.catalog.Entry;

import java.util.Optional;

/// `l = −t · y`, `∂l/∂y = −t`, where y is already the logarithm of a probability: after a log-softmax it is the
/// categorical cross-entropy. Without one it has no minimum.
public record NegativeLogLikelihood() implements ElementwiseLoss {
    static final Entry<Loss> ENTRY =
            Entry.plain(
                    "negative_log_likelihood",
                    "Negative log-likelihood",
                    "l = −Σ t·y: for one class out of several, after a log-softmax",
                    new NegativeLogLikelihood());

    @Override
    public double value(double y, double t) {
        return -t * y;
    }

    @Override
    public double derivative(double y, double t) {
        return -t;
    }

    @Override
    public Optional<Loss> fusedWith(Link link) {
        return link == Link.LOG_SOFTMAX ? Optional.of(new CategoricalCrossEntropyWithLogits()) : Optional.empty();
    }
}
