package backproplab.initializer;

import backproplab.catalog.Entry;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.random.RandomGenerator;

/// He or Kaiming, uniform: `Var(w) = gain² · 2 / fanIn`, uniform in `±√(3 Var)`. The 2 makes up for ReLU, which
/// stops half of the signal.
///
/// Reference: He, Zhang, Ren, Sun, *Delving Deep into Rectifiers*, 2015 (equation 10; there normal).
public record HeUniform(double gain) implements Initializer {
    static final Entry<Initializer> ENTRY =
            new Entry<>(
                    "he_uniform",
                    "He (Kaiming) uniform",
                    "Var(w) = gain² · 2 / fan in, uniform: twice LeCun's, since ReLU lets half of the units through",
                    List.of(Spread.GAIN),
                    it -> new HeUniform(it.real(Spread.GAIN)));

    public HeUniform {
        Spread.GAIN.check(gain);
    }

    @Override
    public void fill(Tensor parameter, int fanIn, int fanOut, RandomGenerator random) {
        Spread.uniform(parameter, variance(parameter.shape(), fanIn, fanOut), random);
    }

    @Override
    public double variance(Shape shape, int fanIn, int fanOut) {
        return Spread.variance(gain, 2, fanIn);
    }
}
