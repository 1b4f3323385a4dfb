package backproplab.ui.viewmodel;

import backproplab.activation.Tanh;
import backproplab.catalog.Entry;
import backproplab.layer.Flatten;
import backproplab.layer.Layer;
import backproplab.layer.Layers;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.layer.Recurrent;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.training.TrainingSetup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds a place for a layer that a user asks for beside another one: behind it, or before it where that suits better or
/// the other one is compared with the targets.
///
/// It looks like the nearest layer of its type; where there is none, it is as wide as a small layer is and has the
/// function of its neighbours. A layer that joins takes the nearest layer that fits besides. Maps are flattened for a
/// layer behind that takes none.
final class NewLayer {
    private static final int STANDARD_SIZE = 4;

    private final TrainingSetup setup;
    private final LayerDescription beside;
    private final LayerDescription wanted;

    /// @param wanted all but its name and its inputs
    private NewLayer(TrainingSetup setup, LayerDescription beside, LayerDescription wanted) {
        this.setup = setup;
        this.beside = beside;
        this.wanted = wanted;
    }

    static NewLayer of(TrainingSetup setup, String beside, Layer kind) {
        LayerDescription neighbour = NetworkEdits.described(setup, beside);
        return new NewLayer(setup, neighbour, wanted(nearest(setup, neighbour), kind));
    }

    static NewLayer sharing(TrainingSetup setup, String beside, LayerDescription owner) {
        return new NewLayer(
                setup, NetworkEdits.described(setup, beside), LayerDescription.of("", owner.layer()).sharing(owner));
    }

    private static LayerDescription wanted(List<LayerDescription> nearest, Layer kind) {
        Optional<LayerDescription> like =
                nearest.stream().filter(it -> it.layer().getClass() == kind.getClass()).findFirst();
        Optional<LayerDescription> wide =
                nearest.stream().filter(it -> LayerSize.of(it.layer()).isPresent()).findFirst();
        LayerDescription drawn = like.or(() -> wide).orElse(LayerDescription.of("", kind));
        Layer layer = like.map(LayerDescription::layer).orElseGet(() -> LayerSize.resized(kind, STANDARD_SIZE));
        return LayerDescription.of("", layer)
                .with(like.map(LayerDescription::function).orElseGet(() -> function(kind, wide)))
                .with(drawn.initializer())
                .withBiasInitializer(drawn.biasInitializer());
    }

    private static OutputFunction function(Layer kind, Optional<LayerDescription> wide) {
        boolean hasOne = LayerSize.of(kind).isPresent() && kind.refusal(TANH).isEmpty();
        return hasOne
                ? wide.map(LayerDescription::function).filter(it -> !it.equals(OutputFunctions.IDENTITY)).orElse(TANH)
                : OutputFunctions.IDENTITY;
    }

    private static final OutputFunction TANH = OutputFunctions.of(new Tanh());

    /// The layers that are not compared with targets: the neighbour, then those before it, from there to the inputs, then
    /// the others.
    private static List<LayerDescription> nearest(TrainingSetup setup, LayerDescription beside) {
        List<LayerDescription> order = new ArrayList<>();
        collect(setup.network(), beside, order);
        setup.network().infer().order().stream().filter(it -> !order.contains(it)).forEach(order::add);
        return order.stream().filter(it -> !NetworkEdits.hasLoss(setup, it.name())).toList();
    }

    private static void collect(NetworkDescription network, LayerDescription from, List<LayerDescription> into) {
        into.add(from);
        for (int i = into.indexOf(from); i < into.size(); i++) {
            for (String input : into.get(i).inputs()) {
                network.layer(input).filter(it -> !into.contains(it)).ifPresent(into::add);
            }
        }
    }

