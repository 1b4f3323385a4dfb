package backproplab.ui.view;

import backproplab.backprop.TraceStep.Phase;
import backproplab.ui.chart.Palette;

import java.awt.Color;

/// What the phases of a pass are called, and in which direction they go: the same in timeline, card, network, table and
/// on paper.
final class PhaseLook {
    private PhaseLook() {}

    static String name(Phase phase) {
        return switch (phase) {
            case GIVEN -> "Given";
            case FORWARD -> "Forward";
            case LOSS -> "Loss";
            case BACKWARD -> "Backward";
            case UPDATE -> "Update";
            case VERIFY -> "Verify";
        };
    }

    /// Whether it belongs to the way back from the loss; verifying is a forward pass.
    static boolean isBackward(Phase phase) {
        return switch (phase) {
            case GIVEN, FORWARD, LOSS, VERIFY -> false;
            case BACKWARD, UPDATE -> true;
        };
    }

    /// Violet for forward, coral for backward.
    static Color color(Phase phase, Palette palette) {
        return isBackward(phase) ? palette.backward() : palette.forward();
    }
}
