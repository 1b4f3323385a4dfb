package backproplab.ui.viewmodel;

import backproplab.layer.Recurrent;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.tensor.Shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Where something feeds a layer, and what can.
///
/// @param label `fed by`, `joins`, or the start of a state, `h0`
/// @param sources in the order of computation, the inputs of the network first
/// @param taken what feeds it there now; none for a start that is 0
/// @param several whether any number of them are taken at once
public record InputPlace(String label, List<Source> sources, List<String> taken, boolean several) {
    /// @param shape of one sample
    public record Source(String name, Shape shape) {}

    /// The places of a layer, in the order of its inputs. A start that could not be named, because the one before it is
    /// 0, is missing.
    public static List<InputPlace> of(NetworkDescription network, LayerDescription layer) {
        List<Source> sources = sources(network, layer);
        if (layer.layer().joins()) {
            return List.of(new InputPlace("joins", sources, layer.inputs(), true));
        }
        List<InputPlace> places = new ArrayList<>();
        places.add(new InputPlace("fed by", sources, layer.inputs().subList(0, 1), false));
        if (layer.layer() instanceof Recurrent recurrent) {
            List<Source> starts =
                    sources.stream().filter(it -> it.shape().equals(Shape.of(recurrent.units()))).toList();
            for (int i = 1; i <= Math.min(layer.inputs().size(), recurrent.startNames().size()); i++) {
                List<String> taken = i < layer.inputs().size() ? layer.inputs().subList(i, i + 1) : List.of();
                if (!starts.isEmpty()) {
                    places.add(new InputPlace(recurrent.startNames().get(i - 1), starts, taken, false));
                }
            }
        }
        return places;
    }

    /// All that the layer does not feed itself.
    private static List<Source> sources(NetworkDescription network, LayerDescription layer) {
        Map<String, Shape> shapes = network.infer().shapes();
        Set<String> behind = Wiring.withFollowers(network.layers(), layer.name());
        Stream<String> names =
                Stream.concat(
                        network.inputs().keySet().stream(),
                        network.infer().order().stream().map(LayerDescription::name));
        return names.filter(it -> !behind.contains(it) && shapes.containsKey(it))
                .map(it -> new Source(it, Objects.requireNonNull(shapes.get(it))))
                .toList();
    }

    /// Whether nothing has to feed the layer there.
    public boolean optional() {
        return !several && !label.equals("fed by");
    }

    /// Whether there is more than what is taken.
    public boolean isChoice() {
        return several || optional() || sources.size() > 1;
    }

    /// What feeds the layer after `name` was chosen for its place number `place`: in exchange for what stood there; with
    /// several, besides the others, or no more when it was there.
    ///
    /// @param name empty for nothing
    public static List<String> chosen(NetworkDescription network, LayerDescription layer, int place, String name) {
        List<String> inputs = new ArrayList<>(layer.inputs());
        InputPlace at = of(network, layer).get(place);
        if (at.several()) {
            if (!inputs.remove(name)) {
                inputs.add(name);
            }
        } else if (name.isEmpty()) {
            inputs.subList(place, inputs.size()).clear();
        } else if (place < inputs.size()) {
            inputs.set(place, name);
        } else {
            inputs.add(name);
        }
        return inputs;
    }
}
