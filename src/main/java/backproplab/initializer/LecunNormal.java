package backproplab.initializer;

import backproplab.catalog.Entry;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.random.RandomGenerator;

/// LeCun, normal: `Var(w) = gain² / fanIn`, so that z has the variance of the inputs.
///
/// Reference: LeCun, Bottou, Orr, Müller, *Efficient BackProp*, 1998.
public record LecunNormal(double gain) implements Initializer {
    static final Entry<Initializer> ENTRY =
            new Entry<>(
                    "lecun_normal",
                    "LeCun normal",
                    "Var(w) = gain² / fan in: every unit starts with the spread of its inputs; right for SELU",
                    List.of(Spread.GAIN),
                    it -> new LecunNormal(it.real(Spread.GAIN)));

    public LecunNormal {
        Spread.GAIN.check(gain);
    }

    @Override
    public void fill(Tensor parameter, int fanIn, int fanOut, RandomGenerator random) {
        Spread.normal(parameter, variance(parameter.shape(), fanIn, fanOut), random);
    }

    @Override
    public double variance(Shape shape, int fanIn, int fanOut) {
        return Spread.variance(gain, 1, fanIn);
    }
}
