package backproplab.ui.viewmodel;

import backproplab.catalog.Spelling;
import backproplab.data.Dataset;
import backproplab.data.Task;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunction;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.NetworkProblem;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingSetup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What network and loss have to become for other samples: the shape of the input, the units and the function of the
/// output, the loss. What fits stays as it is. With losses on several layers all are compared with the same targets.
public sealed interface Adaptation {
    /// @param setup with the network and the losses for `samples`, which are not in it yet
    /// @param samples under the names of the network's input and output
    /// @param changes what becomes of the network, in words, such as `2 inputs → 64`; none when all fits
    record Possible(TrainingSetup setup, Dataset samples, List<String> changes) implements Adaptation {}

    /// @param sentence what is in the way, and one way out
    record Refused(String sentence) implements Adaptation {}

    /// @param samples with one input and one target, as generators and bundled sets make them
    static Adaptation of(TrainingSetup setup, Dataset samples) {
        NetworkDescription network = setup.network();
        List<String> targets = setup.losses().stream().map(LossTerm::on).distinct().toList();
        if (network.inputs().size() != 1) {
            return new Refused(
                    "these samples have one input, and the network has %d inputs; open another network first"
                            .formatted(network.inputs().size()));
        }
        return new Fitting(setup, samples, targets).adapt();
    }

    /// One adaptation under way.
    final class Fitting {
        private final TrainingSetup setup;
        private final Dataset samples;
        private final List<String> outputs;
        private final List<String> changes = new ArrayList<>();

        /// @param outputs the layers that are compared with the targets: all with the same ones
        private Fitting(TrainingSetup setup, Dataset samples, List<String> outputs) {
            this.setup = setup;
            this.samples = samples;
            this.outputs = outputs;
        }

        private Adaptation adapt() {
            Map.Entry<String, Shape> input = setup.network().inputs().firstEntry();
            Shape shape = inputShape(input.getValue());
            sayInput(input.getValue(), shape);
            List<LayerDescription> layers = new ArrayList<>(setup.network().layers());
            List<LossTerm> losses = new ArrayList<>(setup.losses());
            outputs.forEach(it -> adaptOutput(it, layers, losses));
            LinkedHashMap<String, Shape> inputs = new LinkedHashMap<>();
            inputs.put(input.getKey(), shape);
            NetworkDescription network = new NetworkDescription(inputs, layers);
            sayLoss(losses);
            return problem(network)
                    .<Adaptation>map(Refused::new)
                    .orElseGet(() ->
                            new Possible(
                                    setup.with(network).withLosses(losses),
                                    named(input.getKey(), shape),
                                    List.copyOf(changes)));
        }

        private void adaptOutput(String output, List<LayerDescription> layers, List<LossTerm> losses) {
            LayerDescription last = setup.network().layer(output).orElseThrow();
            LossFit.Pair pair = suits(last) ? null : LossFit.standard(samples.task());
            OutputFunction function = pair == null ? last.function() : pair.function();
            LayerDescription wide = widthGiver(last);
            int units = samples.target().shape().last();
            layers.replaceAll(it -> it.name().equals(output) ? it.with(function) : it);
            layers.replaceAll(it -> it.name().equals(wide.name()) ? resized(it, units) : it);
            if (pair != null) {
                losses.replaceAll(it -> it.on().equals(output) ? withLoss(it, pair) : it);
            }
            sayOutput(output, wide, units, last.function(), function);
        }

        /// The shape stays where it holds as many numbers.
        private Shape inputShape(Shape now) {
            int numbers = samples.input().rowSize();
            return numbers == now.elements()
                    ? now
                    : now.rank() == 1 ? Shape.of(numbers) : samples.input().shape().item();
        }

        private boolean suits(LayerDescription output) {
            boolean sameTask = samples.task().equals(setup.training().task());
            boolean lossTakes =
                    setup.losses().stream()
                            .filter(it -> it.on().equals(output.name()))
                            .allMatch(it -> LossFit.takes(it.loss(), samples.target()));
            return sameTask && lossTakes && reaches(output.function());
        }

        /// Whether numbers to be met are within what the function gives; the two numbers of a yes or no need not be.
        private boolean reaches(OutputFunction function) {
            if (!(samples.task() instanceof Task.Regression) || function.elementwise().isEmpty()) {
                return true;
            }
            var range = function.elementwise().get().range();
            for (double target : samples.target().values()) {
                if (target < range.low() || target > range.high()) {
                    return false;
                }
            }
            return true;
        }

        /// The layer that decides how many outputs there are: the last one, or the last before it that has units.
        private LayerDescription widthGiver(LayerDescription from) {
            LayerDescription layer = from;
            while (!(layer.layer() instanceof Dense) && layer.inputs().size() == 1) {
                Optional<LayerDescription> before = setup.network().layer(layer.inputs().getFirst());
                if (before.isEmpty()) {
                    break;
                }
                layer = before.get();
            }
            return layer;
        }

        private static LayerDescription resized(LayerDescription layer, int units) {
            return layer.layer() instanceof Dense dense && dense.units() != units
                    ? layer.with(new Dense(units, dense.useBias()))
                    : layer;
        }

        private static LossTerm withLoss(LossTerm term, LossFit.Pair pair) {
            return new LossTerm(term.on(), pair.loss(), term.outputs(), term.time(), term.batch(), term.weight());
        }

        private Optional<String> problem(NetworkDescription network) {
            Optional<NetworkProblem> problem = network.infer().problems().stream().findFirst();
            if (problem.isPresent()) {
                return problem.map(it -> it.message() + "; " + it.hint());
            }
            Shape needed = samples.target().shape().item();
            Map<String, Shape> given = network.infer().shapes();
            return outputs.stream()
                    .filter(it -> !Objects.equals(needed, given.get(it)))
                    .findFirst()
                    .map(it ->
                            "a target has the shape %s, and layer `%s` gives %s; open another network first"
                                    .formatted(needed, it, Objects.requireNonNull(given.get(it))));
        }

        private Dataset named(String input, Shape shape) {
            LinkedHashMap<String, Tensor> inputs = new LinkedHashMap<>();
            inputs.put(input, Tensor.of(shape.batched(samples.samples()), samples.input().values()));
            LinkedHashMap<String, Tensor> targets = new LinkedHashMap<>();
            outputs.forEach(it -> targets.put(it, samples.target()));
            return new Dataset(inputs, targets, samples.inputNames(), samples.targetNames(), samples.task());
        }

        private void sayInput(Shape before, Shape now) {
            if (!before.equals(now)) {
                boolean plain = before.rank() == 1 && now.rank() == 1;
                changes.add(
                        plain
                                ? "%s → %d".formatted(Spelling.counted(before.last(), "input"), now.last())
                                : "input %s → %s".formatted(before, now));
            }
        }

        private void sayOutput(
                String output, LayerDescription wide, int units, OutputFunction before, OutputFunction now) {
            int unitsBefore = wide.layer() instanceof Dense dense ? dense.units() : units;
            boolean otherFunction = !before.equals(now);
            if (unitsBefore != units) {
                String function = otherFunction ? " with " + LossFit.label(now) : "";
                changes.add(
                        "%s %d → %s%s".formatted(wide.name(), unitsBefore, Spelling.counted(units, "unit"), function));
            } else if (otherFunction) {
                changes.add("%s: %s → %s".formatted(output, LossFit.label(before), LossFit.label(now)));
            }
        }

        private void sayLoss(List<LossTerm> now) {
            if (!now.equals(setup.losses())) {
                changes.add("loss → " + LossFit.label(now.getFirst().loss()));
            }
        }
    }
}
