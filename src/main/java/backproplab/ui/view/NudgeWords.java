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
                    ? "The loss does not move with it, and ∂L/∂w is 0."
                    : "Relative difference 0: the measured slope is ∂L/∂w.";
        }
        String difference = "Relative difference %s: ".formatted(Numbers.text(apart));
        if (apart < NEAR) {
            return difference + "near, the measured slope confirms ∂L/∂w.";
        }
        boolean isRounding = Math.abs(nudge.quotient() - nudge.gradient()) <= nudge.rounding();
        return difference
                + (isRounding
                        ? "rounding, ΔL is so small that its last digits are noise; take a larger ε."
                        : "curvature, within ε the loss bends away from its tangent; take a smaller ε.");
    }
}
