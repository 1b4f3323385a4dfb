package backproplab.network;

import backproplab.layer.Fit;
import backproplab.layer.ParameterSpec;
import backproplab.layer.StateSpec;
import backproplab.tensor.Shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one layer of a network needs numbers for: its own parameters and state, then those of its
/// function, in the order in which the passes index them.
record LayerNumbers(List<ParameterSpec> parameters, List<StateSpec> state, int ownParameters, int ownState) {
    static LayerNumbers of(LayerDescription layer, ShapeInference inference) {
        List<Shape> inputs = inference.inputShapes(layer);
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

    Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        parameters.forEach(it -> shapes.put(it.name(), it.shape()));
        state.forEach(it -> shapes.put(it.name(), it.start().shape()));
        return shapes;
    }

    boolean isState(String name) {
        return state.stream().anyMatch(it -> it.name().equals(name));
    }
}