    /// The first way to put it in that can run; or what is wrong with the first way.
    Edit add() {
        List<Edit> refused = new ArrayList<>();
        for (boolean before : NetworkEdits.hasLoss(setup, beside.name()) ? List.of(true) : List.of(false, true)) {
            for (LayerDescription variant : variants(before)) {
                for (boolean flattened : List.of(false, true)) {
                    Edit edit = EditCheck.of(setup, layers(variant, before, flattened));
                    if (edit instanceof Edit.Changed) {
                        return edit;
                    }
                    refused.add(edit);
                }
            }
        }
        return refused.getFirst();
    }

    /// With its name and its inputs, in the order in which they are tried.
    private List<LayerDescription> variants(boolean before) {
        String source = before ? beside.inputs().getFirst() : beside.name();
        LayerDescription named = named(wanted, freeName(wanted));
        if (wanted.layer().joins()) {
            List<LayerDescription> joining =
                    partners(source).stream().map(it -> Wiring.withInputs(named, List.of(source, it))).toList();
            return joining.isEmpty() ? List.of(Wiring.withInputs(named, List.of(source))) : joining;
        }
        return kinds(wanted).map(named::with).map(it -> Wiring.withInputs(it, List.of(source))).toList();
    }

    /// What else can be joined: layers that the new one does not feed, the nearest first, then the inputs.
    private List<String> partners(String source) {
        Set<String> behind = Wiring.withFollowers(setup.network().layers(), beside.name());
        Stream<String> layers = nearest(setup, beside).stream().map(LayerDescription::name);
        return Stream.concat(layers, setup.network().inputs().keySet().stream())
                .filter(it -> !it.equals(source) && !behind.contains(it))
                .toList();
    }

    /// A recurrent layer puts out its last state, or all of them where those are needed.
    private static Stream<Layer> kinds(LayerDescription wanted) {
        if (!(wanted.layer() instanceof Recurrent) || wanted.sharedWith().isPresent()) {
            return Stream.of(wanted.layer());
        }
        Entry<Layer> entry = Layers.CATALOG.entryOf(wanted.layer());
        Map<String, Object> values = entry.valuesOf(wanted.layer()).asMap();
        return Stream.of(Recurrent.Steps.LAST, Recurrent.Steps.SEQUENCE)
                .map(it -> {
                    values.put("return", it);
                    return entry.create(values);
                });
    }

    private List<LayerDescription> layers(LayerDescription added, boolean before, boolean flattened) {
        LayerDescription flat = LayerDescription.of(freeName("flatten", added.name()), new Flatten(), added.name());
        List<LayerDescription> fresh = flattened ? List.of(added, flat) : List.of(added);
        String end = fresh.getLast().name();
        List<LayerDescription> layers = new ArrayList<>();
        for (LayerDescription it : setup.network().layers()) {
            if (!before) {
                layers.add(Wiring.withInputs(it, Wiring.replaced(it.inputs(), beside.name(), List.of(end))));
            }
            if (it.equals(beside)) {
                layers.addAll(fresh);
            }
            if (before) {
                layers.add(it.equals(beside) ? fedBy(end) : it);
            }
        }
        return layers;
    }

    /// The neighbour with `source` as its first input.
    private LayerDescription fedBy(String source) {
        List<String> inputs = new ArrayList<>(beside.inputs());
        inputs.set(0, source);
        return Wiring.withInputs(beside, inputs);
    }

    private static LayerDescription named(LayerDescription layer, String name) {
        return new LayerDescription(
                name,
                layer.layer(),
                layer.function(),
                layer.inputs(),
                layer.initializer(),
                layer.biasInitializer(),
                layer.sharedWith());
    }

    /// Dense layers are called `hidden3`, others after their type: `conv1`, `batch_norm2`.
    private String freeName(LayerDescription layer) {
        String id = Layers.CATALOG.describe(layer.layer()).id();
        return id.equals("dense")
                ? free("hidden", setup.network().layers().size(), List.of())
                : free(id.replaceFirst("2d$", ""), 1, List.of());
    }

    private String freeName(String stem, String taken) {
        return free(stem, 1, List.of(taken));
    }

    private String free(String stem, int from, Collection<String> taken) {
        return Wiring.freeName(setup.network(), stem, from, taken);
    }
}
