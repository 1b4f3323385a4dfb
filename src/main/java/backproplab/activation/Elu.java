package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Elementary;

import java.util.List;

/// Exponential linear unit: `f(z) = z` for `z > 0`, else `α·(eᶻ − 1)`; `f′(z) = 1` for `z > 0`, else `α·eᶻ`. At 0 the
/// left derivative `α`, a kink unless `α` is 1.
///
/// Reference: Clevert, Unterthiner, Hochreiter, *Fast and Accurate Deep Network Learning by Exponential Linear
/// Units*, 2015.
public record Elu(double alpha) implements Activation {
    private static final Setting.Real ALPHA =
            Setting.real("alpha", 1, 0, 100, "f falls towards −alpha for z → −∞").slider(0, 3);

    static final Entry<Activation> ENTRY =
            new Entry<>(
                    "elu",
                    "ELU",
                    "f(z) = z for z > 0, else α(eᶻ − 1): saturates softly at −α",
                    List.of(ALPHA),
                    it -> new Elu(it.real(ALPHA)));

    public Elu {
        ALPHA.check(alpha);
    }

    @Override
    public double value(double z) {
        return z > 0 ? z : alpha * Elementary.expm1(z);
    }

    @Override
    public double derivative(double z) {
        return z > 0 ? 1 : alpha * Elementary.exp(z);
    }

    @Override
    public double steepestSlope() {
        return Math.max(1, alpha);
    }

    @Override
    public List<Double> kinks() {
        return alpha == 1 ? List.of() : List.of(0.0);
    }

    @Override
    public Range range() {
        return alpha > 0 ? Range.above(-alpha) : Range.from(0);
    }
}
