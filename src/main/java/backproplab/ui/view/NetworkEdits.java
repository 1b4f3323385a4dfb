package backproplab.ui.view;

import backproplab.activation.Tanh;
import backproplab.data.Dataset;
import backproplab.layer.Dense;
import backproplab.layer.Layer;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.NetworkProblem;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingSetup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Changes of a network as a user asks for them: each makes a new setup, or a sentence why it cannot be.
final class NetworkEdits {
    private static final int STANDARD_UNITS = 4;

    private NetworkEdits() {}

    /// What came of an edit.
    sealed interface Result {
        record Changed(TrainingSetup setup) implements Result {}

        /// @param sentence what is wrong and one way out
        record Refused(String sentence) implements Result {}
    }

    static Result resize(TrainingSetup setup, String layer, int units) {
        return replace(
                setup,
                layer,
                it -> {
                    boolean useBias = !(it.layer() instanceof Dense dense) || dense.useBias();
                    return it.with(new Dense(units, useBias));
                });
    }

    /// Another type of layer, or other settings of it.
    static Result change(TrainingSetup setup, String layer, Layer kind) {
        return replace(setup, layer, it -> it.with(kind));
    }

    static Result changeFunction(TrainingSetup setup, String layer, OutputFunction function) {
        return replace(setup, layer, it -> it.with(function));
    }

    private static Result replace(TrainingSetup setup, String layer, UnaryOperator<LayerDescription> change) {
        List<LayerDescription> layers =
                setup.network().layers().stream().map(it -> it.name().equals(layer) ? change.apply(it) : it).toList();
        return checked(setup, layers);
    }

    /// Takes a layer out; what it fed is fed by what fed it.
    static Result remove(TrainingSetup setup, String layer) {
        if (hasLoss(setup, layer)) {
            return new Result.Refused(
                    "`%s` is compared with the targets and cannot be removed; remove another layer".formatted(layer));
        }
        LayerDescription removed = described(setup, layer);
        List<LayerDescription> layers = new ArrayList<>();
        for (LayerDescription it : setup.network().layers()) {
            if (!it.name().equals(layer)) {
                layers.add(withInputs(it, replaced(it.inputs(), layer, removed.inputs())));
            }
        }
        return checked(setup, layers);
    }

    /// A new dense layer behind `layer`, or before it when that is compared with the targets: as wide as the hidden
    /// layer beside it, with the same function.
    static Result add(TrainingSetup setup, String layer) {
        Optional<LayerDescription> model = modelFor(setup, layer);
        Dense kind =
                new Dense(
                        model.map(LayerDescription::layer)
                                .map(it -> it instanceof Dense dense ? dense.units() : STANDARD_UNITS)
                                .orElse(STANDARD_UNITS));
        return add(setup, layer, kind, model.map(LayerDescription::function).orElse(OutputFunctions.of(new Tanh())));
    }

    /// A new layer of another type at the same place, without a function of its own.
    static Result add(TrainingSetup setup, String layer, Layer kind) {
        return kind instanceof Dense ? add(setup, layer) : add(setup, layer, kind, OutputFunctions.IDENTITY);
    }

    /// The hidden layer beside the place for a new one.
    private static Optional<LayerDescription> modelFor(TrainingSetup setup, String layer) {
        LayerDescription beside = described(setup, layer);
        return hasLoss(setup, layer)
                ? setup.network().layers().stream().filter(it -> beside.inputs().contains(it.name())).findFirst()
                : Optional.of(beside);
    }

    private static Result add(TrainingSetup setup, String layer, Layer kind, OutputFunction function) {
        LayerDescription beside = described(setup, layer);
        String name = freeName(setup.network());
        boolean before = hasLoss(setup, layer);
        LayerDescription added =
                new LayerDescription(
                        name,
                        kind,
                        function,
                        before ? beside.inputs() : List.of(layer),
                        beside.initializer(),
                        beside.biasInitializer());
        List<LayerDescription> layers = new ArrayList<>();
        for (LayerDescription it : setup.network().layers()) {
            if (it.name().equals(layer)) {
                if (before) {
                    layers.add(added);
                    layers.add(withInputs(it, List.of(name)));
                } else {
                    layers.add(it);
                    layers.add(added);
                }
            } else {
                layers.add(before ? it : withInputs(it, replaced(it.inputs(), layer, List.of(name))));
            }
        }
        return checked(setup, layers);
    }

