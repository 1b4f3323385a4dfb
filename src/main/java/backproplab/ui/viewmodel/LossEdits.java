package backproplab.ui.viewmodel;

import backproplab.data.Dataset;
import backproplab.data.Task;
import backproplab.experiment.DataSource;
import backproplab.layer.Dense;
import backproplab.layer.Flatten;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingSetup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Losses that are added, moved to another layer and removed. The layer of a new one is compared with the targets that
/// the data have already for a layer of its shape: what an auxiliary head needs.
public final class LossEdits {
    private LossEdits() {}

    /// A loss like the first one on a layer that has none.
    public static Edit add(TrainingSetup setup, DataChoice data, String layer) {
        Optional<String> like = sameShape(setup, layer);
        if (like.isEmpty()) {
            return noTargets(setup, layer);
        }
        LossTerm first = term(setup, like.get());
        List<LossTerm> losses = new ArrayList<>(setup.losses());
        losses.add(on(first, layer, LossTerm.WEIGHT.standard()));
        return applied(setup, setup.network().layers(), losses, data, targetsWith(data, layer, like.get()));
    }

    /// A new dense layer behind `layer`, with the function and the loss of the first output. Maps are flattened for it.
    public static Edit addHead(TrainingSetup setup, DataChoice data, String layer) {
        LossTerm first = setup.losses().getFirst();
        LayerDescription output = NetworkEdits.described(setup, first.on());
        Tensor targets = Objects.requireNonNull(data.samples().targets().get(first.on()));
        String name = Wiring.freeName(setup.network(), "head", 1, Set.of());
        List<LayerDescription> layers = new ArrayList<>(setup.network().layers());
        String source = layer;
        if (Objects.requireNonNull(setup.network().infer().shapes().get(layer)).rank() > 1) {
            source = Wiring.freeName(setup.network(), "flatten", 1, Set.of());
            layers.add(LayerDescription.of(source, new Flatten(), layer));
        }
        layers.add(
                LayerDescription.of(name, new Dense(targets.shape().last()), source)
                        .with(output.function())
                        .with(output.initializer())
                        .withBiasInitializer(output.biasInitializer()));
        List<LossTerm> losses = new ArrayList<>(setup.losses());
        losses.add(on(first, name, LossTerm.WEIGHT.standard()));
        return applied(setup, layers, losses, data, targetsWith(data, name, first.on()));
    }

    /// Compares another layer with the targets.
    public static Edit move(TrainingSetup setup, DataChoice data, int term, String layer) {
        LossTerm moved = setup.losses().get(term);
        if (!shape(setup, layer).equals(shape(setup, moved.on()))) {
            return noTargets(setup, layer);
        }
        List<LossTerm> losses = new ArrayList<>(setup.losses());
        losses.set(term, on(moved, layer, moved.weight()));
        SequencedMap<String, Tensor> targets = targetsWith(data, layer, moved.on());
        return applied(setup, setup.network().layers(), losses, data, targets);
    }

    /// Takes a loss away, and with it the layers that lead to no other one.
    public static Edit remove(TrainingSetup setup, DataChoice data, int term) {
        List<LossTerm> losses = new ArrayList<>(setup.losses());
        String on = losses.remove(term).on();
        return losses.isEmpty() ? theOnlyLoss(on) : without(setup, data, losses);
    }

    /// Takes a layer away with its losses, and with it the layers that lead to no other one.
    static Edit removeHead(TrainingSetup setup, DataChoice data, String layer) {
        List<LossTerm> losses = setup.losses().stream().filter(it -> !it.on().equals(layer)).toList();
        return losses.isEmpty() ? theOnlyLoss(layer) : without(setup, data, losses);
    }

    private static Edit theOnlyLoss(String on) {
        return new Edit.Refused(
                "`%s` is compared with the targets, nothing else is, and it cannot be removed; add another loss first"
                        .formatted(on));
    }

