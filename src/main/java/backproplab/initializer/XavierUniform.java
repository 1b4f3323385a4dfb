package backproplab.initializer;

import backproplab.catalog.Entry;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.random.RandomGenerator;

/// Xavier or Glorot, uniform: `Var(w) = gain² · 2 / (fanIn + fanOut)`, uniform in `±√(3 Var)`.
///
/// Reference: Glorot, Bengio, *Understanding the difficulty of training deep feedforward neural networks*, 2010.
public record XavierUniform(double gain) implements Initializer {
    static final Entry<Initializer> ENTRY =
            new Entry<>(
                    "xavier_uniform",
                    "Xavier (Glorot) uniform",
                    "Var(w) = gain² · 2 / (fan in + fan out): keeps both passes level for tanh and linear layers",
                    List.of(Spread.GAIN),
                    it -> new XavierUniform(it.real(Spread.GAIN)));

    public XavierUniform {
        Spread.GAIN.check(gain);
    }

    @Override
    public void fill(Tensor parameter, int fanIn, int fanOut, RandomGenerator random) {
        Spread.uniform(parameter, variance(fanIn, fanOut), random);
    }

    @Override
    public double variance(int fanIn, int fanOut) {
        return gain * gain * 2 / (fanIn + fanOut);
    }
}
