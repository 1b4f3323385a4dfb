package backproplab.fault;

import backproplab.activation.Activation;
import backproplab.activation.LearnedActivation;
import backproplab.catalog.Entry;
import backproplab.layer.LayerBackward;
import backproplab.layer.LearnedElementwise;
import backproplab.layer.OutputFunction;
import backproplab.network.LayerDescription;
import backproplab.network.Workings;
import backproplab.tensor.Tensor;

import java.util.Optional;

/// `δ = ∂L/∂a · f′(a)` instead of `δ = ∂L/∂a · f′(z)`, `[batch, units]`: f′ is taken at what the unit sends out, not at
/// what reaches it.
///
/// It often comes from `σ′ = a·(1 − a)`, which does take a, but is no call of σ′ at a.
public record SlopeAtActivation() implements LayerFault {
    static final Entry<Fault> ENTRY =
            Entry.plain(
                    "slope_at_activation",
                    "f′ taken at a",
                    "δ = ∂L/∂a · f′(a), with a where z belongs",
                    new SlopeAtActivation());

    @Override
    public Quantity falsifies() {
        return Quantity.DELTA;
    }

    @Override
    public Explanation explanation() {
        return new Explanation(
                "f′ is taken at the activation a; it must be taken at the pre-activation z",
                "the chain rule: the derivative of f(z) by z is f′ at z, where f itself was taken",
                "the loss still falls, since f′ is positive either way; saturated units seem awake, and the check fails"
                        + " from this layer down to the input");
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
        Optional<Activation> function = layer.function().elementwise();
        if (function.isEmpty()) {
            return Optional.of("the function of layer `%s` is not elementwise".formatted(layer.name()));
        }
        if (surroundings.lossesOn(layer.name()).stream().anyMatch(surroundings::isFused)) {
            return Optional.of(
                    "δ of layer `%s` comes from its loss in one closed form, without f′".formatted(layer.name()));
        }
        return isTheSame(function.get())
                ? Optional.of("f′(a) and f′(z) are the same for the function of layer `%s`".formatted(layer.name()))
                : Optional.empty();
    }

    /// For ReLU and its like a and z lie on the same side of the kink.
    private static boolean isTheSame(Activation f) {
        for (double z = -3; z <= 3; z += 0.25) {
            if (f.derivative(f.value(z)) != f.derivative(z)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Workings workings(Surroundings surroundings, LayerDescription layer) {
        return Replaced.function(
                layer.name(),
                real -> real.elementwise().<OutputFunction>map(f -> new AtActivation(real, f)).orElse(real));
    }

    /// `∂L/∂z += ∂L/∂a · f′(a)`. What the function itself learns (PReLU) keeps its right gradient.
    private record AtActivation(OutputFunction real, Activation f) implements FunctionDecorator {
        @Override
        public void backward(LayerBackward pass) {
            real.backward(BackwardView.ofParametersOnly(pass));
            Tensor dz = pass.inputGradient(0);
            if (dz == null) {
                return;
            }
            Tensor a = pass.output();
            Tensor da = pass.outputGradient();
            int n = pass.samples() * dz.rowSize();
            for (int i = 0; i < n; i++) {
                dz.set(i, dz.get(i) + da.get(i) * slope(pass, a.get(i), i));
            }
        }

        private double slope(LayerBackward pass, double at, int index) {
            if (f instanceof LearnedActivation learned) {
                Tensor p = pass.parameter(0);
                return learned.derivative(
                        at, p.get(LearnedElementwise.numberInBatch(pass.output().shape(), p.size(), index)));
            }
            return f.derivative(at);
        }
    }
}
