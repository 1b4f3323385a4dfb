package backproplab.network;

import backproplab.tensor.Shape;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A network as a graph of named layers: what there is to know of it without its numbers. Immutable;
/// editing makes a new one.
///
/// @param inputs the shape of one sample of each input, by name
/// @param layers in any order; each names what feeds it. One that shares the parameters of another takes over its type,
///         settings and function
public record NetworkDescription(SequencedMap<String, Shape> inputs, List<LayerDescription> layers) {
    /// What the input is called when there is only one.
    public static final String INPUT = "input";

    public NetworkDescription {
        inputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(inputs));
        layers = withShared(List.copyOf(layers));
    }

    /// Every layer that shares looks like the one that it shares with, also after that one was edited.
    private static List<LayerDescription> withShared(List<LayerDescription> layers) {
        if (layers.stream().allMatch(it -> it.sharedWith().isEmpty())) {
            return layers;
        }
        Map<String, LayerDescription> owners = new HashMap<>();
        layers.stream().filter(it -> it.sharedWith().isEmpty()).forEach(it -> owners.putIfAbsent(it.name(), it));
        return layers.stream()
                .map(it -> {
                    LayerDescription owner = it.sharedWith().map(owners::get).orElse(null);
                    return owner == null ? it : it.sharing(owner);
                })
                .toList();
    }

    /// One input called [#INPUT].
    public static NetworkDescription of(Shape input, List<LayerDescription> layers) {
        return new NetworkDescription(new LinkedHashMap<>(Map.of(INPUT, input)), layers);
    }

    public Optional<LayerDescription> layer(String name) {
        return layers.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /// The order of computation and all shapes, or what is wrong.
    public ShapeInference infer() {
        return ShapeInference.of(this);
    }
}