    /// Changes places with the layer behind it, or before it.
    ///
    /// @param later towards the output
    static Result move(TrainingSetup setup, String layer, boolean later) {
        Optional<LayerDescription> neighbour = later ? onlyConsumer(setup, layer) : onlySource(setup, layer);
        if (neighbour.isEmpty()) {
            return new Result.Refused(
                    "`%s` cannot change places: no single layer lies %s it; move another layer"
                            .formatted(layer, later ? "behind" : "before"));
        }
        LayerDescription first = later ? described(setup, layer) : neighbour.get();
        LayerDescription second = later ? neighbour.get() : described(setup, layer);
        if (hasLoss(setup, first.name()) || hasLoss(setup, second.name())) {
            String output = hasLoss(setup, first.name()) ? first.name() : second.name();
            return new Result.Refused(
                    "`%s` is compared with the targets and stays last; move another layer".formatted(output));
        }
        List<LayerDescription> layers = new ArrayList<>();
        for (LayerDescription it : setup.network().layers()) {
            if (it.equals(first)) {
                layers.add(withInputs(second, first.inputs()));
            } else if (it.equals(second)) {
                layers.add(withInputs(first, List.of(second.name())));
            } else {
                layers.add(withInputs(it, replaced(it.inputs(), second.name(), List.of(first.name()))));
            }
        }
        return checked(setup, layers);
    }

    private static Optional<LayerDescription> onlyConsumer(TrainingSetup setup, String layer) {
        List<LayerDescription> consumers =
                setup.network().layers().stream().filter(it -> it.inputs().contains(layer)).toList();
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

    private static String freeName(NetworkDescription network) {
        int number = network.layers().size();
        while (network.layer("hidden" + number).isPresent() || network.inputs().containsKey("hidden" + number)) {
            number++;
        }
        return "hidden" + number;
    }

    private static boolean hasLoss(TrainingSetup setup, String layer) {
        return setup.losses().stream().anyMatch(it -> it.on().equals(layer));
    }

    private static LayerDescription described(TrainingSetup setup, String layer) {
        return setup.network()
                .layer(layer)
                .orElseThrow(() -> new IllegalArgumentException("there is no layer `%s`".formatted(layer)));
    }

    private static LayerDescription withInputs(LayerDescription layer, List<String> inputs) {
        return new LayerDescription(
                layer.name(),
                layer.layer(),
                layer.function(),
                inputs,
                layer.initializer(),
                layer.biasInitializer(),
                layer.sharedWith());
    }

    private static List<String> replaced(List<String> inputs, String old, List<String> fresh) {
        List<String> replaced = new ArrayList<>();
        inputs.forEach(it -> replaced.addAll(it.equals(old) ? fresh : List.of(it)));
        return replaced;
    }

    private static Result checked(TrainingSetup setup, List<LayerDescription> layers) {
        NetworkDescription network = new NetworkDescription(setup.network().inputs(), layers);
        List<NetworkProblem> problems = new ArrayList<>(network.infer().problems());
        problems.addAll(LossTerm.check(network, setup.losses()));
        if (!problems.isEmpty()) {
            NetworkProblem first = problems.getFirst();
            return new Result.Refused(first.message() + "; " + first.hint());
        }
        return targetProblem(network, setup.training())
                .<Result>map(Result.Refused::new)
                .orElseGet(() -> new Result.Changed(setup.with(network)));
    }

    private static Optional<String> targetProblem(NetworkDescription network, Dataset data) {
        Map<String, Shape> shapes = network.infer().shapes();
        for (Map.Entry<String, Tensor> target : data.targets().entrySet()) {
            Shape needed = target.getValue().shape().item();
            Shape given = Objects.requireNonNull(shapes.get(target.getKey()));
            if (!given.equals(needed)) {
                return Optional.of(
                        "layer `%s` gives %s for each sample and the targets have %s; its size follows from the data"
                                .formatted(target.getKey(), numbers(given), numbers(needed)));
            }
        }
        return Optional.empty();
    }

    private static String numbers(Shape shape) {
        return shape.rank() > 1
                ? "an array of shape " + shape
                : shape.elements() == 1 ? "1 number" : shape.elements() + " numbers";
    }
}
