package backproplab.fault;

import backproplab.catalog.Entry;
import backproplab.layer.Dense;
import backproplab.layer.Layer;
import backproplab.layer.LayerBackward;
import backproplab.network.LayerDescription;
import backproplab.network.Workings;
import backproplab.tensor.Tensor;

import java.util.Optional;

/// `dW = δᵀ·X′` instead of `dW = δᵀ·X`, with X `[batch, in]`: row i of X′ is row `i − 1` of X, and row 0 is the last one.
/// The activations that the weight gradient uses are those of the sample before.
///
/// In programs that take one sample after the other they are those of the step before. Within the batch it is the same
/// mistake, but it depends on nothing that lies outside the pass, so that it can be traced, checked and rewound.
public record StaleActivations() implements LayerFault {
    static final Entry<Fault> ENTRY =
            Entry.plain(
                    "stale_activations",
                    "Stale activations",
                    "∂L/∂W = Σ δ · x, with the x of the sample before",
                    new StaleActivations());

    @Override
    public Quantity falsifies() {
        return Quantity.WEIGHT_GRADIENT;
    }

    @Override
    public Explanation explanation() {
        return new Explanation(
                "δ of each sample is multiplied by the activations of the sample before it; both must be of one sample",
                "the backward pass uses what the forward pass of the same sample has stored",
                "bias gradients and δ are right, the weights learn little more than averages; the check fails at the "
                        + "weights of this layer and nowhere else, and a batch of a single sample shows nothing");
    }

    @Override
    public Optional<String> refusal(Surroundings surroundings, LayerDescription layer) {
        if (!(layer.layer() instanceof Dense)) {
            return Optional.of("layer `%s` is not dense".formatted(layer.name()));
        }
        return surroundings.batchSize() < 2
                ? Optional.of("in a batch of one sample there is no sample before; take batches of at least 2")
                : Optional.empty();
    }

    @Override
    public Workings workings(Surroundings surroundings, LayerDescription layer) {
        return Replaced.layer(layer.name(), real -> real instanceof Dense ? new Stale(real) : real);
    }

    private record Stale(Layer real) implements LayerDecorator {
        @Override
        public void backward(LayerBackward pass) {
            Tensor before = rowBefore(pass.input(0), pass.samples());
            real.backward(
                    new BackwardView(pass) {
                        @Override
                        public Tensor input(int index) {
                            return before;
                        }
                    });
        }

        private static Tensor rowBefore(Tensor x, int samples) {
            int size = x.rowSize();
            Tensor before = Tensor.zeros(x.shape());
            System.arraycopy(x.values(), 0, before.values(), size, (samples - 1) * size);
            System.arraycopy(x.values(), (samples - 1) * size, before.values(), 0, size);
            return before;
        }
    }
}
