package backproplab.ui.viewmodel;

import backproplab.activation.Relu;
import backproplab.backprop.BackwardTrace;
import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.BackwardTrace.LossTrace;
import backproplab.backprop.BackwardTrace.ParameterTrace;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Dense;
import backproplab.layer.Layers;
import backproplab.layer.OutputFunctions;
import backproplab.loss.Reduction;
import backproplab.network.LossTerm;
import backproplab.network.Parameters;
import backproplab.optimizer.Clipping;
import backproplab.optimizer.Optimizers;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Tensor;
import backproplab.ui.viewmodel.Worksheet.Fact;
import backproplab.ui.viewmodel.WorksheetDiagram.Asked;
import backproplab.ui.viewmodel.WorksheetDiagram.Column;
import backproplab.ui.viewmodel.WorksheetDiagram.Edge;
import backproplab.ui.viewmodel.WorksheetDiagram.Node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes what stands above the questions of a [Worksheet]: where it comes from, and the network.
final class WorksheetWriter {
    /// As on the card; a path leaves room for little more.
    private static final int MOST_TERMS = 4;

    private final BackwardTrace trace;
    private final Worksheet.Source source;
    private final CardContext context;
    private final CardSymbols symbols;
    private final WorksheetChoice choice;

    WorksheetWriter(BackwardTrace trace, CardContext.Names names, Worksheet.Source source, CardDigits digits) {
        this.trace = trace;
        this.source = source;
        this.context = new CardContext(trace, digits, MOST_TERMS, names);
        this.symbols = new CardSymbols(context);
        this.choice = new WorksheetChoice(trace);
    }

    Worksheet write() {
        return new Worksheet(
                source.title(), facts(), scope(), diagram(), new WorksheetQuestions(context, choice).all());
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Network", sizes()));
        facts.add(new Fact("Samples", source.samples() + ", at step " + trace.step()));
        facts.add(new Fact("Loss", trace.losses().stream().map(this::loss).collect(Collectors.joining("; "))));
        facts.add(new Fact("Update", update()));
        facts.add(new Fact("Conventions", String.join(" ", conventions())));
        return facts;
    }

    /// Such as "2 input – 2 hidden (sigmoid) – 2 output (sigmoid)".
    private String sizes() {
        List<String> sizes = new ArrayList<>();
        trace.inputs().forEach((name, x) -> sizes.add(x.rowSize() + " " + name));
        int without = 0;
        for (LayerTrace it : trace.layers()) {
            if (choice.isAsked(it.name())) {
                without = said(sizes, without);
                sizes.add("%d %s (%s)".formatted(it.z().rowSize(), it.name(), about(it)));
            } else {
                without++;
            }
        }
        said(sizes, without);
        return String.join(" – ", sizes);
    }

    private static int said(List<String> sizes, int without) {
        if (without > 0) {
            sizes.add(without == 1 ? "1 layer more" : without + " layers more");
        }
        return 0;
    }

    /// Such as "sigmoid", "batch_norm, relu".
    private static String about(LayerTrace layer) {
        String function = OutputFunctions.describe(layer.description().function()).id();
        String kind = Layers.CATALOG.describe(layer.description().layer()).id();
        return layer.description().layer() instanceof Dense ? function : kind + ", " + function;
    }

    private String loss(LossTrace loss) {
        LossTerm term = loss.term();
        List<String> words = new ArrayList<>(List.of(LossTex.label(term.loss())));
        if (loss.gradient().rowSize() > 1) {
            words.add((term.outputs() == Reduction.MEAN ? "mean" : "sum") + " over the outputs");
        }
        if (context.isBatch()) {
            words.add((term.batch() == Reduction.MEAN ? "mean" : "sum") + " over the batch");
        }
        if (trace.losses().size() > 1) {
            words.add("on " + term.on() + ", weight " + context.digits().text(term.weight()));
        }
        return String.join(", ", words);
    }

    private String update() {
        UpdateRule rule = trace.rule();
        var entry = Optimizers.CATALOG.entryOf(rule.optimizer());
        String settings =
                entry.valuesOf(rule.optimizer()).asMap().entrySet().stream()
                        .map(it -> "%s %s".formatted(it.getKey().replace('_', ' '), text(it.getValue())))
                        .collect(Collectors.joining(", "));
        return entry.label()
                + (settings.isEmpty() ? "" : ", " + settings)
                + (rule.clipping() instanceof Clipping.None ? "" : ", gradients are clipped")
                + (rule.penalty().isNone() ? "" : ", with a penalty on the weights")
                + (rule.scope() == UpdateRule.Scope.ALL ? "" : "; weights only, biases stay as they are");
    }

    private String text(Object value) {
        return value instanceof Double number ? context.digits().text(number) : String.valueOf(value);
    }

    private List<String> conventions() {
        List<String> said = new ArrayList<>();
        said.add("f′ is taken at z. First all gradients, then all updates.");
        for (LayerTrace it : trace.layers()) {
            Optional<Relu> relu =
                    it.description().function().elementwise().filter(Relu.class::isInstance).map(Relu.class::cast);
            if (relu.isPresent()) {
                said.add("ReLU′(0) = %s.".formatted(context.digits().text(relu.get().atZero())));
                break;
            }
        }
        if (context.isBatch() && trace.losses().getFirst().term().batch() == Reduction.MEAN) {
            said.add("The mean over the batch is in δ of the outputs once; later sums over it are plain.");
        }
        said.add("Numbers are rounded to %d significant digits.".formatted(context.digits().digits()));
        return said;
    }

