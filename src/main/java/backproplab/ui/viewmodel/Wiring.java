package backproplab.ui.viewmodel;

import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What feeds what in a network.
final class Wiring {
    private Wiring() {}

    static LayerDescription withInputs(LayerDescription layer, List<String> inputs) {
        return new LayerDescription(
                layer.name(),
                layer.layer(),
                layer.function(),
                inputs,
                layer.initializer(),
                layer.biasInitializer(),
                layer.sharedWith());
    }

    /// `inputs` with `fresh` wherever `old` stood.
    static List<String> replaced(List<String> inputs, String old, List<String> fresh) {
        List<String> replaced = new ArrayList<>();
        inputs.forEach(it -> replaced.addAll(it.equals(old) ? fresh : List.of(it)));
        return replaced;
    }

    static List<LayerDescription> fedBy(List<LayerDescription> layers, String source) {
        return layers.stream().filter(it -> it.inputs().contains(source)).toList();
    }

    /// `layer` and all that it feeds, on whatever way.
    static Set<String> withFollowers(List<LayerDescription> layers, String layer) {
        Set<String> found = new LinkedHashSet<>(Set.of(layer));
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            for (LayerDescription it : fedBy(layers, open.remove())) {
                if (found.add(it.name())) {
                    open.add(it.name());
                }
            }
        }
        return found;
    }

    /// The layers and inputs that a loss depends on.
    static Set<String> leadingToLoss(NetworkDescription network, List<LossTerm> losses) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(losses.stream().map(LossTerm::on).toList());
        while (!open.isEmpty()) {
            String name = open.remove();
            if (found.add(name)) {
                network.layer(name).ifPresent(it -> open.addAll(it.inputs()));
            }
        }
        return found;
    }

    /// The first of `stem` with a number from `from` on that is the name of nothing.
    ///
    /// @param taken besides what the network has
    static String freeName(NetworkDescription network, String stem, int from, Collection<String> taken) {
        int number = from;
        while (isTaken(network, stem + number) || taken.contains(stem + number)) {
            number++;
        }
        return stem + number;
    }

    private static boolean isTaken(NetworkDescription network, String name) {
        return network.layer(name).isPresent() || network.inputs().containsKey(name);
    }
}
