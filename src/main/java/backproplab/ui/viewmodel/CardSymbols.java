package backproplab.ui.viewmodel;

import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.MapPlace;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;

import java.util.OptionalInt;

/// The letters of docs/model.md in LaTeX: violet for what the forward pass computes, coral for what comes back. Layers
/// stand above in parentheses, samples (of a batch) before units below, all counted from 1.
public final class CardSymbols {
    private final CardContext context;
    private final boolean flat;
    private final TimeSymbols times;
    private final RowNames rows;

    CardSymbols(CardContext context) {
        this(context, false);
    }

    private CardSymbols(CardContext context, boolean flat) {
        this.context = context;
        this.flat = flat;
        this.times = new TimeSymbols(context);
        this.rows = new RowNames(context);
    }

    /// For rows of text: `∂L/∂w` on one line.
    public static CardSymbols flat(CardContext context) {
        return new CardSymbols(context, true);
    }

    String of(TraceValue value) {
        return of(value.quantity(), value.place());
    }

    /// As one of many: with a letter for the index that runs.
    String of(TraceValue value, String running) {
        return switch (value.place()) {
            case Place.Unit unit -> ofUnit(value.quantity(), unit.owner(), running);
            case Place.Edge edge -> ofUnit(value.quantity(), edge.to().owner(), running);
            case Place.Timed timed -> ofTimed(value.quantity(), timed, running);
            case Place.Weight weight -> ofWeight(value.quantity(), weight.key(), running);
            case Place.Term _, Place.Whole _ -> ofWhole(value.quantity(), running);
        };
    }

    public String of(Quantity quantity, Place place) {
        return switch (place) {
            case Place.Unit unit -> ofUnit(quantity, unit.owner(), index(unit));
            case Place.Edge edge -> ofUnit(quantity, edge.to().owner(), index(edge.to()));
            case Place.Timed timed -> ofTimed(quantity, timed, String.valueOf(timed.unit() + 1));
            case Place.Weight weight -> ofWeight(quantity, weight.key(), index(weight));
            case Place.Term term -> ofWhole(quantity, context.isBatch() ? String.valueOf(term.sample() + 1) : "");
            case Place.Whole _ -> ofWhole(quantity, "");
        };
    }

    private String ofTimed(Quantity quantity, Place.Timed place, String unit) {
        String tex = times.of(quantity, place, unit);
        return TimeSymbols.isBackward(quantity) ? backward(tex) : forward(tex);
    }

    String index(Place.Unit unit) {
        return running(unit, "", indexWithin(unit.owner(), unit.unit()));
    }

    /// Without the sample: in maps by channel, row and column, in a sequence by time step and number.
    String indexWithin(String owner, int unit) {
        Shape item = context.shape(owner);
        OptionalInt perStep = context.perStep(owner);
        return MapPlace.of(item, unit)
                .map(it -> inMap(item, it.channel() + 1, String.valueOf(it.row() + 1), String.valueOf(it.column() + 1)))
                .orElseGet(() ->
                        perStep.isEmpty()
                                ? String.valueOf(unit + 1)
                                : context.time(unit / perStep.getAsInt()) + "," + (unit % perStep.getAsInt() + 1));
    }

    /// A place in maps; of a single one its number is left out.
    ///
    /// @param channel from 1
    static String inMap(Shape item, int channel, String row, String column) {
        return inMap(item, String.valueOf(channel), row, column);
    }

    static String inMap(Shape item, String channel, String row, String column) {
        return (item.size(0) == 1 ? "" : channel + ",") + row + "," + column;
    }

    /// The same unit in all samples, or all units of the same sample.
    String running(Place.Unit unit, String sample, String running) {
        return context.isBatch()
                ? (sample.isEmpty() ? String.valueOf(unit.sample() + 1) : sample) + "," + running
                : running;
    }

    private String index(Place.Weight weight) {
        if (!isMatrix(weight.key())) {
            return areKernels(weight.key()) ? inKernel(weight) : row(weight.key(), weight.index());
        }
        int in = fanIn(weight.key());
        if (context.isRecurrent(weight.key().layer())) {
            return row(weight.key(), weight.index() / in) + "," + (weight.index() % in + 1);
        }
        return (weight.index() / in + 1) + "," + (weight.index() % in + 1);
    }

