package backproplab.ui.viewmodel;

import backproplab.activation.Activation;
import backproplab.activation.Range;
import backproplab.catalog.Entry;
import backproplab.data.Coding;
import backproplab.data.Task;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.loss.AbsoluteError;
import backproplab.loss.BinaryCrossEntropy;
import backproplab.loss.CategoricalCrossEntropy;
import backproplab.loss.Huber;
import backproplab.loss.KlDivergence;
import backproplab.loss.Link;
import backproplab.loss.LogCosh;
import backproplab.loss.Loss;
import backproplab.loss.Losses;
import backproplab.loss.NegativeLogLikelihood;
import backproplab.loss.SquaredError;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Which loss suits which targets and which output function.
public final class LossFit {
    private LossFit() {}

    /// The function and the loss that an output has when nobody says otherwise.
    public record Pair(OutputFunction function, Loss loss) {}

    /// Sigmoid and binary cross-entropy for yes or no, softmax and categorical cross-entropy for classes, the identity
    /// and squared error for numbers. Targets of −1 and 1 are out of reach of sigmoid and softmax: tanh and squared
    /// error suit them.
    public static Pair standard(Task task) {
        return switch (task) {
            case Task.Binary(Coding coding) when coding == Coding.ZERO_ONE ->
                    new Pair(function("sigmoid"), loss("binary_cross_entropy"));
            case Task.Classes(Coding coding) when coding == Coding.ZERO_ONE ->
                    new Pair(function("softmax"), loss("categorical_cross_entropy"));
            case Task.Binary _, Task.Classes _ -> new Pair(function("tanh"), loss("squared_error"));
            case Task.Regression _ -> new Pair(OutputFunctions.IDENTITY, loss("squared_error"));
        };
    }

    private static OutputFunction function(String id) {
        return OutputFunctions.CATALOG.get(id).standard();
    }

    private static Loss loss(String id) {
        return Losses.CATALOG.get(id).standard();
    }

    /// The losses that can take all these targets, in the order of the menu.
    public static List<Entry<Loss>> suitable(Tensor targets) {
        return Losses.CATALOG.entries().stream().filter(it -> takes(it.standard(), targets)).toList();
    }

    public static boolean takes(Loss loss, Tensor targets) {
        return firstRefused(loss, targets).isEmpty();
    }

    private static OptionalDouble firstRefused(Loss loss, Tensor targets) {
        for (double target : targets.values()) {
            if (!loss.takesTarget(target)) {
                return OptionalDouble.of(target);
            }
        }
        return OptionalDouble.empty();
    }

    /// Why this loss does not go with such targets after such an output, in a sentence with one way out; empty when
    /// there is nothing to say.
    ///
    /// @param outputs how many numbers the layer gives for one sample
    public static Optional<String> problem(Loss loss, OutputFunction function, int outputs, Tensor targets) {
        OptionalDouble refused = firstRefused(loss, targets);
        if (refused.isPresent()) {
            return Optional.of(
                    "%s needs targets of %s, and one is %s; take another loss, such as squared error"
                            .formatted(label(loss), loss.targetsNeeded(), plain(refused.getAsDouble())));
        }
        return linkProblem(loss, function, outputs).or(() -> rangeProblem(loss, function, targets));
    }

    private static Optional<String> linkProblem(Loss loss, OutputFunction function, int outputs) {
        Optional<Link> link = function.link();
        if (loss.takesLogits()) {
            return link.map(_ ->
                    "%s applies the function itself, and the layer has %s already; take the identity there"
                            .formatted(label(loss), label(function)));
        }
        if (link.equals(Optional.of(Link.SOFTMAX)) && outputs == 1) {
            return Optional.of(
                    "the softmax of a single output is always 1, so that nothing is learned; take sigmoid with binary"
                            + " cross-entropy");
        }
        boolean needsLogarithms = loss instanceof NegativeLogLikelihood;
        if (needsLogarithms != link.equals(Optional.of(Link.LOG_SOFTMAX))) {
            return Optional.of(
                    needsLogarithms
                            ? "negative log-likelihood needs logarithms of probabilities; take log softmax in the layer"
                            : "log softmax gives logarithms; take negative log-likelihood, or softmax in the layer");
        }
        if (loss instanceof CategoricalCrossEntropy && link.equals(Optional.of(Link.SIGMOID))) {
            return Optional.of(
                    outputs == 1
                            ? "categorical cross-entropy of one output pays for 1 always; take binary cross-entropy"
                            : "categorical cross-entropy counts the wanted class only, and after sigmoid nothing draws"
                                    + " the others down; take softmax, or binary cross-entropy");
        }
        return Optional.empty();
    }

    private static Optional<String> rangeProblem(Loss loss, OutputFunction function, Tensor targets) {
        Range range = function.elementwise().map(Activation::range).orElse(Range.closed(0, 1));
        boolean probabilities = loss instanceof BinaryCrossEntropy;
        boolean positive = loss instanceof CategoricalCrossEntropy || loss instanceof KlDivergence;
        if ((probabilities && (range.low() < 0 || range.high() > 1)) || (positive && range.low() < 0)) {
            return Optional.of(
                    "%s needs outputs %s, and %s gives %s; take %s"
                            .formatted(
                                    label(loss),
                                    probabilities ? "from 0 to 1" : "above 0",
                                    label(function),
                                    text(range),
                                    probabilities ? "sigmoid" : "softmax"));
        }
        if (!measuresDistance(loss) || function.link().isPresent()) {
            return Optional.empty();
        }
        for (double target : targets.values()) {
            if (target < range.low() || target > range.high()) {
                return Optional.of(
                        "a target is %s, and %s gives %s only; take the identity"
                                .formatted(plain(target), label(function), text(range)));
            }
        }
        return Optional.empty();
    }

    /// Whether an output that equals its target is what it asks for.
    private static boolean measuresDistance(Loss loss) {
        return loss instanceof SquaredError
                || loss instanceof AbsoluteError
                || loss instanceof Huber
                || loss instanceof LogCosh;
    }

    private static String text(Range range) {
        if (Double.isInfinite(range.low()) && Double.isInfinite(range.high())) {
            return "any number";
        }
        if (Double.isInfinite(range.high())) {
            return "%s and more".formatted(plain(range.low()));
        }
        return Double.isInfinite(range.low())
                ? "%s and less".formatted(plain(range.high()))
                : "%s to %s".formatted(plain(range.low()), plain(range.high()));
    }

    private static String plain(double value) {
        String text =
                value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.3g", value);
        return text.replace('-', '−');
    }

    static String label(Loss loss) {
        return Losses.CATALOG.entryOf(loss).label();
    }

    static String label(OutputFunction function) {
        return OutputFunctions.CATALOG.get(OutputFunctions.describe(function).id()).label();
    }
}
