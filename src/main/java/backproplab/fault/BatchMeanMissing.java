package backproplab.fault;

import backproplab.catalog.Entry;
import backproplab.layer.Layer;
import backproplab.layer.LayerBackward;
import backproplab.loss.Reduction;
import backproplab.network.LayerDescription;
import backproplab.network.Workings;

import java.util.Optional;

/// `dW = Σ over the samples`, instead of the mean over the samples, for all parameters of one layer: the division by the
/// batch size N is missing, and the gradient is N times as long.
///
/// Here the loss carries `1/N`, so that it is in every δ already; the fault takes it out again.
public record BatchMeanMissing() implements LayerFault {
    static final Entry<Fault> ENTRY =
            Entry.plain(
                    "batch_mean_missing",
                    "Batch mean missing",
                    "∂L/∂W = the sum over the batch, where the loss is its mean",
                    new BatchMeanMissing());

    @Override
    public Quantity falsifies() {
        return Quantity.PARAMETER_GRADIENTS;
    }

    @Override
    public Explanation explanation() {
        return new Explanation(
                "the gradients of this layer are sums over the batch; they must be divided by the batch size N, as the "
                        + "loss is",
                "the gradient belongs to the loss that is minimised: the mean of the loss has the mean of the"
                        + " gradients",
                "gradients and update ratio of this layer are N times too large and grow with the batch size, as if its"
                    + " learning rate were N times as high; in the check the two numbers stand in the ratio N to 1, at"
                    + " this layer only");
    }

    @Override
    public Optional<String> refusal(Surroundings surroundings, LayerDescription layer) {
        if (layer.layer().parameters(surroundings.inputShapes(layer)).isEmpty()) {
            return Optional.of("layer `%s` has no parameters".formatted(layer.name()));
        }
        if (surroundings.batchSize() < 2) {
            return Optional.of("with batches of one sample, sum and mean are the same");
        }
        return surroundings.losses().stream().allMatch(it -> it.batch() == Reduction.MEAN)
                ? Optional.empty()
                : Optional.of("a loss is summed over the batch, so that there is no mean to miss");
    }

    @Override
    public Workings workings(Surroundings surroundings, LayerDescription layer) {
        int parameters = layer.layer().parameters(surroundings.inputShapes(layer)).size();
        return Replaced.layer(layer.name(), real -> real.equals(layer.layer()) ? new Summing(real, parameters) : real);
    }

    /// Multiplies what the layer has added: nobody else adds to these gradients, which are 0 before each pass.
    private record Summing(Layer real, int parameters) implements LayerDecorator {
        @Override
        public void backward(LayerBackward pass) {
            real.backward(pass);
            for (int p = 0; p < parameters; p++) {
                double[] gradient = pass.gradient(p).values();
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] *= pass.samples();
                }
            }
        }
    }
}
