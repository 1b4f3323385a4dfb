package backproplab.ui.viewmodel;

import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.MapPlace;
import backproplab.layer.SlidingWindow;
import backproplab.layer.SlidingWindow.Axis;
import backproplab.layer.SlidingWindow.Patch;
import backproplab.layer.SlidingWindow.Span;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;

import java.util.Optional;

/// The sums over a window in LaTeX: with letters that run over its rows and columns, and the very places that are meant.
/// Everything is counted from 1.
final class WindowFormulas {
    private final CardContext context;
    private final CardSymbols symbols;
    private final LayerTrace layer;
    private final String source;
    private final Shape in;
    private final Shape out;
    private final SlidingWindow window;

    private WindowFormulas(CardContext context, LayerTrace layer, SlidingWindow window) {
        this.context = context;
        this.symbols = new CardSymbols(context);
        this.layer = layer;
        this.source = layer.inputs().getFirst();
        this.in = context.shape(source);
        this.out = context.shape(layer.name());
        this.window = window;
    }

    /// @return empty for a layer without a window
    static Optional<WindowFormulas> of(CardContext context, String layer) {
        LayerTrace trace = context.trace().layer(layer);
        return SlidingWindow.of(
                        trace.description().layer(), context.shape(trace.inputs().getFirst()), context.shape(layer))
                .map(it -> new WindowFormulas(context, trace, it));
    }

    SlidingWindow window() {
        return window;
    }

    /// The place of a number that comes out; of the mean of a whole map its only place.
    private MapPlace placeOf(Place.Unit unit) {
        return MapPlace.of(out, unit.unit()).orElseGet(() -> new MapPlace(unit.unit(), 0, 0));
    }

    /// How many numbers of the window lie in the padding.
    int inPadding(Place.Unit unit) {
        MapPlace z = placeOf(unit);
        return window.taps() - window.seenFrom(z.row(), z.column()).count();
    }

    /// `Σ w·x` of z of a convolution.
    String weighted(Place.Unit unit) {
        MapPlace z = placeOf(unit);
        return sum("c", in.size(0))
                + sum("i", window.rows().kernel())
                + sum("j", window.columns().kernel())
                + " "
                + symbols.parameter(weights(), (z.channel() + 1) + "," + inMaps("c", "i", "j"))
                + "\\, "
                + seen(
                        unit,
                        inMaps(
                                "c",
                                shifted("i", window.rows().begin(z.row())),
                                shifted("j", window.columns().begin(z.column()))));
    }

    private Parameters.Key weights() {
        return new Parameters.Key(layer.description().owner(), "weights");
    }

    private String inMaps(String channel, String row, String column) {
        return CardSymbols.inMap(in, channel, row, column);
    }

    private String seen(Place.Unit unit, String index) {
        Quantity quantity = context.trace().inputs().containsKey(source) ? Quantity.INPUT : Quantity.ACTIVATION;
        return symbols.ofUnit(quantity, source, symbols.running(new Place.Unit(source, unit.sample(), 0), "", index));
    }

    /// The numbers of the window, with letters for the place in it.
    String numbersOfWindow(Place.Unit unit) {
        MapPlace z = placeOf(unit);
        return seen(
                unit,
                inMaps(
                        String.valueOf(z.channel() + 1),
                        shifted("i", window.rows().begin(z.row())),
                        shifted("j", window.columns().begin(z.column()))));
    }

    /// `Σ δ·w` of a convolution, at a number that it takes.
    String sentBack(Place.Unit to) {
        MapPlace x = MapPlace.of(in, to.unit()).orElseThrow();
        Patch seeing = window.seeing(x.row(), x.column());
        String row = letter("r", seeing.rows());
        String column = letter("k", seeing.columns());
        return places(seeing)
                + sum("f", out.size(0))
                + " "
                + delta(to, "f", row, column)
                + "\\, "
                + symbols.parameter(
                        weights(),
                        "f,"
                                + inMaps(
                                        String.valueOf(x.channel() + 1),
                                        tap("r", seeing.rows(), x.row(), window.rows()),
                                        tap("k", seeing.columns(), x.column(), window.columns())));
    }

    /// Which tap lies over a position, where the window stands at place r: `position + padding + stride − stride·r`, from 1.
    private static String tap(String place, Span seeing, int position, Axis axis) {
        if (seeing.count() == 1) {
            return String.valueOf(position - axis.begin(seeing.from()) + 1);
        }
        return position + 1 + axis.padding() + axis.stride() + "-" + times(axis.stride(), place);
    }

