package backproplab.statistics;

import backproplab.layer.ParameterSpec;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.ShapeInference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which layers are hidden: those that have weights, and on whose way to a loss another layer with weights comes.
///
/// In a chain these are all layers with weights but the last. A layer with a loss of its own is hidden when its
/// activations also go on to another loss through weights; a branch that reaches no loss has none.
final class HiddenLayers {
    private HiddenLayers() {}

    /// In the order of computation.
    static List<LayerDescription> of(NetworkDescription network, List<LossTerm> losses) {
        ShapeInference inference = network.infer();
        Set<String> reachLoss = new HashSet<>();
        losses.forEach(it -> reachLoss.add(it.on()));
        Set<String> beforeWeights = new HashSet<>();
        List<LayerDescription> hidden = new ArrayList<>();
        for (LayerDescription layer : inference.order().reversed()) {
            boolean weights = hasWeights(layer, inference);
            if (weights && beforeWeights.contains(layer.name())) {
                hidden.addFirst(layer);
            }
            if (reachLoss.contains(layer.name())) {
                reachLoss.addAll(layer.inputs());
                if (weights || beforeWeights.contains(layer.name())) {
                    beforeWeights.addAll(layer.inputs());
                }
            }
        }
        return hidden;
    }

    private static boolean hasWeights(LayerDescription layer, ShapeInference inference) {
        return layer.layer().parameters(inference.inputShapes(layer)).stream()
                .anyMatch(it -> it.role() == ParameterSpec.Role.WEIGHTS);
    }
}
