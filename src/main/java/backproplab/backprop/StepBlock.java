package backproplab.backprop;

import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/// Steps of one phase that follow one pattern: for each of so many elements (the units of a layer in all samples, the
/// weights of a layer) the same cells, such as z and then a. Only the pattern is kept; a step is made when asked for.
///
/// @param group how many elements, one after the other, are one step at the grain of units: the weights of a unit
record StepBlock(Phase phase, int elements, int group, List<Cell> cells) {

    /// One step for each element.
    ///
    /// @param quantity what it gives
    /// @param owner the layer or input
    /// @param products into how many steps a sum falls at the grain of products, before the step that completes it
    /// @param step makes it, for an element
    /// @param element the element that gives the number at a place of this layer; −1 when none does
    record Cell(
            Quantity quantity, String owner, int products, IntFunction<TraceStep> step, ToIntFunction<Place> element) {
        /// Sums of a single term do not fall apart.
        int length() {
            return products > 1 ? products + 1 : 1;
        }
    }

    StepBlock(Phase phase, int elements, Cell... cells) {
        this(phase, elements, 1, List.of(cells));
    }

    StepBlock {
        if (elements < 1 || group < 1 || (group > 1 && (cells.size() != 1 || elements % group != 0))) {
            throw new IllegalArgumentException(
                    "%d elements in groups of %d with %d cells".formatted(elements, group, cells.size()));
        }
    }

    long size(Grain grain) {
        return switch (grain) {
            case LAYER -> cells.size();
            case UNIT -> group > 1 ? elements / group : (long) elements * cells.size();
            case PRODUCT -> (long) elements * length();
        };
    }

    private int length() {
        return cells.stream().mapToInt(Cell::length).sum();
    }

    TraceStep get(int index, Grain grain) {
        return switch (grain) {
            case LAYER -> whole(cells.get(index));
            case UNIT -> group > 1 ? unit(index) : cells.get(index % cells.size()).step().apply(index / cells.size());
            case PRODUCT -> product(index / length(), index % length());
        };
    }

    private TraceStep whole(Cell cell) {
        return elements == 1
                ? cell.step().apply(0)
                : new TraceStep.Group(
                        phase, cell.quantity(), cell.owner(), OptionalInt.empty(), LazyList.of(elements, cell.step()));
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

    private TraceStep product(int element, int position) {
        int left = position;
        for (Cell cell : cells) {
            if (left < cell.length()) {
                TraceStep step = cell.step().apply(element);
                return left < cell.length() - 1 && step instanceof TraceStep.Summed sum ? product(sum, left) : step;
            }
            left -= cell.length();
        }
        throw new IndexOutOfBoundsException(position);
    }

    private static TraceStep product(TraceStep.Summed of, int index) {
        double before = of.sum().upTo(index);
        return new TraceStep.Product(of, index, before, of.sum().upTo(index, index + 1, before));
    }

    /// Where the step stands that gives this number, or −1; at the grain of products the one that completes it.
    int indexOf(Quantity quantity, Place place, Grain grain) {
        int before = 0;
        for (int c = 0; c < cells.size(); c++) {
            Cell cell = cells.get(c);
            int element = cell.quantity() == quantity ? cell.element().applyAsInt(place) : -1;
            if (element >= 0) {
                return switch (grain) {
                    case LAYER -> c;
                    case UNIT -> group > 1 ? element / group : element * cells.size() + c;
                    case PRODUCT -> element * length() + before + cell.length() - 1;
                };
            }
            before += cell.length();
        }
        return -1;
    }
}
