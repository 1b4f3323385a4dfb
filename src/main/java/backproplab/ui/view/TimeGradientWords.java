package backproplab.ui.view;

import backproplab.statistics.GradientFlow;
import backproplab.statistics.TimeFlow;
import backproplab.ui.chart.Numbers;
import backproplab.ui.viewmodel.TimeGradients;

import org.jspecify.annotations.Nullable;

import java.util.stream.Collectors;

/// What is said of gradients over time.
final class TimeGradientWords {
    private TimeGradientWords() {}

    /// The rule in short, and what was traced.
    static String rule(GradientFlow.Rule rule, TimeGradients.@Nullable Result result) {
        String text =
                "vanishing: ‖∂L/∂h‖ of the first / last time step under %s · exploding: over %s"
                        .formatted(Numbers.tick(rule.vanishing()), Numbers.count(Math.round(rule.exploding())));
        return result == null ? text : text + " · " + traced(result);
    }

    private static String traced(TimeGradients.Result result) {
        String samples = Numbers.count(result.samples(), "sample");
        return "%s after step %s"
                .formatted(
                        result.isWhole()
                                ? "next batch (%s)".formatted(samples)
                                : "first %s of the next batch".formatted(samples),
                        Numbers.count(result.point().checkpoint().step()));
    }

    /// Of every layer, for those who do not see the lines.
    static String all(TimeGradients.Result result, GradientFlow.Rule rule) {
        return "Size of ∂L/∂h against the time step. "
                + result.lines().stream()
                        .map(it -> it.flow(rule))
                        .map(TimeFlow::text)
                        .collect(Collectors.joining(". "));
    }
}
