package backproplab.initializer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.random.RandomGenerator;

/// Every value the same: for biases, such as a small positive one that opens every ReLU at the start. For weights it
/// keeps all units of a layer alike, as [Zeros] does.
public record Constant(double value) implements Initializer {
    private static final Setting.Real VALUE =
            Setting.real("value", 0.1, -1e6, 1e6, "what every number of the parameter starts from").slider(-1, 1);

    static final Entry<Initializer> ENTRY =
            new Entry<>(
                    "constant",
                    "Constant",
                    "every value the same: all units of a layer stay alike",
                    List.of(VALUE),
                    it -> new Constant(it.real(VALUE)));

    public Constant {
        VALUE.check(value);
    }

    @Override
    public void fill(Tensor parameter, int fanIn, int fanOut, RandomGenerator random) {
        parameter.fill(value);
    }

    @Override
    public double variance(Shape shape, int fanIn, int fanOut) {
        return 0;
    }
}
