package backproplab.network;

import backproplab.layer.Fit;
import backproplab.layer.ParameterSpec;
import backproplab.layer.StateSpec;
import backproplab.tensor.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What one layer of a network needs numbers for: its own parameters and state, then those of its
/// function, in the order in which the passes index them.
record LayerNumbers(List<ParameterSpec> parameters, List<StateSpec> state, int ownParameters, int ownState) {
    /// Of a layer that uses those of another one.
    static final LayerNumbers NONE = new LayerNumbers(List.of(), List.of(), 0, 0);

    static LayerNumbers of(LayerDescription layer, ShapeInference inference) {
        return of(layer, inference.inputShapes(layer));
    }

    static LayerNumbers of(LayerDescription layer, List<Shape> inputs) {
        List<Shape> output = List.of(preActivation(layer, inputs));
        List<ParameterSpec> parameters = new ArrayList<>(layer.layer().parameters(inputs));
        List<StateSpec> state = new ArrayList<>(layer.layer().state(inputs));
        int ownParameters = parameters.size();
        int ownState = state.size();
        parameters.addAll(layer.function().parameters(output));
        state.addAll(layer.function().state(output));
        return new LayerNumbers(parameters, state, ownParameters, ownState);
    }

    /// The shape of z, which `layer.function()` takes.
    static Shape preActivation(LayerDescription layer, List<Shape> inputs) {
        return switch (layer.layer().fit(inputs)) {
            case Fit.Output output -> output.shape();
            case Fit.Refused refused ->
                    throw new IllegalArgumentException("`%s` needs %s".formatted(layer.name(), refused.needed()));
        };
    }

    List<String> names() {
        return Stream.concat(parameters.stream().map(ParameterSpec::name), state.stream().map(StateSpec::name))
                .toList();
    }

    boolean isState(String name) {
        return findState(name).isPresent();
    }

    /// The shape that a tensor given under `name` needs: its own when that fits.
    ///
    /// @param name one of [#names]
    Shape needed(String name, Shape given) {
        Optional<StateSpec> kept = findState(name);
        if (kept.isPresent()) {
            return kept.get().takes(given) ? given : kept.get().needed(given);
        }
        return parameters.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow().shape();
    }

    private Optional<StateSpec> findState(String name) {
        return state.stream().filter(it -> it.name().equals(name)).findFirst();
    }
}
