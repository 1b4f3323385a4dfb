package backproplab.ui.view;

import backproplab.backprop.BackwardStep;
import backproplab.backprop.BackwardTrace;
import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.ForwardStep;
import backproplab.backprop.PassingStep;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceSum;
import backproplab.backprop.TraceSum.Term;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Convolution2d;
import backproplab.layer.MapPlace;
import backproplab.layer.SlidingWindow;
import backproplab.layer.SlidingWindow.Patch;
import backproplab.layer.SlidingWindow.Span;
import backproplab.tensor.Shape;
import backproplab.ui.view.LitStep.At;
import backproplab.ui.view.LitWindow.Cell;
import backproplab.ui.view.LitWindow.Frame;
import backproplab.ui.view.LitWindow.Grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Finds out at which window a step looks.
final class LitWindowReader {
    /// More numbers nobody reads.
    private static final int MOST_CELLS = 49;

    private final BackwardTrace trace;

    /// The term of a sum that is added; −1 for all of them.
    private final int current;

    private LitWindowReader(BackwardTrace trace, int current) {
        this.trace = trace;
        this.current = current;
    }

    /// @return empty for a step that looks at no window
    static Optional<LitWindow> of(TraceStep step, BackwardTrace trace) {
        return switch (step) {
            case TraceStep.Product it -> new LitWindowReader(trace, it.index()).read(it.of());
            default -> new LitWindowReader(trace, -1).read(step);
        };
    }

    private Optional<LitWindow> read(TraceStep step) {
        return switch (step) {
            case ForwardStep.PreActivation it when it.result().place() instanceof Place.Unit z -> weighted(it.sum(), z);
            case PassingStep.Largest it -> pooled(it, it.winner());
            case PassingStep.Mean it -> pooled(it, -1);
            case BackwardStep.Arriving it when it.result().place() instanceof Place.Unit to -> sentBack(it.sum(), to);
            case BackwardStep.ParameterGradient it when it.result().place() instanceof Place.Weight weight ->
                    gradient(it.sum(), weight);
            case TraceStep.Group it -> gradients(it);
            default -> Optional.empty();
        };
    }

    private Shape shape(String owner) {
        return trace.output(owner).shape().item();
    }

    private Optional<SlidingWindow> window(LayerTrace layer) {
        return SlidingWindow.of(layer.description().layer(), shape(layer.inputs().getFirst()), shape(layer.name()));
    }

    /// A mean of a whole map has a single place.
    private MapPlace placeOf(Place.Unit unit) {
        return MapPlace.of(shape(unit.owner()), unit.unit()).orElseGet(() -> new MapPlace(unit.unit(), 0, 0));
    }

    /// What is looked at more closely: the term that is added, else the largest.
    private int closest(TraceSum sum) {
        return current >= 0 ? current : sum.largest(1).getFirst();
    }

    private static Optional<Place.Unit> unitOf(Term term, boolean delta) {
        return term.factors().stream()
                .filter(it -> (it.quantity() == Quantity.DELTA) == delta)
                .map(TraceValue::place)
                .flatMap(it ->
                        it instanceof Place.Unit unit
                                ? Optional.of(unit).stream()
                                : Optional.<Place.Unit>empty().stream())
                .findFirst();
    }

    private static List<Double> factors(Term term) {
        return term.factors().stream().map(TraceValue::value).toList();
    }

    private static At at(Place.Unit place) {
        return new At(place.owner(), place.unit());
    }

