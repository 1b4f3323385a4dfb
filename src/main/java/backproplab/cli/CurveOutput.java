package backproplab.cli;

import backproplab.backprop.ErrorCurve;
import backproplab.experiment.Json;

import java.util.List;

/// The error of one gradient against ε, as text or JSON: curvature on one side, rounding on the other.
record CurveOutput(NumberName number, ErrorCurve curve) {
    private static final int DIGITS = 9;

    /// Decades of the relative error that bars show: from where doubles end to 1.
    private static final int DECADES = 16;

    Json toJson() {
        return new Json.Builder()
                .put("layer", number.key().layer())
                .put("parameter", number.key().name())
                .put("index", Json.array(number.indices(), it -> Json.of(it.longValue())))
                .put("backward", curve.analytic())
                .put("points", Json.array(curve.points(), this::point))
                .build();
    }

    private Json point(ErrorCurve.Point point) {
        Json.Builder object =
                new Json.Builder()
                        .put("epsilon", point.epsilon())
                        .put("h", point.h())
                        .put("difference", point.numeric())
                        .put("relative_error", curve.relativeError(point))
                        .put("rounding", point.rounding());
        point.kink().ifPresent(it -> object.put("kink", CheckOutput.kink(it)));
        return object.build();
    }

    String toText() {
        TextTable table = new TextTable().row("  ε", "difference", "rounding up to", "relative error");
        for (ErrorCurve.Point point : curve.points()) {
            table.row(
                    "  " + Figures.of(point.epsilon()),
                    Figures.of(point.numeric(), DIGITS),
                    Figures.of(point.rounding(), 2),
                    Figures.of(curve.relativeError(point), 2));
        }
        List<String> lines = table.toString().lines().toList();
        StringBuilder text = new StringBuilder();
        text.append(
                "Error against ε of %s, backward pass %s\n%s\n"
                        .formatted(number, Figures.of(curve.analytic(), DIGITS), lines.getFirst()));
        for (int i = 0; i < curve.points().size(); i++) {
            text.append((lines.get(i + 1) + "  " + mark(curve.points().get(i))).stripTrailing()).append('\n');
        }
        return text.append(
                        "(bars: one # for each decade above 1e-%d; large ε: curvature of the loss, small ε: rounding)\n"
                                .formatted(DECADES))
                .toString();
    }

    private String mark(ErrorCurve.Point point) {
        double error = curve.relativeError(point);
        int decades = error > 0 ? Math.clamp(Math.round(DECADES + Math.log10(error)), 0, DECADES) : 0;
        return "#".repeat(decades) + point.kink().map(it -> " kink of %s".formatted(it.layer())).orElse("");
    }
}
