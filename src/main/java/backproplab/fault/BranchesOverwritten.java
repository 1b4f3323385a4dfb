package backproplab.fault;

import backproplab.catalog.Entry;
import backproplab.layer.Layer;
import backproplab.layer.LayerBackward;
import backproplab.network.LayerDescription;
import backproplab.network.Workings;
import backproplab.tensor.Tensor;

import java.util.Arrays;
import java.util.Optional;

/// `∂L/∂a` of a layer that feeds several others is what the last of them sends, instead of the sum over all of them,
/// `[batch, units]`: the buffer is set where it should be added to.
///
/// The last on the way back is the first on the way forward. A loss on the layer is one of those that it feeds.
public record BranchesOverwritten() implements LayerFault {
    static final Entry<Fault> ENTRY =
            Entry.plain(
                    "branches_overwritten",
                    "Branches overwritten",
                    "∂L/∂a = what the last branch sends, instead of the sum over all",
                    new BranchesOverwritten());

    @Override
    public Quantity falsifies() {
        return Quantity.ARRIVING;
    }

    @Override
    public Explanation explanation() {
        return new Explanation(
                "of several branches only the last to come back counts at this layer; all of them must be added",
                "what is used twice has two effects on the loss, and its derivative is their sum",
                "one branch learns as if it were alone; the check passes in the branches and fails from this layer down"
                        + " to the input");
    }

    @Override
    public Optional<String> refusal(Surroundings surroundings, LayerDescription layer) {
        int fed = surroundings.fedBy(layer.name()).size();
        long losses = surroundings.lossesOn(layer.name()).stream().filter(it -> !surroundings.isFused(it)).count();
        return fed >= 1 && fed + losses >= 2
                ? Optional.empty()
                : Optional.of("layer `%s` feeds only one other layer or loss".formatted(layer.name()));
    }

    @Override
    public Workings workings(Surroundings surroundings, LayerDescription layer) {
        LayerDescription lastOnTheWayBack = surroundings.fedBy(layer.name()).getFirst();
        int input = lastOnTheWayBack.inputs().indexOf(layer.name());
        return Replaced.layer(lastOnTheWayBack.name(), real -> new Overwriting(real, input));
    }

    private record Overwriting(Layer real, int input) implements LayerDecorator {
        @Override
        public void backward(LayerBackward pass) {
            Tensor dx = pass.inputGradient(input);
            if (dx != null) {
                Arrays.fill(dx.values(), 0, pass.samples() * dx.rowSize(), 0);
            }
            real.backward(pass);
        }
    }
}
