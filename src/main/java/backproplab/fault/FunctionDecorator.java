package backproplab.fault;

import backproplab.activation.Activation;
import backproplab.layer.Fit;
import backproplab.layer.OutputFunction;
import backproplab.loss.Link;
import backproplab.tensor.Shape;

import java.util.List;
import java.util.Optional;

/// A function at the output of a layer that does everything as the [#real] one, but for what an implementation
/// overrides.
interface FunctionDecorator extends LayerDecorator, OutputFunction {
    @Override
    OutputFunction real();

    @Override
    default Fit fit(List<Shape> inputs) {
        return real().fit(inputs);
    }

    @Override
    default Optional<Activation> elementwise() {
        return real().elementwise();
    }

    @Override
    default Optional<Link> link() {
        return real().link();
    }
}
