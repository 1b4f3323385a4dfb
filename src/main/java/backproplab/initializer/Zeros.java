package backproplab.initializer;

import backproplab.catalog.Entry;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.random.RandomGenerator;

/// Every value 0: right for biases, and for weights the classic mistake, since all units then stay alike.
public record Zeros() implements Initializer {
    static final Entry<Initializer> ENTRY =
            Entry.plain("zeros", "Zeros", "every value 0: all units of a layer stay alike", new Zeros());

    @Override
    public void fill(Tensor parameter, int fanIn, int fanOut, RandomGenerator random) {
        parameter.fill(0);
    }

    @Override
    public double variance(Shape shape, int fanIn, int fanOut) {
        return 0;
    }
}
