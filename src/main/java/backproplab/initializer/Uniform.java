package backproplab.initializer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.random.RandomGenerator;

/// Uniform in `[−limit, limit)` in every layer, whatever its size: `Var(w) = limit²/3`.
public record Uniform(double limit) implements Initializer {
    private static final Setting.Real LIMIT =
            Setting.real("limit", 0.05, 0, 1000, "values are drawn evenly between −limit and limit").slider(0, 2);

    static final Entry<Initializer> ENTRY =
            new Entry<>(
                    "uniform",
                    "Uniform",
                    "evenly in ±limit, Var(w) = limit²/3: the same spread in every layer, whatever its size",
                    List.of(LIMIT),
                    it -> new Uniform(it.real(LIMIT)));

    public Uniform {
        LIMIT.check(limit);
    }

    @Override
    public void fill(Tensor parameter, int fanIn, int fanOut, RandomGenerator random) {
        Spread.uniformWithin(parameter, limit, random);
    }

    @Override
    public double variance(Shape shape, int fanIn, int fanOut) {
        return limit * limit / 3;
    }
}
