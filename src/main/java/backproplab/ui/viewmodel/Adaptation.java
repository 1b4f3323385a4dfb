package backproplab.ui.viewmodel;

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
/// output, the loss. What fits stays as it is.
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
        if (network.inputs().size() != 1 || targets.size() != 1) {
            return new Refused(
                    "these samples have one input and one target, and the network has %d inputs and losses on %d"
                                    .formatted(network.inputs().size(), targets.size())
                            + " layers; open another network first");
        }
        return new Fitting(setup, samples, targets.getFirst()).adapt();
    }

    /// One adaptation under way.
    final class Fitting {
        private final TrainingSetup setup;
        private final Dataset samples;
        private final String output;
        private final List<String> changes = new ArrayList<>();

        private Fitting(TrainingSetup setup, Dataset samples, String output) {
            this.setup = setup;
            this.samples = samples;
            this.output = output;
        }

        private Adaptation adapt() {
            Map.Entry<String, Shape> input = setup.network().inputs().firstEntry();
            Shape shape = inputShape(input.getValue());
            LayerDescription last = setup.network().layer(output).orElseThrow();
            LossFit.Pair pair = suits(last.function()) ? null : LossFit.standard(samples.task());
            OutputFunction function = pair == null ? last.function() : pair.function();
            List<LayerDescription> layers = new ArrayList<>();
            LayerDescription wide = widthGiver(last);
            int units = samples.target().shape().last();
            for (LayerDescription layer : setup.network().layers()) {
                LayerDescription changed = layer.name().equals(output) ? layer.with(function) : layer;
                layers.add(layer.equals(wide) ? resized(changed, units) : changed);
            }
            LinkedHashMap<String, Shape> inputs = new LinkedHashMap<>();
            inputs.put(input.getKey(), shape);
            NetworkDescription network = new NetworkDescription(inputs, layers);
            List<LossTerm> losses = pair == null ? setup.losses() : List.of(withLoss(pair));
            sayInput(input.getValue(), shape);
            sayOutput(wide, units, last.function(), function);
            sayLoss(losses);
            return problem(network)
                    .<Adaptation>map(Refused::new)
                    .orElseGet(() ->
                            new Possible(
                                    setup.with(network).withLosses(losses),
                                    named(input.getKey(), shape),
                                    List.copyOf(changes)));
        }

        /// The shape stays where it holds as many numbers.
        private Shape inputShape(Shape now) {
            int numbers = samples.input().rowSize();
            return numbers == now.elements()
                    ? now
                    : now.rank() == 1 ? Shape.of(numbers) : samples.input().shape().item();
        }

        private boolean suits(OutputFunction function) {
            boolean sameTask = samples.task().equals(setup.training().task());
            boolean lossTakes = setup.losses().stream().allMatch(it -> LossFit.takes(it.loss(), samples.target()));
            return sameTask && lossTakes && reaches(function);
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

        private LossTerm withLoss(LossFit.Pair pair) {
            LossTerm term = setup.losses().getFirst();
            return new LossTerm(output, pair.loss(), term.outputs(), term.time(), term.batch(), term.weight());
        }

        private Optional<String> problem(NetworkDescription network) {
            Optional<NetworkProblem> problem = network.infer().problems().stream().findFirst();
            if (problem.isPresent()) {
                return problem.map(it -> it.message() + "; " + it.hint());
            }
            Shape given = Objects.requireNonNull(network.infer().shapes().get(output));
            Shape needed = samples.target().shape().item();
            return needed.equals(given)
                    ? Optional.empty()
                    : Optional.of(
                            "a target has the shape %s, and layer `%s` gives %s; open another network first"
                                    .formatted(needed, output, given));
        }

        private Dataset named(String input, Shape shape) {
            LinkedHashMap<String, Tensor> inputs = new LinkedHashMap<>();
            inputs.put(input, Tensor.of(shape.batched(samples.samples()), samples.input().values()));
            LinkedHashMap<String, Tensor> targets = new LinkedHashMap<>();
            targets.put(output, samples.target());
            return new Dataset(inputs, targets, samples.inputNames(), samples.targetNames(), samples.task());
        }

        private void sayInput(Shape before, Shape now) {
            if (!before.equals(now)) {
                boolean plain = before.rank() == 1 && now.rank() == 1;
                changes.add(
                        plain
                                ? "%s → %d".formatted(counted(before.last(), "input"), now.last())
                                : "input %s → %s".formatted(before, now));
            }
        }

        private void sayOutput(LayerDescription wide, int units, OutputFunction before, OutputFunction now) {
            int unitsBefore = wide.layer() instanceof Dense dense ? dense.units() : units;
            boolean otherFunction = !before.equals(now);
            if (unitsBefore != units) {
                String function = otherFunction ? " with " + LossFit.label(now) : "";
                changes.add("%s %d → %s%s".formatted(wide.name(), unitsBefore, counted(units, "unit"), function));
            } else if (otherFunction) {
                changes.add("%s: %s → %s".formatted(output, LossFit.label(before), LossFit.label(now)));
            }
        }

        private void sayLoss(List<LossTerm> now) {
            if (!now.equals(setup.losses())) {
                changes.add("loss → " + LossFit.label(now.getFirst().loss()));
            }
        }

        private static String counted(int number, String what) {
            return number == 1 ? "1 " + what : "%d %ss".formatted(number, what);
        }
    }
}