    /// One of all numbers of a time step.
    String runningFeature(Place.Unit unit, String running) {
        OptionalInt perStep = context.perStep(unit.owner());
        String at = perStep.isEmpty() ? running : context.time(unit.unit() / perStep.getAsInt()) + "," + running;
        return context.isBatch() ? (unit.sample() + 1) + "," + at : at;
    }

    /// One of all weights that lead to a unit, or that start at one.
    ///
    /// @param rows whether the rows run
    String runningIndex(Place.Weight weight, String running, boolean rows) {
        int in = fanIn(weight.key());
        return rows
                ? running + "," + (weight.index() % in + 1)
                : row(weight.key(), weight.index() / in) + "," + running;
    }

    /// A unit, and of a layer with gates the gate before it.
    private String row(Parameters.Key key, int row) {
        return context.isRecurrent(key.layer()) && rows.isRow(key)
                ? rows.index(key.layer(), row)
                : String.valueOf(row + 1);
    }

    private String inKernel(Place.Weight weight) {
        Shape kernels = shape(weight.key());
        MapPlace tap = MapNames.tap(kernels, weight.index());
        return (weight.index() / kernels.item().elements() + 1)
                + ","
                + inMap(
                        kernels.item(),
                        tap.channel() + 1,
                        String.valueOf(tap.row() + 1),
                        String.valueOf(tap.column() + 1));
    }

    boolean areKernels(Parameters.Key key) {
        return MapNames.areKernels(shape(key));
    }

    private Shape shape(Parameters.Key key) {
        return context.trace().parameter(key).before().shape();
    }

    boolean isMatrix(Parameters.Key key) {
        return shape(key).rank() == 2;
    }

    int fanIn(Parameters.Key key) {
        return shape(key).last();
    }

    String ofUnit(Quantity quantity, String owner, String index) {
        int number = context.number(owner);
        String above = number == 0 ? "" : "^{(" + number + ")}";
        String at = "_{" + index + "}" + above;
        return switch (quantity) {
            case INPUT -> forward("x" + at);
            case TARGET -> "t_{" + index + "}";
            case PRE_ACTIVATION -> forward("z" + at);
            case ACTIVATION -> forward("a" + at);
            case MEAN -> forward("\\mu" + at);
            case INVERSE_DEVIATION -> forward("s" + at);
            case NORMALISED -> forward("\\hat x" + at);
            case MASK -> forward(flat ? "m" + at + " / (1 - p)" : "\\frac{m" + at + "}{1 - p}");
            case WON -> forward(quotient("z", (number == 0 ? "x" : "a") + at));
            case SHARE -> forward(flat ? "1 / n" : "\\frac{1}{n}");
            case SLOPE -> forward(context.slopeName(owner) + "(z" + at + ")");
            case PARAMETER_SLOPE -> forward(quotient("f", "p") + "(z" + at + ")");
            case ARRIVING, LOSS_GRADIENT -> backward(quotient("L", "a" + at));
            case SENT_BACK -> backward("g" + at);
            case INPUT_GRADIENT -> backward(quotient("L", "x" + at));
            case DELTA -> backward("\\delta" + at);
            case SAMPLE_LOSS, LOSS, PARAMETER, GRADIENT, EFFECTIVE_GRADIENT, CHANGE, UPDATED, LOSS_AFTER ->
                    throw new IllegalArgumentException(quantity + " stands at no unit");
        };
    }

    /// w, b or another trained number.
    String parameter(Parameters.Key key, String index) {
        int number = context.number(key.layer());
        String above = rows.isRow(key) ? key.name().substring(2) : "";
        above += number == 0 ? "" : "(" + number + ")";
        return letter(key.name()) + "_{" + index + "}" + (above.isEmpty() ? "" : "^{" + above + "}");
    }

    /// In LaTeX.
    public static String letter(String parameter) {
        return switch (parameter) {
            case "weights", "W_ih", "W_hh" -> "w";
            case "bias", "b_ih", "b_hh" -> "b";
            case "gamma" -> "\\gamma";
            case "beta" -> "\\beta";
            case "alpha" -> "\\alpha";
            default -> "p";
        };
    }

