package backproplab.ui.view;

import backproplab.statistics.UnitActivity;
import backproplab.statistics.UnitLayer;
import backproplab.statistics.UnitReport;
import backproplab.statistics.UnitState;
import backproplab.ui.chart.Numbers;

/// Dead and saturated units in words.
final class UnitWords {
    private UnitWords() {}

    /// Such as "hidden: 7 of 30 dead, 1 nearly dead, 38.2 % saturated; judged on 1 257 samples at step 12 300."
    static String of(UnitReport report, String layer) {
        return report.layers().stream()
                .filter(it -> it.layer().equals(layer))
                .findFirst()
                .map(it ->
                        "%s: %s; judged on %s at step %s."
                                .formatted(
                                        layer,
                                        counts(it),
                                        Numbers.count(report.samples(), "sample"),
                                        Numbers.count(report.step())))
                .orElse("");
    }

    private static String counts(UnitLayer layer) {
        return layer.activity()
                .map(it ->
                        "%s%s, %d nearly dead%s"
                                .formatted(
                                        dead(it, it.channels() > 0 ? " positions" : ""),
                                        channels(it),
                                        it.count(UnitState.NEARLY_DEAD),
                                        saturated(it, ", %s saturated")))
                .orElse("cannot die, as there is no function of a single z");
    }

    /// Of maps, whose units are the positions of their channels, such as " (1 of 6 channels everywhere)".
    private static String channels(UnitActivity activity) {
        return activity.channels() > 0
                ? " (%s of %s everywhere)"
                        .formatted(
                                Numbers.count(activity.deadChannels()), Numbers.count(activity.channels(), "channel"))
                : "";
    }

    /// Of one channel of maps, such as "channel 3: dead at 12 of 784 positions".
    static String deadPositions(UnitActivity activity, int channel, int positions) {
        int dead = 0;
        for (int unit = channel * positions; unit < (channel + 1) * positions; unit++) {
            dead += activity.state(unit) == UnitState.DEAD ? 1 : 0;
        }
        return "channel %d: dead at %s of %s positions"
                .formatted(channel + 1, Numbers.count(dead), Numbers.count(positions));
    }

    /// Such as "7 of 30 dead".
    static String dead(UnitActivity activity) {
        return dead(activity, "");
    }

    private static String dead(UnitActivity activity, String units) {
        return "%s of %s%s dead"
                .formatted(Numbers.count(activity.count(UnitState.DEAD)), Numbers.count(activity.units()), units);
    }

    /// Such as "7/30 dead".
    static String deadBriefly(UnitActivity activity) {
        return "%s/%s dead".formatted(Numbers.count(activity.count(UnitState.DEAD)), Numbers.count(activity.units()));
    }

    /// Empty for a function that has no saturation.
    static String saturated(UnitActivity activity, String text) {
        return activity.saturatedShare().isPresent()
                ? text.formatted(Numbers.percent(activity.saturatedShare().getAsDouble()))
                : "";
    }

    /// For how many samples a unit passes a gradient on, and for how many next to none.
    static String awake(UnitReport report, UnitActivity activity, int unit) {
        String awake =
                "f′ ≠ 0 for %s of %s samples"
                        .formatted(Numbers.count(activity.awakeSamples(unit)), Numbers.count(report.samples()));
        return activity.saturatedShare(unit).isPresent()
                ? awake + ", saturated for " + Numbers.percent(activity.saturatedShare(unit).getAsDouble())
                : awake;
    }

    static String state(UnitState state) {
        return switch (state) {
            case DEAD -> "dead";
            case NEARLY_DEAD -> "nearly dead";
            case ALIVE -> "alive";
        };
    }
}
