package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Elementary;

import java.util.List;

/// `f(z) = max(0, z) + min(0, α·(e^(z/α) − 1))`, `f′(z) = 1` for `z > 0`, else `e^(z/α)`: an ELU whose slope has no jump for
/// any α. (α = 1 is the [Elu]'s standard; the one here shows the difference.)
///
/// Reference: Barron, *Continuously Differentiable Exponential Linear Units*, 2017.
public record Celu(double alpha) implements Activation {
    private static final Setting.Real ALPHA =
            Setting.positive("alpha", 1.5, 100, "f falls towards −alpha for z → −∞").slider(0.1, 10);

    static final Entry<Activation> ENTRY =
            new Entry<>(
                    "celu",
                    "CELU",
                    "f(z) = z for z > 0, else α(e^(z/α) − 1): ELU without a kink",
                    List.of(ALPHA),
                    it -> new Celu(it.real(ALPHA)));

    public Celu {
        ALPHA.check(alpha);
    }

    @Override
    public double value(double z) {
        return z > 0 ? z : alpha * Elementary.expm1(z / alpha);
    }

    @Override
    public double derivative(double z) {
        return z > 0 ? 1 : Elementary.exp(z / alpha);
    }

    @Override
    public double steepestSlope() {
        return 1;
    }

    @Override
    public Range range() {
        return Range.above(-alpha);
    }
}
