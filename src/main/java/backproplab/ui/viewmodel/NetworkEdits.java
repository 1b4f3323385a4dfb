package backproplab.ui.viewmodel;

import backproplab.layer.Layer;
import backproplab.layer.Layers;
import backproplab.layer.OutputFunction;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.tensor.Shape;
import backproplab.training.TrainingSetup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Changes of a network as a user asks for them: each makes a new setup, or a sentence why it cannot be.
public final class NetworkEdits {
    private NetworkEdits() {}

    /// Another number of units or filters.
    public static Edit resize(TrainingSetup setup, String layer, int size) {
        return LayerSize.of(described(setup, layer).layer())
                .flatMap(it -> it.problem(size))
                .<Edit>map(Edit.Refused::new)
                .orElseGet(() -> replaceOwner(setup, layer, it -> it.with(LayerSize.resized(it.layer(), size))));
    }

    /// Another type of layer, or other settings of it.
    public static Edit change(TrainingSetup setup, String layer, Layer kind) {
        return replaceOwner(setup, layer, it -> it.with(kind));
    }

    public static Edit changeFunction(TrainingSetup setup, String layer, OutputFunction function) {
        return replaceOwner(setup, layer, it -> it.with(function));
    }

    /// A layer that shares the weights of another one looks like that one, so that one is changed.
    private static Edit replaceOwner(TrainingSetup setup, String layer, UnaryOperator<LayerDescription> change) {
        return replace(setup, described(setup, layer).owner(), change);
    }

    private static Edit replace(TrainingSetup setup, String layer, UnaryOperator<LayerDescription> change) {
        return EditCheck.of(
                setup,
                setup.network().layers().stream().map(it -> it.name().equals(layer) ? change.apply(it) : it).toList());
    }

    /// A new dense layer behind `layer`, or before it when that is compared with the targets: as wide as the hidden
    /// layer beside it, with the same function.
    public static Edit add(TrainingSetup setup, String layer) {
        return add(setup, layer, Layers.CATALOG.get("dense").standard());
    }

    /// A new layer of this type near `layer`, see [NewLayer].
    public static Edit add(TrainingSetup setup, String layer, Layer kind) {
        return NewLayer.of(setup, layer, kind).add();
    }

    /// A new layer near `layer` that has the weights of `owner`.
    public static Edit addShared(TrainingSetup setup, String layer, String owner) {
        return NewLayer.sharing(setup, layer, described(setup, owner)).add();
    }

    /// From now on the layer has the type, the settings and the weights of another one.
    public static Edit share(TrainingSetup setup, String layer, String owner) {
        return replace(setup, layer, it -> it.sharing(described(setup, owner)));
    }

    /// Weights of its own for a layer that shared those of another one.
    public static Edit unshare(TrainingSetup setup, String layer) {
        return replace(
                setup,
                layer,
                it ->
                        new LayerDescription(
                                it.name(),
                                it.layer(),
                                it.function(),
                                it.inputs(),
                                it.initializer(),
                                it.biasInitializer()));
    }

    /// Feeds a layer by these, in this order.
    public static Edit feed(TrainingSetup setup, String layer, List<String> inputs) {
        return replace(setup, layer, it -> Wiring.withInputs(it, inputs));
    }

    /// Takes a layer out. One that is compared with the targets goes with its loss ([LossEdits#remove]). What another fed
    /// is fed by what fed it: a layer that joins by all of that, another by the first.
    public static Edit remove(TrainingSetup setup, DataChoice data, String layer) {
        if (hasLoss(setup, layer)) {
            return LossEdits.removeHead(setup, data, layer);
        }
        LayerDescription removed = described(setup, layer);
        List<LayerDescription> layers = new ArrayList<>();
        for (LayerDescription it : setup.network().layers()) {
            if (it.inputs().contains(layer)) {
                List<String> inputs = inputsWithout(removed, it);
                if (inputs.size() == 1 && it.layer().joins()) {
                    return new Edit.Refused(
                            "without `%s`, `%s` has nothing to join but `%s`; remove `%s` first"
                                    .formatted(layer, it.name(), inputs.getFirst(), it.name()));
                }
                layers.add(Wiring.withInputs(it, inputs));
            } else if (!it.equals(removed)) {
                layers.add(it);
            }
        }
        return without(setup, data, data.givenAmong(removed.inputs()), layers);
    }

