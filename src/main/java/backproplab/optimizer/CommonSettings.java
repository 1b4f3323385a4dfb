package backproplab.optimizer;

import backproplab.catalog.Setting;

/// The settings that several optimizers share; where the standard values differ, they are arguments.
final class CommonSettings {
    /// The largest double under 1. With 1 itself a mean would never take in anything, and its bias correction would
    /// divide by 0.
    private static final double BELOW_1 = Math.nextDown(1.0);

    static final Setting.Real MOMENTUM =
            Setting.real(
                    "momentum",
                    0.9,
                    0,
                    1,
                    "μ: the share of the velocity that is kept from one update to the next; 0 keeps none");

    static final Setting.Real BETA1 =
            Setting.real(
                            "beta1",
                            0.9,
                            0,
                            BELOW_1,
                            "β₁: the share of the mean gradient that is kept from one update to the next")
                    .slider(0, 0.999);

    private CommonSettings() {}

    static Setting.Real learningRate(double standard) {
        return Setting.positive(
                "learning_rate",
                standard,
                Double.MAX_VALUE,
                "η: how large the updates are; too small learns slowly, too large diverges");
    }

    static Setting.Real beta2(String remembered) {
        return Setting.real(
                        "beta2",
                        0.999,
                        0,
                        BELOW_1,
                        "β₂: the share of the %s that is kept from one update to the next".formatted(remembered))
                .slider(0, 0.9999);
    }

    static Setting.Real rho(double standard) {
        return Setting.real(
                        "rho",
                        standard,
                        0,
                        BELOW_1,
                        "ρ: the share of the mean squared gradient that is kept from one update to the next")
                .slider(0, 0.999);
    }

    static Setting.Real eps(double standard) {
        return Setting.positive(
                "eps", standard, 1, "a small number that keeps a gradient of 0 from being divided by 0");
    }
}
