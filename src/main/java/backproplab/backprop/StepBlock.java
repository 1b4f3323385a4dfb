package backproplab.backprop;

import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/// Steps of one phase that follow one pattern: for each of so many elements (the units of a layer in all samples, the
/// weights of a layer) the same cells, such as z and then a. Only the pattern is kept; a step is made when asked for.
final class StepBlock {
    private final Phase phase;
    private final int elements;
    private final int group;
    private final int spans;
    private final List<Cell> cells;

    /// Where each element of a period begins at the grain of products; behind them how long the period is.
    private final int[] starts;

    /// One step for each element.
    ///
    /// @param quantity what it gives
    /// @param owner the layer or input
    /// @param products into how many steps a sum falls at the grain of products, before the step that completes it
    /// @param step makes it, for an element
    /// @param element the element that gives the number at a place of this layer; −1 when none does
    record Cell(
            Quantity quantity,
            String owner,
            Periodic products,
            IntFunction<TraceStep> step,
            ToIntFunction<Place> element) {
        Cell(Quantity quantity, String owner, int products, IntFunction<TraceStep> step, ToIntFunction<Place> element) {
            this(quantity, owner, Periodic.constant(products), step, element);
        }

        /// Sums of a single term do not fall apart.
        int length(int of) {
            int count = products.at(of);
            return count > 1 ? count + 1 : 1;
        }
    }

    StepBlock(Phase phase, int elements, Cell... cells) {
        this(phase, elements, 1, List.of(cells));
    }

    /// @param group how many elements, one after the other, are one step at the grain of units: the weights of a unit
    StepBlock(Phase phase, int elements, int group, List<Cell> cells) {
        this(phase, elements, group, 1, cells);
    }

    /// @param spans into how many steps each cell falls at the grain of layers: time steps that need each other
    StepBlock(Phase phase, int elements, int group, int spans, List<Cell> cells) {
        if (elements < 1
                || group < 1
                || (group > 1 && (cells.size() != 1 || elements % group != 0))
                || elements % spans != 0) {
            throw new IllegalArgumentException(
                    "%d elements in groups of %d and %d spans with %d cells"
                            .formatted(elements, group, spans, cells.size()));
        }
        this.phase = phase;
        this.elements = elements;
        this.group = group;
        this.spans = spans;
        this.cells = cells;
        int period = cells.stream().map(Cell::products).reduce(Periodic.constant(0), Periodic::plus).period();
        this.starts = new int[period + 1];
        for (int e = 0; e < period; e++) {
            starts[e + 1] = starts[e] + length(e);
        }
    }

    private int length(int element) {
        int length = 0;
        for (Cell cell : cells) {
            length += cell.length(element);
        }
        return length;
    }

    Phase phase() {
        return phase;
    }

    long size(Grain grain) {
        return switch (grain) {
            case LAYER -> (long) spans * cells.size();
            case UNIT -> group > 1 ? elements / group : (long) elements * cells.size();
            case PRODUCT -> start(elements);
        };
    }

    /// Where an element begins at the grain of products.
    private long start(int element) {
        int period = starts.length - 1;
        return (long) (element / period) * starts[period] + starts[element % period];
    }

    TraceStep get(int index, Grain grain) {
        return switch (grain) {
            case LAYER -> whole(cells.get(index % cells.size()), index / cells.size());
            case UNIT -> group > 1 ? unit(index) : cells.get(index % cells.size()).step().apply(index / cells.size());
            case PRODUCT -> product(index);
        };
    }

    private TraceStep whole(Cell cell, int span) {
        int size = elements / spans;
        return size == 1
                ? cell.step().apply(span)
                : new TraceStep.Group(
                        phase,
                        cell.quantity(),
                        cell.owner(),
                        OptionalInt.empty(),
                        LazyList.of(size, i -> cell.step().apply(span * size + i)));
    }

    private TraceStep unit(int unit) {
        Cell cell = cells.getFirst();
        return new TraceStep.Group(
                phase,
                cell.quantity(),
                cell.owner(),
                OptionalInt.of(unit),
                LazyList.of(group, i -> cell.step().apply(unit * group + i)));
    }

    private TraceStep product(int index) {
        int period = starts.length - 1;
        int within = index % starts[period];
        int found = Arrays.binarySearch(starts, within);
        int place = found >= 0 ? found : -found - 2;
        int element = index / starts[period] * period + place;
        int left = within - starts[place];
        for (Cell cell : cells) {
            int length = cell.length(element);
            if (left < length) {
                TraceStep step = cell.step().apply(element);
                return left < length - 1 && step instanceof TraceStep.Summed sum ? product(sum, left) : step;
            }
            left -= length;
        }
        throw new IndexOutOfBoundsException(index);
    }

    private static TraceStep product(TraceStep.Summed of, int index) {
        TraceSum.Running before = of.sum().running(index);
        return new TraceStep.Product(of, index, before.value(), before.plus(of.sum().terms().get(index)).value());
    }

    /// Where the step stands that gives this number, or −1; at the grain of products the one that completes it.
    int indexOf(Quantity quantity, Place place, Grain grain) {
        for (int c = 0; c < cells.size(); c++) {
            Cell cell = cells.get(c);
            int element = cell.quantity() == quantity ? cell.element().applyAsInt(place) : -1;
            if (element >= 0) {
                return switch (grain) {
                    case LAYER -> element / (elements / spans) * cells.size() + c;
                    case UNIT -> group > 1 ? element / group : element * cells.size() + c;
                    case PRODUCT -> Math.toIntExact(start(element)) + lengthTo(element, c) - 1;
                };
            }
        }
        return -1;
    }

    /// Of the first cells of an element, up to and with `cell`.
    private int lengthTo(int element, int cell) {
        int length = 0;
        for (Cell it : cells.subList(0, cell + 1)) {
            length += it.length(element);
        }
        return length;
    }
}
