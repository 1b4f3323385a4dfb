package backproplab.statistics;

import backproplab.backprop.BackwardPass;
import backproplab.backprop.Gradients;
import backproplab.backprop.Objective;
import backproplab.network.Node;
import backproplab.network.Parameters;
import backproplab.network.Stage;
import backproplab.tensor.Kernels;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The first number of a step that became NaN or infinite, in the order in which the step computes: z and a of each
/// layer from input to loss; the loss; ∂L/∂a, δ and the gradients of the parameters from loss to input; the
/// parameters after the update, and the state that layers keep.
///
/// @param layer whose number it is; empty when only the sum over several losses overflowed
/// @param parameter the name for the kinds that are about a parameter or state, else empty
/// @param sample which of the batch, from 0; −1 where it is no sample's
/// @param position where in the tensor of one sample, or of the parameter, from 0; empty for the loss
public record Divergence(
        long step, Kind kind, String layer, String parameter, int sample, List<Integer> position, double value) {

    /// What can turn.
    public enum Kind {
        PRE_ACTIVATION("z"),
        ACTIVATION("a"),
        LOSS("loss"),
        UPSTREAM("∂L/∂a"),
        DELTA("δ"),
        GRADIENT("∂L/∂"),
        PARAMETER(""),
        STATE("");

        private final String symbol;

        Kind(String symbol) {
            this.symbol = symbol;
        }
    }

    public Divergence {
        position = List.copyOf(position);
    }

    /// For example "z of layer `hidden2` became NaN at [5] of sample 3 in step 120".
    public String text() {
        return what() + " in step " + step;
    }

    /// For example "z of layer `hidden2` became NaN at [5] of sample 3".
    public String what() {
        StringBuilder text = new StringBuilder(kind.symbol).append(parameter);
        if (!layer.isEmpty()) {
            text.append(" of layer `").append(layer).append('`');
        }
        text.append(" became ").append(Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞");
        if (!position.isEmpty()) {
            text.append(" at ").append(position);
        }
        if (sample >= 0) {
            text.append(" of sample ").append(sample);
        }
        return text.toString();
    }

    /// Looks through all that the last step computed, whether its update was made or not. [#isIn] and
    /// [StepCollector] find out cheaply that something is wrong, this finds out what.
    ///
    /// @param step how the step is numbered in the answer
    public static Optional<Divergence> find(BackwardPass pass, long step) {
        return new Search(pass, step).all().flatMap(Optional::stream).findFirst();
    }

    /// Whether the loss or a gradient is not finite, which an update would carry into the parameters. Allocates
    /// nothing.
    public static boolean isIn(BackwardPass pass) {
        if (!Double.isFinite(pass.loss())) {
            return true;
        }
        List<Tensor> gradients = pass.gradients().parameters();
        for (int p = 0; p < gradients.size(); p++) {
            if (!isFinite(gradients.get(p))) {
                return true;
            }
        }
        return false;
    }

    /// Whether a parameter or a state is not finite. Allocates nothing.
    public static boolean isIn(Parameters parameters) {
        return isIn(parameters.trained()) || isIn(parameters.state());
    }

    private static boolean isIn(List<Parameters.Parameter> parameters) {
        for (int p = 0; p < parameters.size(); p++) {
            if (!isFinite(parameters.get(p).value())) {
                return true;
            }
        }
        return false;
    }

    static boolean isFinite(Tensor tensor) {
        return Kernels.firstNonFinite(tensor.values(), tensor.size()) < 0;
    }

    /// The places to look at, in the order of computation; each is looked at only when those before it are finite.
    private record Search(BackwardPass pass, long step) {
        Stream<Optional<Divergence>> all() {
            Parameters parameters = pass.network().parameters();
            return Stream.of(
                            pass.network().nodes().stream().flatMap(this::forward),
                            loss(),
                            pass.network().nodes().reversed().stream().flatMap(this::backward),
                            parameters.trained().stream().map(it -> inParameter(Kind.PARAMETER, it.key(), it.value())),
                            parameters.state().stream().map(it -> inParameter(Kind.STATE, it.key(), it.value())))
                    .flatMap(it -> it);
        }

        private Stream<Optional<Divergence>> forward(Node node) {
            return Stream.of(Kind.PRE_ACTIVATION, Kind.ACTIVATION)
                    .map(it -> inBatch(it, node, it == Kind.ACTIVATION ? node.a() : node.z()));
        }

        private Stream<Optional<Divergence>> loss() {
            Objective objective = pass.objective();
            if (Double.isFinite(pass.loss())) {
                return Stream.of();
            }
            String layer =
                    IntStream.range(0, objective.terms().size())
                            .filter(it -> !Double.isFinite(objective.part(it)))
                            .mapToObj(it -> objective.node(it).name())
                            .findFirst()
                            .orElse("");
            return Stream.of(Optional.of(new Divergence(step, Kind.LOSS, layer, "", -1, List.of(), pass.loss())));
        }

        private Stream<Optional<Divergence>> backward(Node node) {
            Gradients gradients = pass.gradients();
            return Stream.of(
                            Stream.of(Kind.UPSTREAM)
                                    .filter(_ -> !node.isLinear())
                                    .map(it -> inBatch(it, node, gradients.activation(node))),
                            Stream.of(Kind.DELTA).map(it -> inBatch(it, node, gradients.delta(node))),
                            Stream.of(node.function(), node.layer()).flatMap(this::gradients))
                    .flatMap(it -> it);
        }

        private Stream<Optional<Divergence>> gradients(Stage stage) {
            return IntStream.range(0, stage.parameterCount())
                    .map(stage::parameterIndex)
                    .mapToObj(it ->
                            inParameter(
                                    Kind.GRADIENT,
                                    pass.network().parameters().trained().get(it).key(),
                                    pass.gradients().parameters().get(it)));
        }

        private Optional<Divergence> inBatch(Kind kind, Node node, Tensor tensor) {
            int index = Kernels.firstNonFinite(tensor.values(), pass.network().samples() * tensor.rowSize());
            if (index < 0) {
                return Optional.empty();
            }
            List<Integer> position = position(index % tensor.rowSize(), tensor.shape().item());
            return Optional.of(
                    new Divergence(step, kind, node.name(), "", index / tensor.rowSize(), position, tensor.get(index)));
        }

        private Optional<Divergence> inParameter(Kind kind, Parameters.Key key, Tensor tensor) {
            int index = tensor.firstNonFinite();
            if (index < 0) {
                return Optional.empty();
            }
            List<Integer> position = position(index, tensor.shape());
            return Optional.of(new Divergence(step, kind, key.layer(), key.name(), -1, position, tensor.get(index)));
        }

        private static List<Integer> position(int index, Shape shape) {
            List<Integer> position = new ArrayList<>();
            int rest = index;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                position.addFirst(rest % shape.size(axis));
                rest /= shape.size(axis);
            }
            return position;
        }
    }
}
