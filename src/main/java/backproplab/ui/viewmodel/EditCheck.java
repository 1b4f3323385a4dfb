package backproplab.ui.viewmodel;

import backproplab.data.Dataset;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.NetworkProblem;
import backproplab.network.ShapeInference;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingSetup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Whether a changed network can run, fits its data, and leaves no layer that nothing is learned from.
final class EditCheck {
    private EditCheck() {}

    static Edit of(TrainingSetup before, List<LayerDescription> layers) {
        return of(before, before.with(new NetworkDescription(before.network().inputs(), layers)));
    }

    private static Edit of(TrainingSetup before, TrainingSetup after) {
        return of(before, after, Optional.empty());
    }

    /// @param data where the samples come from, when the change is one of them too
    static Edit of(TrainingSetup before, TrainingSetup after, Optional<DataChoice> data) {
        return problem(before, after).<Edit>map(Edit.Refused::new).orElseGet(() -> new Edit.Changed(after, data));
    }

    private static Optional<String> problem(TrainingSetup before, TrainingSetup after) {
        NetworkDescription network = after.network();
        List<NetworkProblem> problems = new ArrayList<>(network.infer().problems());
        problems.addAll(LossTerm.check(network, after.losses()));
        if (!problems.isEmpty()) {
            return Optional.of(sentence(problems.getFirst(), before.network()));
        }
        return targetProblem(network, after.training()).or(() -> wayProblem(before, after));
    }

    private static String sentence(NetworkProblem problem, NetworkDescription before) {
        return switch (problem) {
            case NetworkProblem.UnknownShared it ->
                    "`%s` uses the weights of `%s`; give it weights of its own first, or remove it"
                            .formatted(it.name(), it.of());
            case NetworkProblem.ShapeMismatch it ->
                    "%s; %s".formatted(it.message(), wayOut(it.needed(), before).orElse(it.hint()));
            default -> problem.message() + "; " + problem.hint();
        };
    }

    /// In the window the shape of the data is not written by hand: where it can be found ready.
    private static Optional<String> wayOut(String needed, NetworkDescription network) {
        if (needed.startsWith("maps")) {
            return Optional.of(
                    place(network, 3).orElse("open a network that reads pictures, such as LeNet-5, and add it there"));
        }
        return needed.startsWith("a sequence")
                ? Optional.of(
                        place(network, 2)
                                .orElse("open a network that reads sequences, such as the LSTM, and add it there"))
                : Optional.empty();
    }

    private static Optional<String> place(NetworkDescription network, int rank) {
        ShapeInference inference = network.infer();
        return inference.order().reversed().stream()
                .map(LayerDescription::name)
                .filter(it -> Objects.requireNonNull(inference.shapes().get(it)).rank() == rank)
                .findFirst()
                .map("take a place behind a layer that gives such ones, as `%s` does"::formatted);
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

    static String numbers(Shape shape) {
        return shape.rank() > 1
                ? "an array of shape " + shape
                : shape.elements() == 1 ? "1 number" : shape.elements() + " numbers";
    }

    /// A layer or an input from which no way leads to a loss any more.
    private static Optional<String> wayProblem(TrainingSetup before, TrainingSetup after) {
        Set<String> led = Wiring.leadingToLoss(before.network(), before.losses());
        Set<String> leads = Wiring.leadingToLoss(after.network(), after.losses());
        for (String input : after.network().inputs().keySet()) {
            if (led.contains(input) && !leads.contains(input)) {
                return Optional.of(
                        "nothing would use the input `%s` any more, which the data give; let another layer take it first"
                                .formatted(input));
            }
        }
        return after.network().layers().stream()
                .map(LayerDescription::name)
                .filter(it -> led.contains(it) && !leads.contains(it))
                .findFirst()
                .map("`%s` would lead to no loss any more; remove it first, or let another layer take it"::formatted);
    }
}
