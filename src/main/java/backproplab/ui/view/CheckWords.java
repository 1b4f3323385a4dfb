package backproplab.ui.view;

import backproplab.backprop.CheckedNumber;
import backproplab.backprop.GradientCheck;
import backproplab.backprop.Kink;
import backproplab.network.Parameters;
import backproplab.ui.chart.Numbers;
import backproplab.ui.viewmodel.CheckColumn;
import backproplab.ui.viewmodel.CheckRows;
import backproplab.ui.viewmodel.CheckTotals;
import backproplab.ui.viewmodel.Checked;
import backproplab.ui.viewmodel.NumberId;
import backproplab.ui.viewmodel.NumberNames;

import java.util.List;

/// What there is to say of a gradient check, and of its numbers, in sentences.
final class CheckWords {
    private static final int MOST_TENSORS = 3;

    private CheckWords() {}

    /// The largest relative error that passes, such as `1e−6`.
    static String threshold() {
        return Numbers.tick(GradientCheck.THRESHOLD);
    }

    /// The verdict of a check in one sentence.
    static String summary(CheckTotals totals) {
        int kinks = totals.kinks();
        String notJudged =
                kinks == 0
                        ? ""
                        : "; %s at a kink %s not judged".formatted(Numbers.count(kinks), kinks == 1 ? "is" : "are");
        if (totals.judged() == 0) {
            return totals.numbers() == 0
                    ? "There is no gradient to check"
                    : "All %s come to a kink: no difference can judge them".formatted(gradients(totals.numbers()));
        }
        if (totals.failing() > 0) {
            return "%s of %s %s, in %s%s"
                    .formatted(
                            Numbers.count(totals.failing()),
                            gradients(totals.judged()),
                            totals.failing() == 1 ? "fails" : "fail",
                            tensors(totals.failingTensors()),
                            notJudged);
        }
        return "%s: relative error at most %s (threshold %s)%s"
                .formatted(
                        totals.judged() == 1 ? "The gradient agrees" : "All " + gradients(totals.judged()) + " agree",
                        Numbers.text(totals.worst().map(CheckedNumber::relativeError).orElse(0.0)),
                        threshold(),
                        notJudged);
    }

    private static String gradients(int count) {
        return Numbers.count(count, "gradient");
    }

    private static String tensors(List<Parameters.Key> keys) {
        List<String> names = keys.stream().map(Parameters.Key::toString).toList();
        return names.size() <= MOST_TENSORS
                ? and(names)
                : "%s and %d more"
                        .formatted(String.join(", ", names.subList(0, MOST_TENSORS)), names.size() - MOST_TENSORS);
    }

    private static String and(List<String> names) {
        return names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
    }

    /// The kink that a number comes to, and what its unit's z does there.
    static String kink(Kink kink, Checked checked) {
        String of = kinkUnit(kink, checked) + ",";
        return kink.isExact()
                ? "%s is exactly %s, where %s has its kink".formatted(of, Numbers.text(kink.at()), owner(kink))
                : "%s goes from %s over %s to %s, across the kink at %s"
                        .formatted(
                                of,
                                Numbers.text(kink.below()),
                                Numbers.text(kink.usual()),
                                Numbers.text(kink.above()),
                                Numbers.text(kink.at()));
    }

    /// Such as `z of hidden 3, sample 12`.
    static String kinkUnit(Kink kink, Checked checked) {
        return "%s of %s, sample %s"
                .formatted(
                        kink.place().symbol(),
                        checked.names().of(kink.layer(), kink.unit()),
                        Numbers.count(checked.row(kink) + 1L));
    }

    /// Such as `from −1.2e−6 to 3e−6, across 0`.
    static String kinkWay(Kink kink) {
        return kink.isExact()
                ? "exactly " + Numbers.text(kink.at())
                : "from %s to %s, across %s"
                        .formatted(Numbers.text(kink.below()), Numbers.text(kink.above()), Numbers.text(kink.at()));
    }

    private static String owner(Kink kink) {
        return switch (kink.place()) {
            case ACTIVATION -> "its function";
            case LOSS -> "the loss";
            case WINDOW -> "its maximum";
        };
    }

    /// What stands in a cell of the list, in full.
    static String of(CheckRows rows, int position, CheckColumn column) {
        CheckedNumber number = rows.at(position);
        Checked checked = rows.checked();
        if (column.isNumber()) {
            return column.help() + ": " + exact(column.number(number).orElse(Double.NaN));
        }
        return switch (column) {
            case LETTER, PLACE -> new NumberNames(checked.names()).of(NumberId.of(number));
            case VERDICT -> verdict(number) + "\n" + reason(number, checked);
            default -> reason(number, checked);
        };
    }

    private static String exact(double value) {
        return String.valueOf(value).replace('-', '−').replace("E", "e");
    }

    /// In a word.
    static String verdict(CheckedNumber number) {
        return switch (number.verdict()) {
            case FAIL -> "Fails";
            case KINK -> "At a kink, not judged";
            case OK -> number.isResolved() ? "Agrees" : "Unresolved";
        };
    }

    /// Why, without a final point.
    static String reason(CheckedNumber number, Checked checked) {
        return switch (number.verdict()) {
            case KINK -> number.kink().map(it -> kink(it, checked)).orElse("");
            case FAIL ->
                    "Relative error %s; at most %s is allowed"
                            .formatted(Numbers.text(number.relativeError()), threshold());
            case OK ->
                    number.isResolved()
                            ? "Relative error %s; up to %s is allowed"
                                    .formatted(Numbers.text(number.relativeError()), threshold())
                            : "The gradient is smaller than what the difference may be off, %s: nothing can be said of it"
                                    .formatted(Numbers.text(number.uncertainty()));
        };
    }
}
