package backproplab.cli;

import backproplab.backprop.BackwardTrace;
import backproplab.experiment.Experiment;
import backproplab.experiment.Json;
import backproplab.layer.Layers;
import backproplab.layer.OutputFunctions;
import backproplab.network.LayerDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.Optimizers;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One traced sample as text or JSON, in the order of the passes: given, forward, loss, backward, update, verify.
final class TraceReport {
    /// More rows than this nobody reads; the text then shows those with the largest gradients.
    private static final int MOST_ROWS = 40;

    private final Experiment experiment;
    private final int sample;
    private final BackwardTrace trace;
    private final int digits;

    /// @param trace of a single sample
    TraceReport(Experiment experiment, int sample, BackwardTrace trace, int digits) {
        this.experiment = experiment;
        this.sample = sample;
        this.trace = trace;
        this.digits = digits;
    }

    Json.Fields toJson() {
        Json.Builder report = new Json.Builder();
        report.put("sample", Json.of(sample)).put("step", Json.of(trace.step()));
        report.put("inputs", tensors(trace.inputs())).put("targets", tensors(trace.targets()));
        report.put("layers", Json.array(trace.layers(), TraceReport::layer));
        report.put("loss", trace.loss());
        report.put("parameters", Json.array(trace.parameters(), TraceReport::parameter));
        return report.put("loss_after", trace.lossAfter()).build();
    }

    private static Json tensors(Map<String, Tensor> tensors) {
        Json.Builder object = new Json.Builder();
        tensors.forEach((name, tensor) -> object.put(name, ofSample(tensor)));
        return object.build();
    }

    private static Json layer(BackwardTrace.LayerTrace layer) {
        Json.Builder object = new Json.Builder().put("name", layer.name());
        object.put("inputs", Json.array(layer.inputs(), Json::of));
        object.put("z", ofSample(layer.z())).put("a", ofSample(layer.a()));
        layer.slope().ifPresent(it -> object.put("slope", ofSample(it)));
        layer.arriving().ifPresent(it -> object.put("upstream", ofSample(it)));
        return object.put("delta", ofSample(layer.delta())).build();
    }

    private static Json parameter(BackwardTrace.ParameterTrace parameter) {
        return new Json.Builder()
                .put("layer", parameter.key().layer())
                .put("name", parameter.key().name())
                .put("before", Json.of(parameter.before()))
                .put("gradient", Json.of(parameter.gradient()))
                .put("after", Json.of(parameter.after()))
                .build();
    }

    /// Without the axis of the batch, which has one sample.
    private static Json ofSample(Tensor tensor) {
        return Json.of(Tensor.of(tensor.shape().item(), tensor.values()));
    }

    String toText() {
        StringBuilder text = new StringBuilder();
        text.append("%s: sample %d, step %d%n".formatted(experiment.title(), sample, trace.step()));
        given(text);
        forward(text);
        text.append("%nLoss%n  %s%n".formatted(figure(trace.loss())));
        backward(text);
        update(text);
        text.append(
                "%nVerify%n  loss %s before the update, %s after it%n"
                        .formatted(figure(trace.loss()), figure(trace.lossAfter())));
        return text.toString();
    }

    private void given(StringBuilder text) {
        text.append("%nGiven%n".formatted());
        trace.inputs().forEach((name, x) -> text.append("  %s = %s%n".formatted(name, figures(x))));
        trace.targets().forEach((name, t) -> text.append("  target of %s = %s%n".formatted(name, figures(t))));
    }

    private void forward(StringBuilder text) {
        text.append("%nForward: z from the layer before, a = f(z)%n".formatted());
        for (BackwardTrace.LayerTrace layer : trace.layers()) {
            text.append("  %s: %s%n".formatted(layer.name(), description(layer)));
            TextTable table = new TextTable().row("", "z", "a");
            for (int unit = 0; unit < layer.z().size(); unit++) {
                table.row(place(unit, layer.z()), figure(layer.z().get(unit)), figure(layer.a().get(unit)));
            }
            append(text, table);
        }
    }