    private String ofWeight(Quantity quantity, Parameters.Key key, String index) {
        String symbol = parameter(key, index);
        return switch (quantity) {
            case PARAMETER, UPDATED -> symbol;
            case GRADIENT -> backward(quotient("L", symbol));
            case EFFECTIVE_GRADIENT -> backward("g");
            case CHANGE -> "\\Delta " + symbol;
            default -> throw new IllegalArgumentException(quantity + " stands at no weight");
        };
    }

    private static String ofWhole(Quantity quantity, String index) {
        return switch (quantity) {
            case SAMPLE_LOSS -> "\\ell" + (index.isEmpty() ? "" : "_{" + index + "}");
            case LOSS -> "L";
            case LOSS_AFTER -> "L_{\\text{new}}";
            default -> throw new IllegalArgumentException(quantity + " is not of the whole");
        };
    }

    private String quotient(String of, String by) {
        return flat
                ? "\\partial %s / \\partial %s".formatted(of, by)
                : "\\frac{\\partial %s}{\\partial %s}".formatted(of, by);
    }

    static String derivative(String by) {
        return backward("\\frac{\\partial L}{\\partial " + by + "}");
    }

    static String forward(String tex) {
        return "\\forward{" + tex + "}";
    }

    static String backward(String tex) {
        return "\\backward{" + tex + "}";
    }

    /// The letter of a derivative or an update with its place, such as "∂L/∂w of input 2 → hidden 1".
    public String title(String before, Place.Weight weight) {
        String of =
                isMatrix(weight.key()) || areKernels(weight.key())
                        ? name(weight)
                        : rows.isRow(weight.key())
                                ? rows.place(weight)
                                : context.names().ofParameter(weight.key(), weight.index());
        return before + plainLetter(weight.key().name()) + " of " + of;
    }

    public static String plainLetter(String parameter) {
        return switch (parameter) {
            case "weights" -> "w";
            case "bias" -> "b";
            default -> nameOfNumber(parameter);
        };
    }

    private static String nameOfNumber(String parameter) {
        return switch (parameter) {
            case "gamma" -> "γ";
            case "beta" -> "β";
            case "alpha" -> "α";
            default -> parameter;
        };
    }

    /// In words, such as "h of cell 3 at t = 7".
    public static String title(CardContext context, Quantity quantity, Place.Timed place) {
        return new TimeSymbols(context).title(quantity, place);
    }

    /// A letter with its place; inside of a recurrent layer with the letter that belongs there.
    String title(String letter, TraceValue value) {
        return value.place() instanceof Place.Timed timed
                ? times.title(value.quantity(), timed) + context.sample(timed.sample())
                : letter + " of " + name(value.place());
    }

    /// In words, such as "hidden 1", "input 2 → hidden 1", "bias of hidden 1".
    public String name(Place place) {
        return switch (place) {
            case Place.Unit unit -> context.place(unit);
            case Place.Edge edge -> context.place(edge.to());
            case Place.Timed timed -> times.name(timed) + context.sample(timed.sample());
            case Place.Weight weight -> name(weight);
            case Place.Term term -> context.isBatch() ? "sample " + (term.sample() + 1) : "the sample";
            case Place.Whole _ -> context.isBatch() ? "the batch" : "the sample";
        };
    }

    private String name(Place.Weight weight) {
        String layer = weight.key().layer();
        String source = context.trace().layer(layer).inputs().getFirst();
        if (areKernels(weight.key())) {
            Shape kernels = shape(weight.key());
            return MapNames.under(source, kernels, weight.index())
                    + " → "
                    + context.names().ofParameter(weight.key(), weight.index() / kernels.item().elements());
        }
        if (!isMatrix(weight.key())) {
            if (context.isRecurrent(layer)) {
                return rows.name(weight);
            }
            return nameOfNumber(weight.key().name())
                    + " of "
                    + context.names().ofParameter(weight.key(), weight.index());
        }
        int in = fanIn(weight.key());
        if (context.isRecurrent(layer)) {
            return rows.name(weight);
        }
        return context.names().of(source, weight.index() % in) + " → " + context.names().of(layer, weight.index() / in);
    }
}
