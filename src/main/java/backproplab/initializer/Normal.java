package backproplab.initializer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.random.RandomGenerator;

/// Normal with mean 0 and the same standard deviation in every layer, whatever its size: `Var(w) = std²`. Too small
/// and gradients vanish with depth, too large and they explode; the others on the menu adapt to the layer.
///
/// Reference for 0.01: Krizhevsky, Sutskever, Hinton, *ImageNet Classification with Deep Convolutional Neural
/// Networks*, 2012.
public record Normal(double std) implements Initializer {
    private static final Setting.Real STD =
            Setting.real(
                            "std",
                            0.01,
                            0,
                            1000,
                            "the standard deviation: about two of three values are closer to 0 than this")
                    .slider(0, 2);

    static final Entry<Initializer> ENTRY =
            new Entry<>(
                    "normal",
                    "Normal",
                    "Var(w) = std²: the same spread in every layer, whatever its size",
                    List.of(STD),
                    it -> new Normal(it.real(STD)));

    public Normal {
        STD.check(std);
    }

    @Override
    public void fill(Tensor parameter, int fanIn, int fanOut, RandomGenerator random) {
        Spread.normal(parameter, std * std, random);
    }

    @Override
    public double variance(Shape shape, int fanIn, int fanOut) {
        return std * std;
    }
}
