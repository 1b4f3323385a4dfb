package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Elementary;

import java.util.List;

/// `f(z) = ln(1 + e^(βz)) / β`, `f′(z) = σ(βz)`: a smooth ReLU. Without the cut-off that libraries make for large βz.
///
/// Reference: Dugas, Bengio, Bélisle, Nadeau, Garcia, *Incorporating Second-Order Functional Knowledge*, 2000.
public record Softplus(double beta) implements Activation {
    private static final Setting.Real BETA =
            Setting.positive("beta", 1, 100, "how sharp the bend is: ReLU for beta → ∞").slider(0.1, 10);

    static final Entry<Activation> ENTRY =
            new Entry<>(
                    "softplus",
                    "Softplus",
                    "f(z) = ln(1 + e^(βz)) / β: a smooth ReLU",
                    List.of(BETA),
                    it -> new Softplus(it.real(BETA)));

    public Softplus {
        BETA.check(beta);
    }

    @Override
    public double value(double z) {
        // max(0, z) outside the division, so that it stays exact and cannot overflow
        return Math.max(0, z) + Elementary.log1p(Elementary.exp(-Math.abs(beta * z))) / beta;
    }

    @Override
    public double derivative(double z) {
        return Elementary.sigmoid(beta * z);
    }

    @Override
    public double steepestSlope() {
        return 1; // approached for z → ∞
    }

    @Override
    public Range range() {
        return Range.above(0);
    }
}
