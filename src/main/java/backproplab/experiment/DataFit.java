package backproplab.experiment;

import backproplab.catalog.Catalog;
import backproplab.loss.Loss;
import backproplab.loss.Losses;
import backproplab.network.LossTerm;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Whether samples fit a network and its losses: their number, the shape of each, and the range of the targets.
final class DataFit {
    private final NetworkPart network;
    private final List<LossTerm> losses;
    private final Problems problems;

    DataFit(NetworkPart network, List<LossTerm> losses, Problems problems) {
        this.network = network;
        this.losses = losses;
        this.problems = problems;
    }

    /// @param inputAt where the samples of an input stand
    void checkInputs(Map<String, Tensor> inputs, Function<String, Pointer> inputAt) {
        inputs.forEach((name, tensor) -> {
            Shape needed = network.inputs().get(name);
            if (needed != null) {
                checkItems(tensor, needed, inputAt.apply(name), "the network's input", "`network.input`");
            }
        });
    }

    /// @param targetAt where the targets of the loss on a layer stand
    void checkTargets(Map<String, Tensor> targets, Function<String, Pointer> targetAt) {
        targets.forEach((name, tensor) -> {
            Optional<Shape> needed = network.shapeOf(name);
            boolean fits =
                    needed.isEmpty()
                            || checkItems(
                                    tensor,
                                    needed.get(),
                                    targetAt.apply(name),
                                    "the output of layer `%s`".formatted(name),
                                    "the size of that layer");
            if (fits) {
                losses.stream()
                        .filter(it -> it.on().equals(name))
                        .forEach(it -> checkRange(it.loss(), tensor, targetAt.apply(name)));
            }
        });
    }

    private boolean checkItems(Tensor samples, Shape needed, Pointer at, String what, String alternative) {
        Shape shape = samples.shape();
        if (shape.rank() == needed.rank()) {
            problems.add(
                    at,
                    "needs one row for each sample, got an array of shape %s where a single sample has %s"
                            .formatted(shape, needed),
                    "put each sample in brackets of its own");
            return false;
        }
        if (!shape.item().equals(needed)) {
            problems.add(
                    at,
                    "a sample has the shape %s, and %s has %s".formatted(shape.item(), what, needed),
                    "give %s a sample, or change %s".formatted(numbers(needed), alternative));
            return false;
        }
        return true;
    }

    private static String numbers(Shape shape) {
        return shape.rank() > 1
                ? "an array of shape " + shape
                : shape.elements() == 1 ? "1 number" : shape.elements() + " numbers";
    }

    private void checkRange(Loss loss, Tensor targets, Pointer at) {
        for (int i = 0; i < targets.size(); i++) {
            if (!loss.takesTarget(targets.get(i))) {
                Catalog.Description description = Losses.CATALOG.describe(loss);
                problems.add(
                        at.items(indices(targets.shape(), i)),
                        "%s cannot be a target of `%s`, which needs %s"
                                .formatted(
                                        Json.of(targets.get(i)).description(), description.id(), loss.targetsNeeded()),
                        "correct the targets, or take another loss, such as `squared_error`");
                return;
            }
        }
    }

    private static int[] indices(Shape shape, int flat) {
        int[] indices = new int[shape.rank()];
        int rest = flat;
        for (int axis = indices.length - 1; axis >= 0; axis--) {
            indices[axis] = rest % shape.size(axis);
            rest /= shape.size(axis);
        }
        return indices;
    }
}
