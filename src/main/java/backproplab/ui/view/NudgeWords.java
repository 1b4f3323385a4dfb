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
        String difference = "relative difference " + Numbers.text(apart);
        if (apart < NEAR) {
            return "Near: %s.".formatted(difference);
        }
        boolean isRounding = Math.abs(nudge.quotient() - nudge.gradient()) <= nudge.rounding();
        return isRounding
                ? "Rounding: %s, ΔL has few digits; a larger ε is nearer.".formatted(difference)
                : "Curvature: %s, the loss bends; a smaller ε is nearer.".formatted(difference);
    }
}
