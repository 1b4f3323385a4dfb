package backproplab.ui.view;

import backproplab.backprop.Kink;
import backproplab.ui.chart.Numbers;
import backproplab.ui.viewmodel.Checked;

import java.util.List;

/// What is said of a kink that lies between the two ends of a difference.
final class KinkWords {
    private KinkWords() {}

    /// Such as `z of hidden 3, sample 12`.
    static String unit(Kink kink, Checked checked) {
        List<Integer> rows = checked.rows();
        int sample = kink.sample() < rows.size() ? rows.get(kink.sample()) : kink.sample();
        return "%s of %s, sample %s"
                .formatted(
                        kink.place().symbol(),
                        checked.names().of(kink.layer(), kink.unit()),
                        Numbers.count(sample + 1L));
    }

    /// Such as `from −1.2e−6 to 3e−6, across 0`.
    static String way(Kink kink) {
        return kink.isExact()
                ? "stands on it: exactly " + Numbers.text(kink.at())
                : "from %s to %s, across %s"
                        .formatted(
                                Numbers.text(kink.below()), Numbers.text(kink.above()), Numbers.text(kink.at()));
    }
}
