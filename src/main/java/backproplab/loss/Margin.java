package backproplab.loss;

import backproplab.catalog.Setting;

/// What the two hinge losses share: targets of −1 and 1, and how much is missing to being right by a margin.
final class Margin {
    static final Setting.Real SETTING =
            Setting.real(
                            "margin",
                            1,
                            0,
                            1000,
                            "how far on the right side of 0 an output has to be to cost nothing; 0 is the perceptron")
                    .slider(0, 3);

    static final String TARGETS_NEEDED = "-1 or 1";

    private Margin() {}

    /// `margin − t·y`, positive where something is missing
    static double missing(double margin, double y, double t) {
        return margin - t * y;
    }

    static boolean takesTarget(double t) {
        return t == -1 || t == 1;
    }
}