    private static Edit without(TrainingSetup setup, DataChoice data, List<LossTerm> losses) {
        Set<String> leading = Wiring.leadingToLoss(setup.network(), losses);
        Set<String> before = Wiring.leadingToLoss(setup.network(), setup.losses());
        List<LayerDescription> layers =
                setup.network().layers().stream()
                        .filter(it -> leading.contains(it.name()) || !before.contains(it.name()))
                        .toList();
        return applied(setup, layers, losses, data, data.samples().targets());
    }

    /// The layers that a loss can be added on: those that give what some targets have, and have none.
    public static List<String> free(TrainingSetup setup) {
        return setup.network().infer().order().stream()
                .map(LayerDescription::name)
                .filter(it -> !NetworkEdits.hasLoss(setup, it) && sameShape(setup, it).isPresent())
                .toList();
    }

    /// The layers that a new output can be put behind.
    public static List<String> inner(TrainingSetup setup) {
        return setup.network().infer().order().stream()
                .map(LayerDescription::name)
                .filter(it -> !NetworkEdits.hasLoss(setup, it))
                .toList();
    }

    private static Edit applied(
            TrainingSetup before,
            List<LayerDescription> layers,
            List<LossTerm> losses,
            DataChoice data,
            SequencedMap<String, Tensor> targets) {
        DataChoice choice = withTargets(data, losses, targets);
        NetworkDescription network = new NetworkDescription(before.network().inputs(), layers);
        TrainingSetup after = choice.applyTo(before.with(network).withLosses(losses));
        return EditCheck.of(before, after, Optional.of(choice));
    }

    /// The data with those of `targets` that a loss needs.
    private static DataChoice withTargets(
            DataChoice data, List<LossTerm> losses, SequencedMap<String, Tensor> targets) {
        SequencedMap<String, Tensor> kept = new LinkedHashMap<>();
        losses.forEach(it -> kept.put(it.on(), Objects.requireNonNull(targets.get(it.on()))));
        Dataset samples = data.samples();
        boolean sameFirst = kept.firstEntry().getValue().equals(samples.target());
        Task task = sameFirst ? samples.task() : Task.of(kept.firstEntry().getValue());
        List<String> names = sameFirst ? samples.targetNames() : List.of();
        DataSource source =
                data.source() instanceof DataSource.Inline inline
                        ? new DataSource.Inline(
                                inline.inputs(), kept, inline.starts(), inline.inputsByName(), inline.targetsByName())
                        : data.source();
        return data.with(source, new Dataset(samples.inputs(), kept, samples.inputNames(), names, task));
    }

    private static SequencedMap<String, Tensor> targetsWith(DataChoice data, String layer, String like) {
        SequencedMap<String, Tensor> targets = new LinkedHashMap<>(data.samples().targets());
        targets.put(layer, Objects.requireNonNull(targets.get(like)));
        return targets;
    }

    private static Optional<String> sameShape(TrainingSetup setup, String layer) {
        Shape shape = shape(setup, layer);
        return setup.losses().stream().map(LossTerm::on).filter(it -> shape(setup, it).equals(shape)).findFirst();
    }

    private static Shape shape(TrainingSetup setup, String layer) {
        return Objects.requireNonNull(setup.network().infer().shapes().get(layer));
    }

    private static Edit noTargets(TrainingSetup setup, String layer) {
        Map.Entry<String, Tensor> first = setup.training().targets().firstEntry();
        return new Edit.Refused(
                "`%s` gives %s for each sample and the targets have %s; put a new output behind it"
                        .formatted(
                                layer,
                                EditCheck.numbers(shape(setup, layer)),
                                EditCheck.numbers(first.getValue().shape().item())));
    }

    private static LossTerm term(TrainingSetup setup, String on) {
        return setup.losses().stream().filter(it -> it.on().equals(on)).findFirst().orElseThrow();
    }

    private static LossTerm on(LossTerm term, String layer, double weight) {
        return new LossTerm(layer, term.loss(), term.outputs(), term.time(), term.batch(), weight);
    }
}
