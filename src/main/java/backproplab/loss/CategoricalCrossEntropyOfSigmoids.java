package backproplab.loss;

import backproplab.tensor.Elementary;

/// Categorical cross-entropy of independent sigmoids, computed from z: `l = −t ln σ(z) = t · softplus(−z)`,
/// `∂l/∂z = −t · σ(−z)`.
record CategoricalCrossEntropyOfSigmoids() implements ElementwiseLoss {
    @Override
    public double value(double z, double t) {
        return t * Elementary.softplus(-z);
    }

    @Override
    public double derivative(double z, double t) {
        return -t * Elementary.sigmoid(-z);
    }
}
