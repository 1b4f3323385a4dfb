package backproplab.cli;

import backproplab.backprop.BackwardTrace;
import backproplab.experiment.Experiment;
import backproplab.experiment.Json;
import backproplab.layer.Layers;
import backproplab.layer.OutputFunctions;
import backproplab.loss.Losses;
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

/// One traced sample, or a batch, as text or JSON, in the order of the passes: given, forward, loss, backward, update, verify.
final class TraceReport {
    /// More rows than this nobody reads; the text then shows those with the largest gradients.
    private static final int MOST_ROWS = 40;

    /// A layer of one sample is shown whole up to this size.
    private static final int MOST_UNITS = 1000;

    private static final int MOST_LISTED = 8;

    private final Experiment experiment;
    private final int[] samples;
    private final BackwardTrace trace;
    private final int digits;

    /// @param samples which were traced
    TraceReport(Experiment experiment, int[] samples, BackwardTrace trace, int digits) {
        this.experiment = experiment;
        this.samples = samples;
        this.trace = trace;
        this.digits = digits;
    }

    /// Of a single sample without the axis of the batch.
    Json.Builder toJson() {
        Json.Builder report = new Json.Builder();
        if (isBatch()) {
            report.put("samples", Json.array(Arrays.stream(samples).boxed().toList(), Json::of));
        } else {
            report.put("sample", Json.of(samples[0]));
        }
        report.put("step", Json.of(trace.step()));
        report.put("inputs", tensors(trace.inputs())).put("targets", tensors(trace.targets()));
        report.put("layers", Json.array(trace.layers(), this::layer));
        report.put("losses", Json.array(trace.losses(), TraceReport::loss));
        report.put("loss", trace.loss());
        report.put("parameters", Json.array(trace.parameters(), TraceReport::parameter));
        Json.Builder inputs = new Json.Builder();
        trace.inputGradients().forEach((name, gradient) -> inputs.put(name, ofSample(gradient.total())));
        report.put("input_gradients", inputs.build());
        return report.put("loss_after", trace.lossAfter()).put("outputs_after", tensors(trace.outputsAfter()));
    }

    private boolean isBatch() {
        return samples.length > 1;
    }

    /// One term: what each sample costs, and what it sends back.
    private static Json loss(BackwardTrace.LossTrace loss) {
        return new Json.Builder()
                .put("on", loss.term().on())
                .put("type", Losses.CATALOG.entryOf(loss.term().loss()).id())
                .put("fused", Json.of(loss.fused()))
                .put("samples", Json.of(loss.samples().stream().mapToDouble(it -> it).toArray()))
                .put("part", loss.part())
                .put("weight", loss.term().weight())
                .put("scale", loss.scale())
                .build();
    }

    private Json tensors(Map<String, Tensor> tensors) {
        Json.Builder object = new Json.Builder();
        tensors.forEach((name, tensor) -> object.put(name, ofSample(tensor)));
        return object.build();
    }

    private Json layer(BackwardTrace.LayerTrace layer) {
        Json.Builder object = new Json.Builder().put("name", layer.name());
        object.put("inputs", Json.array(layer.inputs(), Json::of));
        object.put("z", ofSample(layer.z())).put("a", ofSample(layer.a()));
        layer.slope().ifPresent(it -> object.put("slope", ofSample(it)));
        layer.arriving().ifPresent(it -> object.put("upstream", ofSample(it)));
        return object.put("delta", ofSample(layer.delta())).build();
    }

    private static Json parameter(BackwardTrace.ParameterTrace parameter) {
        Json.Builder object =
                new Json.Builder()
                        .put("layer", parameter.key().layer())
                        .put("name", parameter.key().name())
                        .put("before", Json.of(parameter.before()))
                        .put("gradient", Json.of(parameter.gradient()));
        parameter.effective().ifPresent(it -> object.put("effective_gradient", Json.of(it)));
        return object.put("after", Json.of(parameter.after())).build();
    }

    private Json ofSample(Tensor tensor) {
        return isBatch() ? Json.of(tensor) : Json.of(Tensor.of(tensor.shape().item(), tensor.values()));
    }

    String toText() {
        StringBuilder text = new StringBuilder();
        text.append(title()).append("%n".formatted());
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

    /// Such as "XOR: sample 2, step 0".
    String title() {
        String which =
                isBatch() ? "a batch of %d samples (%s)".formatted(samples.length, listed()) : "sample " + samples[0];
        return "%s: %s, step %d".formatted(experiment.title(), which, trace.step());
    }

    private String listed() {
        String first =
                Arrays.stream(samples).limit(MOST_LISTED).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        return samples.length <= MOST_LISTED ? first : first + ", …";
    }

    private void given(StringBuilder text) {
        text.append("%nGiven%n".formatted());
        trace.inputs().forEach((name, x) -> text.append("  %s = %s%n".formatted(name, figures(x))));
        trace.targets().forEach((name, t) -> text.append("  target of %s = %s%n".formatted(name, figures(t))));
    }

    private void forward(StringBuilder text) {
        text.append("%nForward: z from the layer before, a = f(z)%n".formatted());
        for (BackwardTrace.LayerTrace layer : trace.layers()) {
            List<Integer> shown = units(layer.a());
            text.append("  %s: %s%s%n".formatted(layer.name(), description(layer), more(shown, layer.a(), "a")));
            TextTable table = new TextTable().row("", "z", "a");
            for (int unit : shown) {
                table.row(place(unit, layer.z()), figure(layer.z().get(unit)), figure(layer.a().get(unit)));
            }
            append(text, table);
        }
    }

    /// The places of a layer's tensor that are shown: of a large batch the largest numbers.
    private static List<Integer> units(Tensor values) {
        return values.size() <= MOST_UNITS ? IntStream.range(0, values.size()).boxed().toList() : shown(values);
    }

    private static String more(List<Integer> shown, Tensor of, String symbol) {
        return shown.size() == of.size() ? "" : "; the %d largest %s of %d".formatted(shown.size(), symbol, of.size());
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
            List<Integer> shown = units(layer.delta());
            text.append(
                    "  %s%s%s%n"
                            .formatted(
                                    layer.name(),
                                    layer.arriving().isPresent() ? "" : ": δ comes from the loss in one formula",
                                    more(shown, layer.delta(), "δ")));
            TextTable table = new TextTable().row("", "∂L/∂a", "f′(z)", "δ");
            for (int unit : shown) {
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

    /// Of a batch with the sample in front.
    private String place(int index, Tensor ofBatch) {
        return place(index, isBatch() ? ofBatch.shape() : ofBatch.shape().item());
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
