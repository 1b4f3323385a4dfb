package backproplab.network;

import backproplab.layer.Layer;
import backproplab.layer.OutputFunction;
import backproplab.loss.Loss;
import backproplab.optimizer.Optimizer;

/// Who really computes what a description names. As a rule that is the very thing that is named ([#AS_DESCRIBED]); a
/// fault of the bug exercise puts something else in one place.
///
/// Asked when a network is bound to its buffers (and once per update for the optimizer), never within a loop: a network
/// that works as described runs the same calls on the same objects as if there were no such interface. Descriptions,
/// shapes, names and parameters stay those of the description, so that whatever shows the network shows nothing of it;
/// training, traces and checks run what is given here, because all of them run the bound network.
public interface Workings {
    /// Everything does what the description says.
    Workings AS_DESCRIBED = new Workings() {};

    /// What computes z of a layer. Takes the inputs and has the parameters and the state of the described one, whose
    /// shapes are inferred; caches may be its own.
    default Layer layer(LayerDescription description) {
        return description.layer();
    }

    /// What computes a of a layer from z. Not asked where the function is the identity.
    default OutputFunction function(LayerDescription description) {
        return description.function();
    }

    /// The loss of a term, before it is asked for its closed form through the layer's function.
    default Loss loss(LossTerm term) {
        return term.loss();
    }

    /// What applies an update.
    default Optimizer optimizer(Optimizer described) {
        return described;
    }
}
