package backproplab.cli;

import backproplab.backprop.CheckReport;
import backproplab.backprop.CheckReport.TensorCheck;
import backproplab.backprop.CheckedNumber;
import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.backprop.GradientCheck;
import backproplab.backprop.Kink;
import backproplab.backprop.ReluConventions;
import backproplab.backprop.ReluConventions.Convention;
import backproplab.catalog.Spelling;
import backproplab.experiment.Json;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// A gradient check as text or JSON: a line for each tensor, the largest errors with both numbers, the kinks, the rule.
final class CheckOutput {
    private static final int MOST_WORST = 5;
    private static final int MOST_KINKS = 5;
    private static final int DIGITS = 9;

    private final String title;
    private final int[] samples;
    private final CheckReport report;
    private final Optional<ReluConventions> conventions;
    private final Map<Parameters.Key, Shape> shapes = new HashMap<>();

    /// @param samples those of the batch
    /// @param conventions asked for only when a unit with ReLU stands on its kink
    CheckOutput(String title, int[] samples, CheckReport report, Supplier<ReluConventions> conventions) {
        this.title = title;
        this.conventions =
                report.kinks().stream().anyMatch(CheckOutput::isOnKink)
                        ? Optional.of(conventions.get())
                        : Optional.empty();
        this.samples = samples;
        this.report = report;
        report.tensors().forEach(it -> shapes.put(it.key(), it.shape()));
    }

    private static boolean isOnKink(CheckedNumber number) {
        return number.kink().map(Kink::isExact).orElse(false);
    }

    /// With each value for ReLU′(0), where that is the question.
    private List<Convention> conventions(CheckedNumber number) {
        return isOnKink(number)
                ? conventions.map(it -> it.of(number.key(), number.index())).orElse(List.of())
                : List.of();
    }

    /// Whether another value for ReLU′(0) gives another gradient.
    private static boolean matters(List<Convention> conventions) {
        return conventions.stream().map(Convention::gradient).distinct().count() > 1;
    }

    /// To be added to and built.
    Json.Builder toJson() {
        return new Json.Builder()
                .put("title", title)
                .put("samples", Json.array(List.of(boxed(samples)), it -> Json.of(it.longValue())))
                .put("loss", report.loss())
                .put("epsilon", report.plan().epsilon())
                .put("threshold", GradientCheck.THRESHOLD)
                .put("verdict", name(report.verdict()))
                .put("checked", Json.of(report.numbers().count()))
                .put("parameters", Json.of(report.parameters()))
                .put("failures", Json.of(report.count(Verdict.FAIL)))
                .put("kinks", Json.of(report.count(Verdict.KINK)))
                .put("tensors", Json.array(report.tensors(), this::tensor))
                .put("worst", Json.array(report.worst(MOST_WORST), this::number))
                .put("at_kinks", Json.array(report.kinks(), this::number))
                .put("rule", String.join("; ", rule()));
    }

    private static Integer[] boxed(int[] values) {
        Integer[] boxed = new Integer[values.length];
        for (int i = 0; i < values.length; i++) {
            boxed[i] = values[i];
        }
        return boxed;
    }

    private static String name(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private Json tensor(TensorCheck tensor) {
        Json.Builder object =
                new Json.Builder()
                        .put("layer", tensor.key().layer())
                        .put("parameter", tensor.key().name())
                        .put("size", Json.of(tensor.shape().elements()))
                        .put("checked", Json.of(tensor.numbers().size()));
        tensor.worst().ifPresent(it -> object.put("worst_relative_error", it.relativeError()));
        return object.put("rms_relative_error", tensor.rms())
                .put("failures", Json.of(tensor.count(Verdict.FAIL)))
                .put("kinks", Json.of(tensor.count(Verdict.KINK)))
                .put("unresolved", Json.of(tensor.unresolved()))
                .put("verdict", name(tensor.verdict()))
                .build();
    }

    private Json number(CheckedNumber number) {
        Json.Builder object =
                new Json.Builder()
                        .put("layer", number.key().layer())
                        .put("parameter", number.key().name())
                        .put("index", Json.array(List.of(boxed(indices(number))), it -> Json.of(it.longValue())))
                        .put("value", number.value())
                        .put("backward", number.analytic())
                        .put("difference", number.numeric())
                        .put("h", number.h())
                        .put("uncertainty", number.uncertainty())
                        .put("relative_error", number.relativeError())
                        .put("verdict", name(number.verdict()));
        number.kink().ifPresent(it -> object.put("kink", kink(it)));
        List<Convention> conventions = conventions(number);
        if (matters(conventions)) {
            object.put("relu_at_zero", Json.array(conventions, CheckOutput::convention));
        }
        return object.build();
    }

    private static Json convention(Convention convention) {
        return new Json.Builder().put("at_zero", convention.atZero()).put("gradient", convention.gradient()).build();
    }

    static Json kink(Kink kink) {
        return new Json.Builder()
                .put("of", kink.place().name().toLowerCase(Locale.ROOT))
                .put("layer", kink.layer())
                .put("sample", Json.of(kink.sample()))
                .put("unit", Json.of(kink.unit()))
                .put("at", kink.at())
                .put("below", kink.below())
                .put("usual", kink.usual())
                .put("above", kink.above())
                .put("left_slope", kink.leftSlope())
                .put("right_slope", kink.rightSlope())
                .put("used_slope", kink.usedSlope())
                .build();
    }

    private int[] indices(CheckedNumber number) {
        Shape shape = shapes.getOrDefault(number.key(), Shape.of(1));
        int[] indices = new int[shape.rank()];
        int rest = number.index();
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            indices[axis] = rest % shape.size(axis);
            rest /= shape.size(axis);
        }
        return indices;
    }

