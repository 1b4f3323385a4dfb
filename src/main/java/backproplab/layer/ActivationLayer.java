package backproplab.layer;

import backproplab.catalog.Entry;
import backproplab.tensor.Shape;

import java.util.List;

/// A function as a layer of its own: `z = x`, and `a = f(z)` with the `activation` of the layer, whatever it is. Backward
/// `∂L/∂x += ∂L/∂a · f′(x)`. Takes every shape.
///
/// It is there for graphs: a function behind a sum, or one that only one of several branches goes through.
public record ActivationLayer() implements PassingOn {
    static final Entry<Layer> ENTRY =
            Entry.plain(
                    "activation", "Activation", "a = f(x): a function as a layer of its own", new ActivationLayer());

    @Override
    public Fit fit(List<Shape> inputs) {
        return Fit.single(inputs).orElseGet(() -> new Fit.Output(inputs.getFirst()));
    }
}
