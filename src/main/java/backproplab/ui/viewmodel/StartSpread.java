package backproplab.ui.viewmodel;

import backproplab.layer.ParameterSpec;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.network.ShapeInference;

import java.util.ArrayList;
import java.util.List;

/// How widely the weights of a layer are drawn at the start of a run, as its initializer says.
///
/// @param parameter which of the layer's parameters
/// @param deviation the standard deviation
/// @param fanIn how many inputs each unit sums over
/// @param fanOut how many units each input takes part in
public record StartSpread(String layer, String parameter, double deviation, int fanIn, int fanOut) {
    /// Of all weights that are drawn, in the order of computation. None for a network with problems.
    public static List<StartSpread> of(NetworkDescription network) {
        ShapeInference inference = network.infer();
        List<StartSpread> spreads = new ArrayList<>();
        if (!inference.problems().isEmpty()) {
            return spreads;
        }
        for (LayerDescription layer : inference.order()) {
            if (layer.sharedWith().isPresent()) {
                continue;
            }
            for (ParameterSpec spec : layer.layer().parameters(inference.inputShapes(layer))) {
                if (spec.role() == ParameterSpec.Role.WEIGHTS && spec.start().isEmpty()) {
                    double variance = layer.initializer().variance(spec.shape(), spec.fanIn(), spec.fanOut());
                    spreads.add(
                            new StartSpread(
                                    layer.name(), spec.name(), Math.sqrt(variance), spec.fanIn(), spec.fanOut()));
                }
            }
        }
        return spreads;
    }
}