    String toText() {
        StringBuilder text = new StringBuilder();
        text.append(
                "%s%s, loss %s, ε = %s\n\n%s\nLargest errors\n%s\n"
                        .formatted(
                                title.isEmpty() ? "" : title + ": ",
                                Spelling.counted(report.samples(), "sample"),
                                Figures.of(report.loss(), DIGITS),
                                Figures.of(report.plan().epsilon()),
                                tensors(),
                                worst()));
        if (report.count(Verdict.KINK) > 0) {
            text.append("Kinks\n").append(kinks()).append('\n');
        }
        return text.append(summary()).append("\n(").append(String.join("\n", rule())).append(")\n").toString();
    }

    private TextTable tensors() {
        TextTable table =
                new TextTable().row("tensor", "checked", "largest error", "RMS error", "unresolved", "kinks", "");
        for (TensorCheck tensor : report.tensors()) {
            table.row(
                    tensor.key().toString(),
                    "%d of %d".formatted(tensor.numbers().size(), tensor.shape().elements()),
                    tensor.worst().map(it -> Figures.of(it.relativeError(), 2)).orElse(Figures.NONE),
                    tensor.worst().isPresent() ? Figures.of(tensor.rms(), 2) : Figures.NONE,
                    String.valueOf(tensor.unresolved()),
                    String.valueOf(tensor.count(Verdict.KINK)),
                    tensor.verdict().name());
        }
        return table;
    }

    private TextTable worst() {
        TextTable table = new TextTable().row("  number", "backward pass", "difference", "relative error", "");
        for (CheckedNumber number : report.worst(MOST_WORST)) {
            table.row(
                    "  " + place(number),
                    Figures.of(number.analytic(), DIGITS),
                    Figures.of(number.numeric(), DIGITS),
                    Figures.of(number.relativeError(), 2),
                    number.verdict().name());
        }
        return table;
    }

    private String place(CheckedNumber number) {
        StringBuilder place = new StringBuilder(number.key().toString());
        for (int index : indices(number)) {
            place.append('[').append(index).append(']');
        }
        return place.toString();
    }

    private String kinks() {
        List<CheckedNumber> kinks = report.kinks();
        StringBuilder text = new StringBuilder();
        for (CheckedNumber number : kinks.subList(0, Math.min(MOST_KINKS, kinks.size()))) {
            number.kink().ifPresent(it -> text.append(kinkText(number, it)));
        }
        if (kinks.size() > MOST_KINKS) {
            text.append("  and %d more; `--json` lists them all\n".formatted(kinks.size() - MOST_KINKS));
        }
        return text.toString();
    }

    private String kinkText(CheckedNumber number, Kink kink) {
        String head =
                "  %s: backward pass %s, difference %s\n"
                        .formatted(
                                place(number),
                                Figures.of(number.analytic(), DIGITS),
                                Figures.of(number.numeric(), DIGITS));
        String unit =
                "%s of %s[%d], sample %d,"
                        .formatted(kink.place().symbol(), kink.layer(), kink.unit(), samples[kink.sample()]);
        if (kink.isExact()) {
            String line =
                    "    %s is exactly %s: a difference takes the mean of both slopes, %s; the backward pass takes %s\n"
                            .formatted(
                                    unit,
                                    Figures.of(kink.at()),
                                    Figures.of(kink.centralSlope()),
                                    Figures.of(kink.usedSlope()));
            return head + line + conventionText(conventions(number));
        }
        return "%s    %s goes from %s to %s, across the kink at %s\n"
                .formatted(head, unit, Figures.of(kink.below()), Figures.of(kink.above()), Figures.of(kink.at()));
    }

    private static String conventionText(List<Convention> conventions) {
        return matters(conventions)
                ? "    with ReLU′(0) = %s the backward pass gives %s\n"
                        .formatted(
                                conventions.stream()
                                        .map(it -> Figures.of(it.atZero()))
                                        .collect(Collectors.joining(", ")),
                                conventions.stream()
                                        .map(it -> Figures.of(it.gradient()))
                                        .collect(Collectors.joining(", ")))
                : "";
    }

    private String summary() {
        int failures = report.count(Verdict.FAIL);
        long checked = report.numbers().count();
        String share =
                checked == report.parameters()
                        ? "all " + Spelling.counted(checked, "gradient")
                        : "%d of %s, drawn by seed %d"
                                .formatted(
                                        checked,
                                        Spelling.counted(report.parameters(), "gradient"),
                                        report.plan().seed());
        return "%s checked: %d OK, %d FAIL, %d KINK"
                .formatted(share, report.count(Verdict.OK), failures, report.count(Verdict.KINK));
    }

    private static List<String> rule() {
        return List.of(
                "OK: |a − n| / max(|a|, |n|, floor) ≤ %s; a: backward pass, n: difference, floor: where rounding alone reaches that"
                        .formatted(Figures.of(GradientCheck.THRESHOLD)),
                "unresolved: OK, but too small to be told from 0; KINK: within ±ε some unit comes to a kink of its"
                        + " function");
    }
}
