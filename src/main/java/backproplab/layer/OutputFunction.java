package backproplab.layer;

import backproplab.activation.Activation;
import backproplab.loss.Link;
import backproplab.tensor.Shape;

import java.util.List;
import java.util.Optional;

/// A layer that can stand at the output of another one, as its `activation`: it turns the
/// pre-activations z into activations a of the same shape.
///
/// Most are an elementwise [Activation]. Softmax is one too, though it is not elementwise: that is why
/// this is a kind of layer and not of activation.
public interface OutputFunction extends Layer {
    @Override
    default Fit fit(List<Shape> inputs) {
        return new Fit.Output(inputs.getFirst());
    }

    /// The elementwise function, where there is one.
    default Optional<Activation> elementwise() {
        return Optional.empty();
    }

    /// The function as a link, where a loss can be computed through it in closed form.
    default Optional<Link> link() {
        return Optional.empty();
    }
}