    /// `Σ δ·∂z/∂x` of a maximum or `Σ δ/n` of a mean, at a number that it takes.
    ///
    /// @param factor what stands behind δ
    String shared(Place.Unit to, String factor) {
        MapPlace x = MapPlace.of(in, to.unit()).orElseThrow();
        Patch seeing = window.seeing(x.row(), x.column());
        String channel = String.valueOf(x.channel() + 1);
        return places(seeing)
                + (seeing.count() == 1 ? "" : " ")
                + delta(to, channel, letter("r", seeing.rows()), letter("k", seeing.columns()))
                + factor;
    }

    private static String letter(String letter, Span span) {
        return span.count() == 1 ? String.valueOf(span.from() + 1) : letter;
    }

    private static String places(Patch patch) {
        return sum("r", patch.rows()) + sum("k", patch.columns());
    }

    private String delta(Place.Unit to, String channel, String row, String column) {
        String index = out.rank() == 3 ? CardSymbols.inMap(out, channel, row, column) : channel;
        Place.Unit any = new Place.Unit(layer.name(), to.sample(), 0);
        return symbols.ofUnit(Quantity.DELTA, layer.name(), symbols.running(any, "", index));
    }

    /// `Σ δ·x` of a weight of a kernel, `Σ δ` of a bias.
    ///
    /// @param x whether it is a weight
    String gradient(Place.Weight weight, boolean x) {
        Shape kernels = context.trace().parameter(weights()).before().shape();
        int filter = x ? weight.index() / kernels.item().elements() : weight.index();
        String sample = context.isBatch() ? "s," : "";
        String over = context.isBatch() ? sum("s", context.trace().samples()) : "";
        if (!x) {
            return over
                    + places(window.everywhere())
                    + " "
                    + symbols.ofUnit(
                            Quantity.DELTA,
                            layer.name(),
                            sample
                                    + CardSymbols.inMap(
                                            out,
                                            String.valueOf(filter + 1),
                                            letter("r", window.everywhere().rows()),
                                            letter("k", window.everywhere().columns())));
        }
        MapPlace tap = MapNames.tap(kernels, weight.index());
        Patch places = window.with(tap.row(), tap.column());
        Quantity quantity = context.trace().inputs().containsKey(source) ? Quantity.INPUT : Quantity.ACTIVATION;
        return over
                + places(places)
                + " "
                + symbols.ofUnit(
                        Quantity.DELTA,
                        layer.name(),
                        sample
                                + CardSymbols.inMap(
                                        out,
                                        String.valueOf(filter + 1),
                                        letter("r", places.rows()),
                                        letter("k", places.columns())))
                + "\\, "
                + symbols.ofUnit(
                        quantity,
                        source,
                        sample
                                + inMaps(
                                        String.valueOf(tap.channel() + 1),
                                        position("r", places.rows(), tap.row(), window.rows()),
                                        position("k", places.columns(), tap.column(), window.columns())));
    }

    /// Which position lies under a tap, where the window stands at place r: `stride·r + tap − stride − padding`, from 1.
    private static String position(String place, Span places, int tap, Axis axis) {
        if (places.count() == 1) {
            return String.valueOf(axis.begin(places.from()) + tap + 1);
        }
        return shifted(times(axis.stride(), place), tap + 1 - axis.stride() - axis.padding());
    }

    private static String times(int factor, String letter) {
        return factor == 1 ? letter : factor + letter;
    }

    private static String shifted(String letter, int by) {
        return by == 0 ? letter : letter + (by > 0 ? "+" : "-") + Math.abs(by);
    }

    private static String sum(String letter, int last) {
        return sum(letter, new Span(0, last));
    }

    /// Nothing where there is only one.
    private static String sum(String letter, Span span) {
        return span.count() == 1
                ? ""
                : "\\sum_{%s=%d}^{%d}".formatted(letter, span.from() + 1, span.from() + span.count());
    }

    /// The value of a number that a window sees, by its place in words, such as `row 3, column 4`.
    static String inWords(TraceValue value, Shape item) {
        Place.Unit unit = (Place.Unit) value.place();
        return MapPlace.of(item, unit.unit())
                .map(it -> "row %d, column %d".formatted(it.row() + 1, it.column() + 1))
                .orElseGet(() -> String.valueOf(unit.unit() + 1));
    }
}
