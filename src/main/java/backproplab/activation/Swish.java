package backproplab.activation;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Elementary;

import java.util.List;

/// `f(z) = z·σ(βz) = silu(βz)/β`, so `f′(z) = silu′(βz)`: from z/2 for β = 0 over [Silu] for β = 1 towards ReLU.
///
/// Reference: Ramachandran, Zoph, Le, *Searching for Activation Functions*, 2017.
public record Swish(double beta) implements Activation {
    private static final Setting.Real BETA =
            Setting.real("beta", 1.5, 0, 100, "from z/2 (0) over SiLU (1) to ReLU (∞)").slider(0, 10);

    static final Entry<Activation> ENTRY =
            new Entry<>(
                    "swish",
                    "Swish",
                    "f(z) = z·σ(βz): between z/2 and ReLU",
                    List.of(BETA),
                    it -> new Swish(it.real(BETA)));

    public Swish {
        BETA.check(beta);
    }

    @Override
    public double value(double z) {
        return Limits.product(z, Elementary.sigmoid(Limits.product(beta, z)));
    }

    @Override
    public double derivative(double z) {
        return Silu.slope(Limits.product(beta, z));
    }

    @Override
    public double steepestSlope() {
        return beta == 0 ? 0.5 : Silu.STEEPEST;
    }

    @Override
    public Range range() {
        return beta == 0 ? Range.ALL : Range.from(Silu.LOWEST / beta);
    }
}
