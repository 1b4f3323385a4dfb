package backproplab.fault;

import backproplab.catalog.Entry;
import backproplab.layer.BatchNorm;
import backproplab.layer.Dense;
import backproplab.layer.Layer;
import backproplab.layer.LayerBackward;
import backproplab.network.LayerDescription;
import backproplab.network.Workings;
import backproplab.tensor.Tensor;

import java.util.Optional;

/// `db = Σ over batch and units of δ`, one number for all units, instead of `db = Σ over the batch of δ`, `[units]`: the
/// sum is taken over the whole matrix δ `[batch, units]`.
public record WholeMatrixBias() implements LayerFault {
    private static final int BIAS = 1;

    static final Entry<Fault> ENTRY =
            Entry.plain(
                    "whole_matrix_bias",
                    "Bias gradient summed over everything",
                    "∂L/∂b = Σ δ over samples and units: one number for all biases",
                    new WholeMatrixBias());

    @Override
    public Quantity falsifies() {
        return Quantity.BIAS_GRADIENT;
    }

    @Override
    public Explanation explanation() {
        return new Explanation(
                "δ is summed over samples and units; it must be summed over the samples, for each unit on its own",
                "the gradient has the shape of what it is the derivative by: one number for each bias",
                "all biases of this layer move together, and the weights make up for much of it, so that the loss may "
                        + "fall; the check fails at these biases and nowhere else");
    }

    @Override
    public Optional<String> refusal(Surroundings surroundings, LayerDescription layer) {
        if (!(layer.layer() instanceof Dense dense) || !dense.useBias()) {
            return Optional.of("layer `%s` is not a dense layer with bias".formatted(layer.name()));
        }
        if (dense.units() == 1) {
            return Optional.of("layer `%s` has a single unit, so the sum is right".formatted(layer.name()));
        }
        return hasNoEffect(surroundings, layer)
                ? Optional.of("the normalisation after layer `%s` takes every bias out again".formatted(layer.name()))
                : Optional.empty();
    }

    /// The mean over the batch, which is taken off, holds the bias.
    private static boolean hasNoEffect(Surroundings surroundings, LayerDescription layer) {
        return Surroundings.isLinear(layer)
                && surroundings.lossesOn(layer.name()).isEmpty()
                && surroundings.fedBy(layer.name()).stream()
                        .allMatch(it -> it.layer() instanceof BatchNorm norm && norm.mode() == BatchNorm.Mode.TRAIN);
    }

    @Override
    public Workings workings(Surroundings surroundings, LayerDescription layer) {
        return Replaced.layer(
                layer.name(), real -> real instanceof Dense dense && dense.useBias() ? new Whole(real) : real);
    }

    /// The layer's own sums per unit, added up: nobody else adds to this gradient, which is 0 before each pass.
    private record Whole(Layer real) implements LayerDecorator {
        @Override
        public void backward(LayerBackward pass) {
            real.backward(pass);
            Tensor db = pass.gradient(BIAS);
            double sum = 0;
            for (double value : db.values()) {
                sum += value;
            }
            db.fill(sum);
        }
    }
}
