package backproplab.initializer;

import backproplab.catalog.Entry;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.random.RandomGenerator;

/// He or Kaiming, normal: `Var(w) = gain² · 2 / fanIn`. The 2 makes up for ReLU, which stops half of the signal.
///
/// Reference: He, Zhang, Ren, Sun, *Delving Deep into Rectifiers*, 2015 (equation 10).
public record HeNormal(double gain) implements Initializer {
    static final Entry<Initializer> ENTRY =
            new Entry<>(
                    "he_normal",
                    "He (Kaiming) normal",
                    "Var(w) = gain² · 2 / fan in: twice LeCun's, since ReLU lets half of the units through",
                    List.of(Spread.GAIN),
                    it -> new HeNormal(it.real(Spread.GAIN)));

    public HeNormal {
        Spread.GAIN.check(gain);
    }

    @Override
    public void fill(Tensor parameter, int fanIn, int fanOut, RandomGenerator random) {
        Spread.normal(parameter, variance(parameter.shape(), fanIn, fanOut), random);
    }

    @Override
    public double variance(Shape shape, int fanIn, int fanOut) {
        return Spread.variance(gain, 2, fanIn);
    }
}