    /// For example "dense of input, sigmoid".
    private String description(BackwardTrace.LayerTrace layer) {
        LayerDescription description = experiment.network().layer(layer.name()).orElseThrow();
        return "%s of %s, %s"
                .formatted(
                        Layers.CATALOG.describe(description.layer()).id(),
                        String.join(", ", layer.inputs()),
                        OutputFunctions.describe(description.function()).id());
    }

    private void backward(StringBuilder text) {
        text.append("%nBackward: δ = ∂L/∂a · f′(z)%n".formatted());
        for (BackwardTrace.LayerTrace layer : trace.layers().reversed()) {
            text.append(
                    "  %s%s%n"
                            .formatted(
                                    layer.name(),
                                    layer.arriving().isPresent() ? "" : ": δ comes from the loss in one formula"));
            TextTable table = new TextTable().row("", "∂L/∂a", "f′(z)", "δ");
            for (int unit = 0; unit < layer.delta().size(); unit++) {
                int index = unit;
                table.row(
                        place(unit, layer.delta()),
                        layer.arriving().map(it -> figure(it.get(index))).orElse(Figures.NONE),
                        layer.slope().map(it -> figure(it.get(index))).orElse(Figures.NONE),
                        figure(layer.delta().get(unit)));
            }
            append(text, table);
        }
    }

    private void update(StringBuilder text) {
        text.append("%nUpdate: %s%n".formatted(rule()));
        for (BackwardTrace.ParameterTrace parameter : trace.parameters().reversed()) {
            Tensor gradient = parameter.gradient();
            List<Integer> shown = shown(gradient);
            text.append(
                    "  %s%s%n"
                            .formatted(
                                    parameter.key(),
                                    shown.size() == gradient.size()
                                            ? ""
                                            : ": the %d largest of %d gradients"
                                                    .formatted(shown.size(), gradient.size())));
            TextTable table = new TextTable().row("", "before", "∂L/∂" + symbol(parameter.key()), "after");
            for (int index : shown) {
                table.row(
                        place(index, gradient.shape()),
                        figure(parameter.before().get(index)),
                        figure(gradient.get(index)),
                        figure(parameter.after().get(index)));
            }
            append(text, table);
        }
    }

    private static String symbol(Parameters.Key key) {
        return switch (key.name()) {
            case "weights" -> "w";
            case "bias" -> "b";
            default -> key.name();
        };
    }

    private String rule() {
        UpdateRule rule = experiment.rule();
        var optimizer = Optimizers.CATALOG.describe(rule.optimizer());
        String scope = rule.scope() == UpdateRule.Scope.ALL ? "" : ", weights only";
        return optimizer.id() + " with " + optimizer.values() + scope;
    }

    /// All, or where these are too many those with the largest gradients, in their own order.
    private static List<Integer> shown(Tensor gradient) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, gradient.size()).boxed().toList());
        if (all.size() <= MOST_ROWS) {
            return all;
        }
        all.sort(Comparator.comparingDouble((Integer it) -> -Math.abs(gradient.get(it))));
        return all.subList(0, MOST_ROWS).stream().sorted().toList();
    }

    private static void append(StringBuilder text, TextTable table) {
        text.append(table.toString().indent(4));
    }

    private static String place(int index, Tensor ofBatch) {
        return place(index, ofBatch.shape().item());
    }

    /// For example `[1][0]`, counted from 0 as in files.
    private static String place(int index, Shape shape) {
        StringBuilder place = new StringBuilder();
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            place.insert(0, "[" + index % shape.size(axis) + "]");
            index /= shape.size(axis);
        }
        return place.toString();
    }

    private String figures(Tensor tensor) {
        String all =
                Arrays.stream(tensor.values())
                        .limit(MOST_ROWS)
                        .mapToObj(this::figure)
                        .collect(Collectors.joining(", "));
        return tensor.size() <= MOST_ROWS ? all : all + ", … (%d numbers)".formatted(tensor.size());
    }

    private String figure(double value) {
        return Figures.of(value, digits);
    }
}
