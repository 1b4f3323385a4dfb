package backproplab.initializer;

import backproplab.catalog.Entry;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.random.RandomGenerator;

/// Xavier or Glorot, uniform: `Var(w) = gain² · 2 / (fanIn + fanOut)`, uniform in `±√(3 Var)`, the middle between
/// what keeps the forward pass level (`1 / fanIn`) and the backward pass (`1 / fanOut`).
///
/// Reference: Glorot, Bengio, *Understanding the difficulty of training deep feedforward neural networks*, 2010
/// (equation 16).
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
        Spread.uniform(parameter, variance(parameter.shape(), fanIn, fanOut), random);
    }

    @Override
    public double variance(Shape shape, int fanIn, int fanOut) {
        return Spread.variance(gain, 2, (double) fanIn + fanOut);
    }
}
