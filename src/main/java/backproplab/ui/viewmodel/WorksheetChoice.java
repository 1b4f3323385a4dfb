package backproplab.ui.viewmodel;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.BackwardTrace.ParameterTrace;
import backproplab.backprop.TraceValue.Place;
import backproplab.layer.Dense;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Which numbers of a pass a worksheet asks for: all of a small one; of a large one those of a path, which goes from the
/// output with the largest δ back to the inputs, over the units with the largest δ of each layer.
final class WorksheetChoice {
    private static final int MOST_UNITS = 6;
    private static final int MOST_LAYERS = 4;
    private static final int MOST_PATH_LAYERS = 3;
    private static final int MOST_BLANKS = 75;

    /// Of a path, in each layer but the last.
    private static final int PATH_UNITS = 2;

    /// A longer path is a thin one.
    private static final int MOST_WIDE_LAYERS = 2;

    private final BackwardTrace trace;
    private final boolean isWhole;
    private final int sample;
    private final List<String> layers;
    private final Map<String, List<Integer>> units = new LinkedHashMap<>();

    WorksheetChoice(BackwardTrace trace) {
        this.trace = trace;
        isWhole = isSmall(trace);
        List<String> names = trace.layers().stream().map(LayerTrace::name).toList();
        if (isWhole) {
            sample = 0;
            layers = names;
            trace.inputs().forEach((name, x) -> units.put(name, all(x.rowSize())));
            trace.layers().forEach(it -> units.put(it.name(), all(it.z().rowSize())));
        } else {
            LayerTrace output = trace.layer(trace.losses().getFirst().term().on());
            int worst = largest(output.delta().size(), 1, i -> output.delta().get(i)).getFirst();
            sample = worst / output.delta().rowSize();
            layers = asked(names);
            trace.layers().forEach(it -> units.put(it.name(), chosen(it)));
            units.put(output.name(), List.of(worst % output.delta().rowSize()));
            trace.inputs().forEach((name, x) -> units.put(name, chosenInputs(name, x)));
        }
    }

    private static boolean isSmall(BackwardTrace trace) {
        long blanks = 0;
        boolean isNarrow = trace.layers().size() <= MOST_LAYERS;
        for (Tensor x : trace.inputs().values()) {
            isNarrow &= x.rowSize() <= MOST_UNITS;
        }
        for (LayerTrace it : trace.layers()) {
            isNarrow &= it.z().rowSize() <= MOST_UNITS;
            blanks += 5L * it.z().size(); // z, a, ∂L/∂a, f′(z), δ
        }
        for (ParameterTrace it : trace.parameters()) {
            blanks += 2L * it.before().size(); // the gradient, and the new value
        }
        return isNarrow && blanks <= MOST_BLANKS;
    }

    private static List<Integer> all(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    /// Of a deep network the first layer and the last ones.
    private static List<String> asked(List<String> layers) {
        if (layers.size() <= MOST_PATH_LAYERS) {
            return layers;
        }
        List<String> asked = new ArrayList<>(List.of(layers.getFirst()));
        asked.addAll(layers.subList(layers.size() - MOST_PATH_LAYERS + 1, layers.size()));
        return asked;
    }

    private List<Integer> chosen(LayerTrace layer) {
        int n = layer.delta().rowSize();
        int count = layers.size() <= MOST_WIDE_LAYERS ? PATH_UNITS : 1;
        return largest(n, count, i -> layer.delta().get(sample * n + i));
    }

    /// Those whose weights to the chosen units have the largest gradients.
    private List<Integer> chosenInputs(String name, Tensor x) {
        double[] sizes = new double[x.rowSize()];
        for (LayerTrace layer : trace.layers()) {
            if (layer.description().layer() instanceof Dense && layer.inputs().contains(name)) {
                Tensor gradient = trace.parameter(new Parameters.Key(layer.name(), "weights")).gradient();
                for (int unit : units(layer.name())) {
                    for (int i = 0; i < sizes.length; i++) {
                        sizes[i] = Math.max(sizes[i], Math.abs(gradient.get(unit * sizes.length + i)));
                    }
                }
            }
        }
        return largest(sizes.length, PATH_UNITS, i -> sizes[i]);
    }

    private static List<Integer> largest(int count, int most, IntToDoubleFunction value) {
        return IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer it) -> -Math.abs(value.applyAsDouble(it))))
                .limit(most)
                .sorted()
                .toList();
    }

    boolean isWhole() {
        return isWhole;
    }

    /// Those that are shown, of an input or a layer.
    List<Integer> units(String owner) {
        return units.getOrDefault(owner, List.of());
    }

    boolean isAsked(String layer) {
        return layers.contains(layer);
    }

    /// The one of a path, in words; empty where all are asked about.
    String sample() {
        return isWhole || trace.samples() == 1 ? "" : "sample %d of %d".formatted(sample + 1, trace.samples());
    }

    boolean asks(Place place) {
        return switch (place) {
            case Place.Unit unit -> asks(unit);
            case Place.Edge edge -> asks(edge.to());
            case Place.Timed it -> isAsked(it.owner()) && (isWhole || it.sample() == sample);
            case Place.Weight weight -> asks(weight);
            case Place.Term term -> isWhole || term.sample() == sample;
            case Place.Whole _ -> true;
        };
    }

    private boolean asks(Place.Unit it) {
        return isAsked(it.owner()) && shows(it);
    }

    /// Whether it is a number of a unit or an input that stands on the sheet.
    boolean shows(Place place) {
        return place instanceof Place.Unit it
                && (isWhole || it.sample() == sample)
                && units(it.owner()).contains(it.unit());
    }

    private boolean asks(Place.Weight it) {
        String layer = it.key().layer();
        if (!isAsked(layer)) {
            return false;
        }
        Tensor parameter = trace.parameter(it.key()).before();
        if (parameter.shape().rank() != 2) {
            return isWhole || parameter.size() == 1 || units(layer).contains(it.index());
        }
        String source = trace.layer(layer).inputs().getFirst();
        int in = parameter.rowSize();
        return units(layer).contains(it.index() / in) && units(source).contains(it.index() % in);
    }
}