    /// z of a convolution: the same window in every channel, its numbers in one of them.
    private Optional<LitWindow> weighted(TraceSum sum, Place.Unit z) {
        LayerTrace layer = trace.layer(z.owner());
        Optional<SlidingWindow> window = window(layer);
        if (window.isEmpty() || sum.terms().isEmpty()) {
            return Optional.empty();
        }
        MapPlace place = placeOf(z);
        String source = layer.inputs().getFirst();
        Patch seen = window.get().seenFrom(place.row(), place.column());
        int channel = placeOf(unitOf(sum.terms().get(closest(sum)), false).orElseThrow()).channel();
        int top = window.get().rows().begin(place.row());
        int left = window.get().columns().begin(place.column());
        int columns = window.get().columns().kernel();
        Cell[] cells = new Cell[window.get().taps()];
        Arrays.fill(cells, Cell.PADDING);
        for (int t = channel * seen.count(); t < (channel + 1) * seen.count(); t++) {
            Term term = sum.terms().get(t);
            MapPlace x = placeOf(unitOf(term, false).orElseThrow());
            cells[(x.row() - top) * columns + x.column() - left] =
                    new Cell(unitOf(term, false).map(LitWindowReader::at), products(term), term.value(), t == current);
        }
        return Optional.of(
                new LitWindow(
                        frames(source, channel, seen, true),
                        Optional.of(at(z)),
                        grid(name(source, channel) + ": x · w", columns, cells, false)));
    }

    /// First what comes in, then its weight.
    private static List<Double> products(Term term) {
        List<Double> factors = new ArrayList<>(factors(term));
        if (term.first().quantity() == Quantity.PARAMETER) {
            factors.addLast(factors.removeFirst());
        }
        return List.copyOf(factors);
    }

    private String name(String owner, int channel) {
        return shape(owner).size(0) == 1 ? owner : owner + " channel " + (channel + 1);
    }

    /// @param all whether the other channels have the frame too
    private List<Frame> frames(String owner, int channel, Patch patch, boolean all) {
        List<Frame> frames = new ArrayList<>(List.of(new Frame(owner, channel, patch)));
        if (all) {
            IntStream.range(0, shape(owner).size(0))
                    .filter(it -> it != channel)
                    .forEach(it -> frames.add(new Frame(owner, it, patch)));
        }
        return List.copyOf(frames);
    }

    private static Optional<Grid> grid(String title, int columns, Cell[] cells, boolean tells) {
        return cells.length > MOST_CELLS
                ? Optional.empty()
                : Optional.of(new Grid(title, columns, List.of(cells), tells));
    }

    /// @param winner −1 where none is chosen
    private Optional<LitWindow> pooled(PassingStep step, int winner) {
        Place.Unit z = (Place.Unit) step.result().place();
        LayerTrace layer = trace.layer(z.owner());
        String source = layer.inputs().getFirst();
        MapPlace place = placeOf(z);
        return window(layer)
                .map(window -> {
                    List<TraceValue> x = step.operands();
                    Cell[] cells = new Cell[x.size()];
                    for (int i = 0; i < cells.length; i++) {
                        cells[i] =
                                new Cell(
                                        Optional.of(at((Place.Unit) x.get(i).place())),
                                        List.of(x.get(i).value()),
                                        x.get(i).value(),
                                        i == winner);
                    }
                    Patch seen = window.seenFrom(place.row(), place.column());
                    return new LitWindow(
                            frames(source, place.channel(), seen, false),
                            Optional.of(at(z)),
                            grid(
                                    name(source, place.channel()) + (winner < 0 ? ": mean" : ": largest"),
                                    window.columns().kernel(),
                                    cells,
                                    true));
                });
    }

    /// What comes back to a number of a map.
    private Optional<LitWindow> sentBack(TraceSum sum, Place.Unit to) {
        if (shape(to.owner()).rank() != 3 || sum.terms().isEmpty()) {
            return Optional.empty();
        }
        Optional<Place.Unit> delta = unitOf(sum.terms().get(closest(sum)), true);
        if (delta.isEmpty()) {
            return Optional.empty();
        }
        LayerTrace layer = trace.layer(delta.get().owner());
        return window(layer)
                .map(window ->
                        layer.description().layer() instanceof Convolution2d
                                ? fromConvolution(sum, to, delta.get(), window)
                                : fromPooling(sum.terms().get(closest(sum)), to, delta.get(), window));
    }

