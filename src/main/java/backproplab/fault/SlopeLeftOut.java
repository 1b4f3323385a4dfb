package backproplab.fault;

import backproplab.catalog.Entry;
import backproplab.layer.LayerBackward;
import backproplab.layer.OutputFunction;
import backproplab.network.LayerDescription;
import backproplab.network.Workings;
import backproplab.tensor.Tensor;

import java.util.Optional;

/// `δ = ∂L/∂a` instead of `δ = ∂L/∂a · f′(z)`, `[batch, units]`: f′ is left out.
///
/// In hidden layers only. At an output it is another well-known mistake, [SoftmaxShortcut].
public record SlopeLeftOut() implements LayerFault {
    static final Entry<Fault> ENTRY =
            Entry.plain("slope_left_out", "f′ left out", "δ = ∂L/∂a, without the factor f′(z)", new SlopeLeftOut());

    @Override
    public Quantity falsifies() {
        return Quantity.DELTA;
    }

    @Override
    public Explanation explanation() {
        return new Explanation(
                "δ of this layer is ∂L/∂a as it arrives; it must be multiplied by f′(z) for each unit",
                "the chain rule: every function on the way forward puts its derivative on the way back",
                "the loss may still fall, because the signs are often right; gradients of this layer and of all before "
                        + "it are too large wherever f is flat, closed ReLU units learn, and the check fails from this "
                        + "layer down to the input");
    }

    @Override
    public Optional<String> refusal(Surroundings surroundings, LayerDescription layer) {
        Optional<String> inside = Surroundings.functionInside(layer);
        if (inside.isPresent()) {
            return inside;
        }
        if (Surroundings.isLinear(layer)) {
            return Optional.of("layer `%s` has no activation function, so f′ is 1".formatted(layer.name()));
        }
        if (layer.function().elementwise().isEmpty()) {
            return Optional.of("the function of layer `%s` is not elementwise".formatted(layer.name()));
        }
        return surroundings.lossesOn(layer.name()).isEmpty()
                ? Optional.empty()
                : Optional.of("a loss is on layer `%s`; put it into a hidden layer".formatted(layer.name()));
    }

    @Override
    public Workings workings(Surroundings surroundings, LayerDescription layer) {
        return Replaced.function(layer.name(), Unsloped::new);
    }

    /// `∂L/∂z += ∂L/∂a`. What the function itself learns (PReLU) keeps its right gradient.
    record Unsloped(OutputFunction real) implements FunctionDecorator {
        @Override
        public void backward(LayerBackward pass) {
            real.backward(BackwardView.ofParametersOnly(pass));
            Tensor dz = pass.inputGradient(0);
            if (dz == null) {
                return;
            }
            int n = pass.samples() * dz.rowSize();
            for (int i = 0; i < n; i++) {
                dz.set(i, dz.get(i) + pass.outputGradient().get(i));
            }
        }
    }
}