    /// What was given to the removed layer alone goes with it.
    private static Edit without(
            TrainingSetup setup, DataChoice data, Set<String> given, List<LayerDescription> layers) {
        if (given.isEmpty()) {
            return EditCheck.of(setup, layers);
        }
        SequencedMap<String, Shape> inputs = new LinkedHashMap<>(setup.network().inputs());
        inputs.keySet().removeAll(given);
        DataChoice choice = data.without(given);
        TrainingSetup after = choice.applyTo(setup.with(new NetworkDescription(inputs, layers)));
        return EditCheck.of(setup, after, Optional.of(choice));
    }

    /// What feeds `follower` when `removed` is gone. Nothing is joined twice because of that.
    private static List<String> inputsWithout(LayerDescription removed, LayerDescription follower) {
        boolean allTaken = removed.layer().joins() && follower.layer().joins();
        List<String> fresh = allTaken ? removed.inputs() : removed.inputs().subList(0, 1);
        List<String> inputs = Wiring.replaced(follower.inputs(), removed.name(), fresh);
        return follower.layer().joins() ? inputs.stream().distinct().toList() : inputs;
    }

    /// Changes places with the layer behind it, or before it.
    ///
    /// @param later towards the output
    public static Edit move(TrainingSetup setup, String layer, boolean later) {
        Optional<LayerDescription> neighbour = later ? onlyConsumer(setup, layer) : onlySource(setup, layer);
        if (neighbour.isEmpty()) {
            return new Edit.Refused(
                    "`%s` cannot change places: no single layer lies %s it; move another layer"
                            .formatted(layer, later ? "behind" : "before"));
        }
        LayerDescription first = later ? described(setup, layer) : neighbour.get();
        LayerDescription second = later ? neighbour.get() : described(setup, layer);
        if (hasLoss(setup, first.name()) || hasLoss(setup, second.name())) {
            String output = hasLoss(setup, first.name()) ? first.name() : second.name();
            return new Edit.Refused(
                    "`%s` is compared with the targets and stays last; move another layer".formatted(output));
        }
        List<LayerDescription> layers = new ArrayList<>();
        for (LayerDescription it : setup.network().layers()) {
            if (it.equals(first)) {
                layers.add(Wiring.withInputs(second, first.inputs()));
            } else if (it.equals(second)) {
                layers.add(Wiring.withInputs(first, List.of(second.name())));
            } else {
                layers.add(Wiring.withInputs(it, Wiring.replaced(it.inputs(), second.name(), List.of(first.name()))));
            }
        }
        return EditCheck.of(setup, layers);
    }

    private static Optional<LayerDescription> onlyConsumer(TrainingSetup setup, String layer) {
        List<LayerDescription> consumers = Wiring.fedBy(setup.network().layers(), layer);
        return consumers.size() == 1 && consumers.getFirst().inputs().size() == 1
                ? Optional.of(consumers.getFirst())
                : Optional.empty();
    }

    private static Optional<LayerDescription> onlySource(TrainingSetup setup, String layer) {
        List<String> inputs = described(setup, layer).inputs();
        return inputs.size() == 1
                ? setup.network().layer(inputs.getFirst()).filter(it -> onlyConsumer(setup, it.name()).isPresent())
                : Optional.empty();
    }

    /// Whether it is compared with the targets.
    public static boolean hasLoss(TrainingSetup setup, String layer) {
        return setup.losses().stream().map(LossTerm::on).anyMatch(layer::equals);
    }

    /// The layer of this name, which there has to be.
    public static LayerDescription described(TrainingSetup setup, String layer) {
        return setup.network()
                .layer(layer)
                .orElseThrow(() -> new IllegalArgumentException("there is no layer `%s`".formatted(layer)));
    }
}