    /// The places that have seen the number: the same ones in every channel, their δ in one of them.
    private LitWindow fromConvolution(TraceSum sum, Place.Unit to, Place.Unit delta, SlidingWindow window) {
        MapPlace x = placeOf(to);
        Patch seeing = window.seeing(x.row(), x.column());
        int channel = placeOf(delta).channel();
        Cell[] cells = new Cell[seeing.count()];
        Arrays.fill(cells, Cell.PADDING);
        for (int t = 0; t < sum.terms().size(); t++) {
            Term term = sum.terms().get(t);
            Optional<Place.Unit> from = unitOf(term, true).filter(it -> it.owner().equals(delta.owner()));
            if (from.isPresent() && placeOf(from.get()).channel() == channel) {
                MapPlace z = placeOf(from.get());
                int row = z.row() - seeing.rows().from();
                int column = z.column() - seeing.columns().from();
                cells[row * seeing.columns().count() + column] =
                        new Cell(from.map(LitWindowReader::at), factors(term), term.value(), t == current);
            }
        }
        return new LitWindow(
                frames(delta.owner(), channel, seeing, true),
                Optional.of(at(to)),
                grid(name(delta.owner(), channel) + ": δ · w", seeing.columns().count(), cells, false));
    }

    /// One of the windows that see the number, with what each of its numbers gets of δ.
    private LitWindow fromPooling(Term term, Place.Unit to, Place.Unit delta, SlidingWindow window) {
        LayerTrace layer = trace.layer(delta.owner());
        MapPlace z = placeOf(delta);
        Patch seen = window.seenFrom(z.row(), z.column());
        int element = delta.sample() * shape(delta.owner()).elements() + delta.unit();
        int winner = layer.kept().map(it -> (int) it.get(element)).orElse(-1);
        double sent = term.rule() == TraceSum.Rule.SHARED ? term.value() : term.first().value();
        Cell[] cells = new Cell[window.taps()];
        for (int tap = 0; tap < cells.length; tap++) {
            double gets = winner < 0 || winner == tap ? sent : 0;
            int unit =
                    (z.channel() * shape(to.owner()).size(1) + seen.row(tap)) * shape(to.owner()).size(2)
                            + seen.column(tap);
            cells[tap] = new Cell(Optional.of(new At(to.owner(), unit)), List.of(gets), gets, tap == winner);
        }
        List<Frame> frames = new ArrayList<>(frames(to.owner(), z.channel(), seen, false));
        if (shape(delta.owner()).rank() == 3) {
            Patch place = new Patch(new Span(z.row(), 1), new Span(z.column(), 1));
            frames.add(new Frame(delta.owner(), z.channel(), place));
        }
        return new LitWindow(
                List.copyOf(frames),
                Optional.of(at(to)),
                grid(
                        name(to.owner(), z.channel()) + (winner < 0 ? ": shares of δ" : ": who gets δ"),
                        window.columns().kernel(),
                        cells,
                        true));
    }

    /// The places of the filter, and the numbers that lay under the weight there; the kernel with its gradients as far as
    /// they are known.
    private Optional<LitWindow> gradient(TraceSum sum, Place.Weight weight) {
        LayerTrace layer = trace.layer(weight.key().layer());
        if (!isKernel(weight) || sum.terms().isEmpty()) {
            return Optional.empty();
        }
        MapPlace tap = tap(weight);
        int filter = weight.index() / kernels(weight).item().elements();
        return window(layer)
                .map(window -> {
                    Patch places = window.with(tap.row(), tap.column());
                    Patch under =
                            new Patch(
                                    under(places.rows(), window.rows(), tap.row()),
                                    under(places.columns(), window.columns(), tap.column()));
                    String source = layer.inputs().getFirst();
                    List<Frame> frames =
                            new ArrayList<>(
                                    List.of(
                                            new Frame(source, tap.channel(), under),
                                            new Frame(layer.name(), filter, places)));
                    if (current >= 0) {
                        Term term = sum.terms().get(current);
                        unitOf(term, false).ifPresent(it -> frames.add(single(it)));
                        unitOf(term, true).ifPresent(it -> frames.add(single(it)));
                    }
                    return new LitWindow(
                            List.copyOf(frames),
                            Optional.empty(),
                            kernel(weight, current < 0 ? weight.index() : weight.index() - 1));
                });
    }

