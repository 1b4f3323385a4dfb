package backproplab.experiment;

import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.network.ShapeInference;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What could be read of the network of a file: enough to check the rest of the file against it, even when some of it
/// is wrong.
///
/// @param inputs those of the file; empty when they could not be read
/// @param starts given starts of recurrent layers, which are inputs of the description too
/// @param description absent when a layer could not be read
/// @param inference absent when the network has problems
/// @param numbers given parameters and state
record NetworkPart(
        SequencedMap<String, Shape> inputs,
        SequencedMap<String, LayerReader.Start> starts,
        Optional<NetworkDescription> description,
        Optional<ShapeInference> inference,
        Map<Parameters.Key, Tensor> numbers) {
    static final NetworkPart UNREAD =
            new NetworkPart(new LinkedHashMap<>(), new LinkedHashMap<>(), Optional.empty(), Optional.empty(), Map.of());

    /// The shape of one sample of what `name` puts out.
    Optional<Shape> shapeOf(String name) {
        return inference.map(it -> it.shapes().get(name));
    }
}
