package backproplab.ui.view;

import backproplab.ui.chart.Numbers;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// What the activation view says in words.
final class ActivationText {
    private ActivationText() {}

    static String of(ActivationSubject subject) {
        StringBuilder text = new StringBuilder(saturation(subject));
        if (!subject.note().isEmpty()) {
            text.append(' ').append(subject.note());
        }
        subject.unit().ifPresent(it -> text.append(' ').append(unit(subject, it)));
        subject.judged()
                .ifPresent(it ->
                        text.append(
                                " Judged on %s at step %s."
                                        .formatted(Numbers.count(it.samples(), "sample"), Numbers.count(it.step()))));
        return text.toString();
    }

    /// The numbers alone, where there is little room.
    static String brief(ActivationSubject subject) {
        List<String> parts = new ArrayList<>();
        parts.add(
                switch (subject.kind()) {
                    case IDENTITY -> "a = z, f′ = 1 everywhere";
                    case JOINT -> "not elementwise: drawn for one unit, the others at z = 0";
                    case ELEMENTWISE -> briefSaturation(subject);
                });
        subject.unit()
                .ifPresent(it ->
                        parts.add(
                                "unit %d: z %s … %s, mean %s"
                                        .formatted(
                                                it.unit(),
                                                Numbers.text(it.min()),
                                                Numbers.text(it.max()),
                                                Numbers.text(it.mean()))));
        subject.judged()
                .ifPresent(it ->
                        parts.add(
                                "%s, step %s"
                                        .formatted(Numbers.count(it.samples(), "sample"), Numbers.count(it.step()))));
        return String.join(" · ", parts);
    }

    private static String briefSaturation(ActivationSubject subject) {
        OptionalDouble limit = FunctionShape.saturationLimit(subject.function());
        OptionalDouble share = subject.saturatedShare();
        if (limit.isEmpty() || share.isEmpty()) {
            return limit.isEmpty() ? "no saturation" : "not judged yet";
        }
        return "%s saturated (|f′| < %s)".formatted(share(subject, share), NumberText.of(limit.getAsDouble()));
    }

    /// Between two judgements it is an estimate.
    private static String share(ActivationSubject subject, OptionalDouble share) {
        return subject.isCurrent()
                ? Numbers.percent(share.getAsDouble())
                : "about " + Math.round(100 * share.getAsDouble()) + "\u00a0%";
    }

    private static String saturation(ActivationSubject subject) {
        return switch (subject.kind()) {
            case IDENTITY -> "No function: a = z, and f′ = 1 everywhere, so that nothing saturates.";
            case JOINT ->
                    "%s is not elementwise: each output depends on every z of the layer, so that there is no one curve f(z)."
                            .formatted(subject.label());
            case ELEMENTWISE -> elementwise(subject);
        };
    }

    private static String elementwise(ActivationSubject subject) {
        OptionalDouble limit = FunctionShape.saturationLimit(subject.function());
        if (limit.isEmpty()) {
            return subject.function().steepestSlope() == 0
                    ? "f′ = 0 everywhere: no gradient passes."
                    : "The slope of this function has no bound: there is no saturation.";
        }
        OptionalDouble share = subject.saturatedShare();
        if (share.isEmpty()) {
            return "Saturated is where |f′| < %s, 5 %% of the steepest slope; the layer has not been judged yet."
                    .formatted(NumberText.of(limit.getAsDouble()))
                    .replace(" %", "\u00a0%");
        }
        String sentence =
                "%s of (unit, sample) pairs saturated: |f′(z)| < %s, 5\u00a0%% of the steepest slope."
                        .formatted(share(subject, share), NumberText.of(limit.getAsDouble()));
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    private static String unit(ActivationSubject subject, ActivationSubject.UnitZ unit) {
        if (Double.isNaN(unit.mean())) {
            return "Unit %d has no finite z.".formatted(unit.unit());
        }
        return "Unit %d: z from %s to %s, mean %s%s."
                .formatted(
                        unit.unit(),
                        Numbers.text(unit.min()),
                        Numbers.text(unit.max()),
                        Numbers.text(unit.mean()),
                        subject.kind() == ActivationSubject.Kind.JOINT
                                ? ""
                                : ", where f′ = " + Numbers.text(subject.function().derivative(unit.mean())));
    }
}
