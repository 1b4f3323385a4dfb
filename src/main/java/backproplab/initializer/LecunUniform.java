package backproplab.initializer;

import backproplab.catalog.Entry;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.random.RandomGenerator;

/// LeCun, uniform: `Var(w) = gain² / fanIn`, uniform in `±√(3 Var)`, so that z has the variance of the inputs.
///
/// Reference: LeCun, Bottou, Orr, Müller, *Efficient BackProp*, 1998.
public record LecunUniform(double gain) implements Initializer {
    static final Entry<Initializer> ENTRY =
            new Entry<>(
                    "lecun_uniform",
                    "LeCun uniform",
                    "Var(w) = gain² / fan in, uniform: every unit starts with the spread of its inputs",
                    List.of(Spread.GAIN),
                    it -> new LecunUniform(it.real(Spread.GAIN)));

    public LecunUniform {
        Spread.GAIN.check(gain);
    }

    @Override
    public void fill(Tensor parameter, int fanIn, int fanOut, RandomGenerator random) {
        Spread.uniform(parameter, variance(parameter.shape(), fanIn, fanOut), random);
    }

    @Override
    public double variance(Shape shape, int fanIn, int fanOut) {
        return Spread.variance(gain, 1, fanIn);
    }
}
