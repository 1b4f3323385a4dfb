package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.tensor.Elementary;

import java.util.List;

/// Scaled ELU: `f(z) = λ·z` for `z > 0`, else `λα·(eᶻ − 1)`; `f′(z) = λ` for `z > 0`, else `λα·eᶻ`, also at the kink.
///
/// λ and α are such that, for independent inputs and weights of variance 1/n, mean 0 and variance 1 are a
/// fixed point from layer to layer.
/// Reference: Klambauer, Unterthiner, Mayr, Hochreiter, *Self-Normalizing Neural Networks*, 2017.
public record Selu() implements Activation {
    private static final double LAMBDA = 1.0507009873554805;
    private static final double ALPHA = 1.6732632423543774;

    static final Entry<Activation> ENTRY =
            Entry.plain(
                    "selu", "SELU", "f(z) = λz for z > 0, else λα(eᶻ − 1): keeps mean 0 and variance 1", new Selu());

    @Override
    public double value(double z) {
        return z > 0 ? LAMBDA * z : LAMBDA * ALPHA * Elementary.expm1(z);
    }

    @Override
    public double derivative(double z) {
        return z > 0 ? LAMBDA : LAMBDA * ALPHA * Elementary.exp(z);
    }

    @Override
    public double steepestSlope() {
        return LAMBDA * ALPHA; // at 0, from the left
    }

    @Override
    public List<Double> kinks() {
        return List.of(0.0);
    }

    @Override
    public Range range() {
        return Range.above(-LAMBDA * ALPHA);
    }
}
