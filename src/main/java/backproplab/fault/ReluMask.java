package backproplab.fault;

import backproplab.activation.Relu;
import backproplab.catalog.Entry;
import backproplab.layer.Changes;
import backproplab.layer.LayerForward;
import backproplab.layer.OutputFunction;
import backproplab.network.LayerDescription;
import backproplab.network.Workings;
import backproplab.tensor.Tensor;

import java.util.Optional;

/// `a = 1` for `z > 0` and 0 elsewhere, instead of `a = max(0, z)`, `[batch, units]`: the forward pass of ReLU returns the
/// mask that its backward pass needs. The backward pass is that of ReLU.
public record ReluMask() implements LayerFault {
    static final Entry<Fault> ENTRY =
            Entry.plain("relu_mask", "ReLU returns its mask", "a = 1 where z > 0, instead of a = z", new ReluMask());

    @Override
    public Quantity falsifies() {
        return Quantity.ACTIVATIONS;
    }

    @Override
    public Explanation explanation() {
        return new Explanation(
                "the forward pass gives 1 where z > 0; it must give z",
                "f and f′ belong together: max(0, z) goes forward, the mask z > 0 is its derivative and goes back",
                "all activations of this layer are 0 or 1, learning is poor; a small change before this layer changes"
                    + " nothing, so that the numeric gradient is 0 there and the check fails from this layer down to"
                    + " the input");
    }

    @Override
    public Optional<String> refusal(Surroundings surroundings, LayerDescription layer) {
        return isRelu(layer.function())
                ? Surroundings.functionInside(layer)
                : Optional.of("the function of layer `%s` is not ReLU".formatted(layer.name()));
    }

    @Override
    public Workings workings(Surroundings surroundings, LayerDescription layer) {
        return Replaced.function(layer.name(), real -> isRelu(real) ? new Mask(real) : real);
    }

    private static boolean isRelu(OutputFunction function) {
        return function.elementwise().filter(Relu.class::isInstance).isPresent();
    }

    private record Mask(OutputFunction real) implements FunctionDecorator {
        @Override
        public void forward(LayerForward pass) {
            Tensor z = pass.input(0);
            int n = pass.samples() * z.rowSize();
            for (int i = 0; i < n; i++) {
                pass.output().set(i, z.get(i) > 0 ? 1 : 0 * z.get(i)); // 0 · z, so that NaN stays seen
            }
        }

        @Override
        public void update(LayerForward pass, Changes changes) {
            forward(pass);
        }
    }
}
