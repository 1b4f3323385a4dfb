package backproplab.ui.view;

import backproplab.training.TraceLab.Nudge;
import backproplab.ui.chart.Numbers;

/// What is seen when a number of a parameter is moved by ε.
final class NudgeWords {
    /// Three digits that agree are called near: the difference of a forward quotient is of the order of ε.
    private static final double NEAR = 1e-3;

    private NudgeWords() {}

    static String of(Nudge nudge) {
        if (nudge.epsilon() == 0) {
            return "This ε is too small to move the number at all; take a larger one.";
        }
        if (!Double.isFinite(nudge.quotient()) || !Double.isFinite(nudge.gradient())) {
            return "The loss is not finite here.";
        }
        double apart = nudge.relativeDifference();
        if (apart == 0) {
            return nudge.gradient() == 0
                    ? "The loss does not move with it, and its gradient is 0."
                    : "The measured slope is the gradient itself.";
        }
        String difference = Numbers.text(apart);
        if (apart < NEAR) {
            return "Near: relative difference %s.".formatted(difference);
        }
        boolean isRounding = Math.abs(nudge.quotient() - nudge.gradient()) <= nudge.rounding();
        return isRounding
                ? "Rounding: relative difference %s, ΔL has few digits; a larger ε is nearer.".formatted(difference)
                : "Relative difference %s: curvature, if a smaller ε brings it down; if not, the gradient is wrong (F7 checks it)."
                        .formatted(difference);
    }
}