    private String scope() {
        if (choice.isWhole()) {
            return "All of the pass is asked for. Compute with more digits than you write down.";
        }
        List<String> without = trace.layers().stream().map(LayerTrace::name).filter(it -> !choice.isAsked(it)).toList();
        return "The network is large, so the questions follow one path%s: from the output with the largest δ back to the"
                        .formatted(choice.sample().isEmpty() ? "" : " of " + choice.sample())
                + " inputs, over the units with the largest δ and the inputs with the largest gradients. What else is"
                + " needed is given."
                + (without.isEmpty()
                        ? ""
                        : " Not asked about: %s."
                                .formatted(
                                        without.size() <= 2
                                                ? String.join(", ", without)
                                                : without.getFirst() + " to " + without.getLast()));
    }

    private WorksheetDiagram diagram() {
        List<Column> columns = new ArrayList<>();
        trace.inputs().forEach((name, x) -> columns.add(inputs(name, x)));
        for (String name : owners().subList(columns.size(), owners().size())) {
            if (name.isEmpty()) {
                long without = trace.layers().stream().filter(it -> !choice.isAsked(it.name())).count();
                columns.add(new Column("…", without == 1 ? "1 layer" : without + " layers", 0, List.of()));
            } else {
                columns.add(layer(trace.layer(name)));
            }
        }
        return new WorksheetDiagram(columns, edges());
    }

    /// What has a column of its own; an empty name stands for layers that are not asked about, which follow the first.
    private List<String> owners() {
        List<String> owners = new ArrayList<>(trace.inputs().keySet());
        for (LayerTrace it : trace.layers()) {
            if (choice.isAsked(it.name())) {
                owners.add(it.name());
            } else if (!owners.getLast().isEmpty()) {
                owners.add("");
            }
        }
        return owners;
    }

    private Column inputs(String name, Tensor x) {
        List<Node> nodes = new ArrayList<>();
        for (int unit : choice.units(name)) {
            List<String> given =
                    context.isBatch() ? List.of() : List.of(is(Quantity.INPUT, unit(name, unit), x.get(unit)));
            nodes.add(new Node(context.names().of(name, unit), given, List.of()));
        }
        return new Column(name, "", x.rowSize(), nodes);
    }

    private Column layer(LayerTrace layer) {
        List<Node> nodes = new ArrayList<>();
        for (int unit : choice.units(layer.name())) {
            List<Asked> asked = new ArrayList<>();
            List<String> given = new ArrayList<>();
            Parameters.Key bias = new Parameters.Key(layer.name(), "bias");
            parameter(bias)
                    .ifPresent(it ->
                            given.add(is(Quantity.PARAMETER, new Place.Weight(bias, unit), it.before().get(unit))));
            if (!context.isBatch()) {
                if (choice.isAsked(layer.name())) {
                    asked.add(asked(Quantity.PRE_ACTIVATION, layer, layer.z(), unit));
                    asked.add(asked(Quantity.ACTIVATION, layer, layer.a(), unit));
                    asked.add(asked(Quantity.DELTA, layer, layer.delta(), unit));
                }
                Tensor target = trace.targets().get(layer.name());
                if (target != null) {
                    given.add(is(Quantity.TARGET, unit(layer.name(), unit), target.get(unit)));
                }
            }
            nodes.add(new Node(context.names().of(layer.name(), unit), given, asked));
        }
        return new Column(layer.name(), about(layer), layer.z().rowSize(), nodes);
    }

    private static Place.Unit unit(String owner, int unit) {
        return new Place.Unit(owner, 0, unit);
    }

    private String is(Quantity quantity, Place place, double value) {
        return symbols.of(quantity, place) + " = " + context.tex(value);
    }

    private Asked asked(Quantity quantity, LayerTrace layer, Tensor values, int unit) {
        return new Asked(symbols.of(quantity, unit(layer.name(), unit)), context.tex(values.get(unit)));
    }

    private Optional<ParameterTrace> parameter(Parameters.Key key) {
        return trace.parameters().stream().filter(it -> it.key().equals(key)).findFirst();
    }

    private List<Edge> edges() {
        List<String> owners = owners();
        List<Edge> edges = new ArrayList<>();
        for (LayerTrace layer : trace.layers()) {
            int to = owners.indexOf(layer.name());
            for (String input : layer.inputs()) {
                if (to >= 0 && owners.contains(input)) {
                    edges(edges, layer, to, input, owners.indexOf(input));
                }
            }
        }
        return edges;
    }

    /// A layer that is not dense takes each number by itself.
    private void edges(List<Edge> edges, LayerTrace layer, int to, String input, int from) {
        List<Integer> sources = choice.units(input);
        List<Integer> targets = choice.units(layer.name());
        Optional<ParameterTrace> weights =
                parameter(new Parameters.Key(layer.name(), "weights"))
                        .filter(_ -> layer.description().layer() instanceof Dense);
        for (int t = 0; t < targets.size(); t++) {
            for (int s = 0; s < sources.size(); s++) {
                if (weights.isPresent()) {
                    Tensor w = weights.get().before();
                    double weight = w.get(targets.get(t) * w.rowSize() + sources.get(s));
                    Optional<String> text = Optional.of(context.tex(weight));
                    edges.add(new Edge(from, s, to, t, text, (int) Math.signum(weight)));
                } else if (sources.get(s).equals(targets.get(t))) {
                    edges.add(new Edge(from, s, to, t, Optional.empty(), 0));
                }
            }
        }
    }
}
