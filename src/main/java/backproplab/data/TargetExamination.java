package backproplab.data;

import static backproplab.data.DataFinding.Severity.WARNING;
import static backproplab.data.InputExamination.figure;

import backproplab.activation.Range;
import backproplab.data.DataFinding.Kind;
import backproplab.layer.LogSoftmax;
import backproplab.layer.OutputFunction;
import backproplab.layer.Softmax;
import backproplab.loss.AbsoluteError;
import backproplab.loss.Huber;
import backproplab.loss.LogCosh;
import backproplab.loss.Loss;
import backproplab.loss.SquaredError;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What [DataDoctor] finds in the targets: whether the output can reach them.
///
/// Asked only of losses that measure how far the output is from its target. A cross-entropy grows without bound
/// towards the wrong end and so cancels the slope that vanishes there (sigmoid with targets 0 and 1 is fine); margin
/// losses take the target as a side, not as a value.
final class TargetExamination {
    private static final String OUTSIDE_RULE = "a target outside the values that the output function can take";
    private static final String LIMIT_RULE =
            "a target at a bound that the output function only comes close to, with a loss that measures the distance";

    private TargetExamination() {}

    static List<DataFinding> findings(Dataset data, NetworkDescription network, List<LossTerm> losses) {
        List<DataFinding> findings = new ArrayList<>();
        for (LossTerm term : losses) {
            Tensor targets = data.targets().get(term.on());
            var layer = network.layer(term.on());
            if (targets != null && layer.isPresent() && measuresDistance(term.loss())) {
                examine(term.on(), targets, rangeOf(layer.get().function())).ifPresent(findings::add);
            }
        }
        return findings;
    }

    /// Whether any target is asked for.
    static boolean concerns(List<LossTerm> losses) {
        return losses.stream().anyMatch(it -> measuresDistance(it.loss()));
    }

    private static boolean measuresDistance(Loss loss) {
        return loss instanceof SquaredError
                || loss instanceof AbsoluteError
                || loss instanceof Huber
                || loss instanceof LogCosh;
    }

    private static Range rangeOf(OutputFunction function) {
        return switch (function) {
            case Softmax _ -> Range.open(0, 1);
            case LogSoftmax _ -> Range.open(Double.NEGATIVE_INFINITY, 0);
            default -> function.elementwise().map(it -> it.range()).orElse(Range.ALL);
        };
    }

    private static Optional<DataFinding> examine(String layer, Tensor targets, Range range) {
        int outside = 0;
        int atLimit = 0;
        double example = Double.NaN;
        for (double target : targets.values()) {
            if (target < range.low() || target > range.high()) {
                example = outside == 0 ? target : example;
                outside++;
            } else if (!range.contains(target)) {
                example = outside + atLimit == 0 ? target : example;
                atLimit++;
            }
        }
        String interval = interval(range);
        String place = "targets of layer `%s`".formatted(layer);
        if (outside > 0) {
            return Optional.of(
                    new DataFinding(
                            WARNING,
                            Kind.TARGETS_OUT_OF_RANGE,
                            place,
                            layer,
                            "%d of %d targets can never be reached, such as %s: the outputs lie in %s"
                                    .formatted(outside, targets.size(), figure(example), interval),
                            OUTSIDE_RULE,
                            "take a linear output (`identity`), or bring the targets into %s".formatted(interval)));
        }
        if (atLimit > 0) {
            return Optional.of(
                    new DataFinding(
                            WARNING,
                            Kind.TARGETS_AT_LIMIT,
                            place,
                            layer,
                            "%d of %d targets are never quite reached, such as %s: the outputs lie in %s, and where they "
                                            .formatted(atLimit, targets.size(), figure(example), interval)
                                    + "come close their slope nears 0, so that weights grow and learning stops",
                            LIMIT_RULE,
                            "take a cross-entropy for classes, or targets a little inside %s".formatted(interval)));
        }
        return Optional.empty();
    }

    private static String interval(Range range) {
        return (range.lowReached() ? "[" : "(")
                + figure(range.low())
                + ", "
                + figure(range.high())
                + (range.highReached() ? "]" : ")");
    }
}
