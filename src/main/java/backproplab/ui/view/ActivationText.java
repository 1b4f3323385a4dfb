package backproplab.ui.view;

import backproplab.ui.chart.Numbers;

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
                                " Judged on %s samples at step %s."
                                        .formatted(Numbers.count(it.samples()), Numbers.count(it.step()))));
        return text.toString();
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
        return "%s%s of (unit, sample) pairs saturated: |f′(z)| < %s, 5\u00a0%% of the steepest slope."
                .formatted(
                        subject.isCurrent() ? "" : "About ",
                        subject.isCurrent()
                                ? Numbers.percent(share.getAsDouble())
                                : Math.round(100 * share.getAsDouble()) + "\u00a0%",
                        NumberText.of(limit.getAsDouble()));
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
