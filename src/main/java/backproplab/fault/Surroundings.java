package backproplab.fault;

import backproplab.layer.FunctionInside;
import backproplab.layer.OutputFunctions;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.ShapeInference;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a fault has to fit into: a run, as far as faults ask for it.
///
/// @param network without problems
/// @param inputs the training samples by the name of the input, `[samples, …]`
/// @param batchSize how many samples an update averages over
public record Surroundings(
        NetworkDescription network, List<LossTerm> losses, UpdateRule rule, Map<String, Tensor> inputs, int batchSize) {
    public Surroundings {
        losses = List.copyOf(losses);
        inputs = Map.copyOf(inputs);
    }

    /// All places that an answer may name: the layers in the order of computation, the inputs, the update.
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        network.infer().order().forEach(it -> places.add(new Place.Layer(it.name())));
        network.inputs().keySet().forEach(it -> places.add(new Place.Input(it)));
        places.add(new Place.Update());
        return places;
    }

    /// The layers that feed `layer`, directly or not.
    Set<String> upstreamOf(String layer) {
        Set<String> found = new HashSet<>();
        List<String> open = new ArrayList<>(List.of(layer));
        while (!open.isEmpty()) {
            for (String source : layer(open.removeLast()).inputs()) {
                if (isLayer(source) && found.add(source)) {
                    open.add(source);
                }
            }
        }
        return found;
    }

    /// Those that take their input from `layer`, in the order of computation.
    List<LayerDescription> fedBy(String layer) {
        return network.infer().order().stream().filter(it -> it.inputs().contains(layer)).toList();
    }

    List<LossTerm> lossesOn(String layer) {
        return losses.stream().filter(it -> it.on().equals(layer)).toList();
    }

    /// Whether the loss is computed from z through the function of its layer, and gives δ itself.
    boolean isFused(LossTerm term) {
        return layer(term.on()).function().link().flatMap(term.loss()::fusedWith).isPresent();
    }

    LayerDescription layer(String name) {
        return network.layer(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no layer `%s`".formatted(name)));
    }

    /// The training samples of an input.
    Tensor input(String name) {
        Tensor samples = inputs.get(name);
        if (samples == null) {
            throw new IllegalArgumentException("there is no input `%s` among %s".formatted(name, inputs.keySet()));
        }
        return samples;
    }

    boolean isLayer(String name) {
        return network.layer(name).isPresent();
    }

    List<Shape> inputShapes(LayerDescription layer) {
        ShapeInference inference = network.infer();
        return inference.inputShapes(layer);
    }

    /// Why nothing can be put in the place of a layer's function: a recurrent layer goes through it by itself.
    static Optional<String> functionInside(LayerDescription layer) {
        return layer.layer() instanceof FunctionInside
                ? Optional.of(
                        "layer `%s` goes through its function by itself, at every time step".formatted(layer.name()))
                : Optional.empty();
    }

    /// Whether a is z itself.
    static boolean isLinear(LayerDescription layer) {
        return layer.function().equals(OutputFunctions.IDENTITY);
    }
}
