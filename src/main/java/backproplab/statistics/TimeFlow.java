package backproplab.statistics;

import backproplab.statistics.GradientFlow.Flag;
import backproplab.statistics.GradientFlow.Rule;
import backproplab.tensor.Elementary;

import java.util.Arrays;

/// How the gradient of a recurrent layer fares on its way back through time, from the last step to the first, measured by
/// `‖∂L/∂hₜ‖`. The counterpart of [GradientFlow], and judged by the same rule.
///
/// @param layer its name
/// @param steps how many
/// @param first `‖∂L/∂hₜ‖` at the first step
/// @param last at the last step
/// @param ratio `first / last`; NaN unless the flag is one that compares them
/// @param factorPerStep its root, below 1 when gradients shrink towards the first step; NaN like `ratio`
public record TimeFlow(
        Flag flag, Rule rule, String layer, int steps, double first, double last, double ratio, double factorPerStep) {

    /// @param norms of all steps, the first one first
    public static TimeFlow of(String layer, double[] norms, Rule rule) {
        int steps = norms.length;
        double first = norms[0];
        double last = norms[steps - 1];
        // Through logarithms, since the quotient of two doubles may leave their range.
        double logRatio = Elementary.log(first) - Elementary.log(last);
        Flag flag = flag(norms, logRatio, rule);
        boolean compared = flag == Flag.NONE || flag == Flag.VANISHING || flag == Flag.EXPLODING;
        return new TimeFlow(
                flag,
                rule,
                layer,
                steps,
                first,
                last,
                compared ? first / last : Double.NaN,
                compared ? Elementary.exp(logRatio / (steps - 1)) : Double.NaN);
    }

    private static Flag flag(double[] norms, double logRatio, Rule rule) {
        if (!Arrays.stream(norms).allMatch(Double::isFinite)) {
            return Flag.NOT_FINITE;
        }
        if (norms[norms.length - 1] == 0) {
            return Flag.NO_GRADIENT;
        }
        if (norms.length < 2) {
            return Flag.NOT_APPLICABLE;
        }
        if (logRatio < Elementary.log(rule.vanishing())) {
            return Flag.VANISHING;
        }
        return logRatio > Elementary.log(rule.exploding()) ? Flag.EXPLODING : Flag.NONE;
    }

    /// Whether a lecturer should point at it.
    public boolean warns() {
        return flag != Flag.NONE && flag != Flag.NOT_APPLICABLE;
    }

    /// How far from level, to compare layers: the more, the worse; infinite where nothing can be compared that should.
    public double badness() {
        return switch (flag) {
            case NOT_FINITE, NO_GRADIENT -> Double.POSITIVE_INFINITY;
            case NOT_APPLICABLE -> 0;
            case NONE, VANISHING, EXPLODING -> (steps - 1) * Math.abs(Elementary.log(factorPerStep));
        };
    }

    /// One sentence, for example "cell vanishes over time: ×0.69 per step; ‖∂L/∂h‖ at t = 1 is 3.1e-24 of that at t = 150".
    public String text() {
        return switch (flag) {
            case NONE -> "%s is level over time: %s".formatted(layer, comparison());
            case VANISHING -> "%s vanishes over time: %s".formatted(layer, comparison());
            case EXPLODING -> "%s explodes over time: %s".formatted(layer, comparison());
            case NOT_FINITE -> "%s is not finite: ∂L/∂h of a step is NaN or infinite".formatted(layer);
            case NO_GRADIENT -> "%s has no comparison: ∂L/∂h is exactly 0 at t = %d".formatted(layer, steps);
            case NOT_APPLICABLE -> "%s has one step only: nothing to compare".formatted(layer);
        };
    }

    private String comparison() {
        if (first == 0) {
            return "‖∂L/∂h‖ is exactly 0 at t = 1, and %s at t = %d".formatted(Figures.twoDigits(last), steps);
        }
        return "×%s per step; ‖∂L/∂h‖ at t = 1 is %s %s that at t = %d"
                .formatted(
                        Figures.twoDigits(factorPerStep), Figures.twoDigits(ratio), ratio > 1 ? "times" : "of", steps);
    }

    /// To be printed beside the flag.
    public static String text(Rule rule) {
        return "vanishing: ‖∂L/∂h‖ at the first time step under %s of that at the last; exploding: over %s times it"
                .formatted(Figures.twoDigits(rule.vanishing()), Figures.twoDigits(rule.exploding()));
    }
}