    private boolean isKernel(Place.Weight weight) {
        return weight.key().name().equals("weights") && kernels(weight).rank() == 4;
    }

    private Shape kernels(Place.Weight weight) {
        return trace.parameter(weight.key()).before().shape();
    }

    private MapPlace tap(Place.Weight weight) {
        Shape kernel = kernels(weight).item();
        return MapPlace.of(kernel, weight.index() % kernel.elements()).orElseThrow();
    }

    private Frame single(Place.Unit unit) {
        MapPlace place = placeOf(unit);
        return new Frame(
                unit.owner(), place.channel(), new Patch(new Span(place.row(), 1), new Span(place.column(), 1)));
    }

    /// The gradients of a kernel in the channel of a weight.
    ///
    /// @param last the index of the last one that is known
    private Optional<Grid> kernel(Place.Weight weight, int last) {
        Shape shape = kernels(weight);
        int taps = shape.size(2) * shape.size(3);
        int first = weight.index() / taps * taps;
        Cell[] cells = new Cell[taps];
        for (int tap = 0; tap < taps; tap++) {
            double gradient = trace.parameter(weight.key()).gradient().get(first + tap);
            boolean isCurrent = first + tap == weight.index();
            cells[tap] =
                    first + tap <= last
                            ? new Cell(Optional.empty(), List.of(gradient), gradient, isCurrent)
                            : Cell.AHEAD;
        }
        int filter = weight.index() / shape.item().elements() + 1;
        String source = trace.layer(weight.key().layer()).inputs().getFirst();
        return grid(
                "∂L/∂w, filter %d ← %s".formatted(filter, name(source, tap(weight).channel())),
                shape.size(3),
                cells,
                true);
    }

    /// All weights of a filter: its map, and what it sees; the kernel with the largest gradient.
    private Optional<LitWindow> gradients(TraceStep.Group group) {
        if (group.quantity() != Quantity.GRADIENT
                || group.unit().isEmpty()
                || !(group.results().getFirst().place() instanceof Place.Weight first)
                || !isKernel(first)) {
            return Optional.empty();
        }
        LayerTrace layer = trace.layer(first.key().layer());
        int filter = group.unit().getAsInt();
        int perFilter = kernels(first).item().elements();
        int largest = filter * perFilter;
        for (int i = largest; i < (filter + 1) * perFilter; i++) {
            double[] gradient = trace.parameter(first.key()).gradient().values();
            largest = Math.abs(gradient[i]) > Math.abs(gradient[largest]) ? i : largest;
        }
        Place.Weight shown = new Place.Weight(first.key(), largest);
        String source = layer.inputs().getFirst();
        List<Frame> frames = new ArrayList<>(frames(source, tap(shown).channel(), whole(source), true));
        frames.add(new Frame(layer.name(), filter, whole(layer.name())));
        return Optional.of(
                new LitWindow(List.copyOf(frames), Optional.empty(), kernel(shown, (filter + 1) * perFilter)));
    }

    private Patch whole(String owner) {
        Shape maps = shape(owner);
        return new Patch(new Span(0, maps.size(1)), new Span(0, maps.size(2)));
    }

    /// From the first position under a tap to the last one.
    private static Span under(Span places, SlidingWindow.Axis axis, int tap) {
        return places.count() == 0
                ? new Span(0, 0)
                : new Span(axis.begin(places.from()) + tap, (places.count() - 1) * axis.stride() + 1);
    }
}
