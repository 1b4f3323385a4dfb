package backproplab.backprop;

import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Gru;
import backproplab.layer.Lstm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/// The steps of a trace, by index, in the order Given · Forward · Loss · Backward · Update · Verify.
///
/// Immutable and light: it keeps one pattern for each layer and makes a step when it is asked for, in a time that grows
/// with the size of that step only. Within a layer the steps go unit by unit (z, then a), where the engine computes all z
/// and then all a; the numbers are the same.
///
/// Whole batches go sample by sample within a layer; sums over the batch are terms of the parameters' gradients.
public final class TraceSteps {
    private final BackwardTrace trace;
    private final Grain grain;
    private final List<StepBlock> blocks;
    private final int[] starts;
    private final int size;

    /// How much is one step.
    public enum Grain {
        /// One quantity of a whole layer.
        LAYER,
        /// One quantity of one unit; of weights those of one unit.
        UNIT,
        /// As `UNIT`, but each weight by itself, and every sum term by term.
        PRODUCT
    }

    private TraceSteps(BackwardTrace trace, Grain grain, List<StepBlock> blocks) {
        this.trace = trace;
        this.grain = grain;
        this.blocks = blocks;
        this.starts = new int[blocks.size()];
        long start = 0;
        for (int b = 0; b < starts.length; b++) {
            starts[b] = (int) start;
            start += blocks.get(b).size(grain);
            if (start > Integer.MAX_VALUE) {
                throw new TooManyStepsException(grain, trace.samples());
            }
        }
        this.size = (int) start;
    }

    /// Said of a batch so large that its steps cannot be counted.
    public static final class TooManyStepsException extends IllegalArgumentException {
        TooManyStepsException(Grain grain, int samples) {
            super(
                    "a trace of %d samples has more than 2³¹ − 1 steps at the grain of a %s; take a coarser one or fewer samples"
                            .formatted(samples, grain));
        }
    }

    /// @throws TooManyStepsException for more than 2³¹ − 1 steps
    public static TraceSteps of(BackwardTrace trace, Grain grain) {
        TraceNumbers numbers = new TraceNumbers(trace);
        List<StepBlock> blocks = new ArrayList<>();
        blocks.addAll(new ForwardBlocks(trace, numbers).blocks());
        blocks.addAll(new BackwardBlocks(trace, numbers).blocks());
        blocks.addAll(new UpdateBlocks(trace, numbers).blocks());
        return new TraceSteps(trace, grain, List.copyOf(blocks));
    }

    /// The same steps at another grain.
    public TraceSteps at(Grain other) {
        return other == grain ? this : new TraceSteps(trace, other, blocks);
    }

    public BackwardTrace trace() {
        return trace;
    }

    public Grain grain() {
        return grain;
    }

    public int size() {
        return size;
    }

    public TraceStep get(int index) {
        int block = blockOf(index);
        return blocks.get(block).get(index - starts[block], grain);
    }

    public Phase phaseOf(int index) {
        return blocks.get(blockOf(index)).phase();
    }

    private int blockOf(int index) {
        Objects.checkIndex(index, size);
        int found = Arrays.binarySearch(starts, index);
        return found >= 0 ? found : -found - 2;
    }

    /// The index of the first step of a phase; where it has none, of the first step after it.
    public int first(Phase phase) {
        return firstBlock(it -> it.compareTo(phase) >= 0);
    }

    /// How many steps a phase has.
    public int count(Phase phase) {
        return firstBlock(it -> it.compareTo(phase) > 0) - first(phase);
    }

    private int firstBlock(Predicate<Phase> of) {
        for (int b = 0; b < starts.length; b++) {
            if (of.test(blocks.get(b).phase())) {
                return starts[b];
            }
        }
        return size;
    }

    /// The index of the step that gives a number, or that the number is part of: of a change or an effective gradient the
    /// update, of what a fused loss adds the δ.
    ///
    /// @return −1 when no step gives it
    public int indexOf(Quantity quantity, Place place) {
        Quantity given =
                switch (quantity) {
                    case CHANGE, EFFECTIVE_GRADIENT -> Quantity.UPDATED;
                    case NORMALISED, MEAN, INVERSE_DEVIATION -> Quantity.PRE_ACTIVATION;
                    default -> quantity;
                };
        int found = find(given, place);
        return found < 0 && hasGates(place) ? find(alike(given), place) : found;
    }

    private int find(Quantity quantity, Place place) {
        for (int b = 0; b < starts.length; b++) {
            int index = blocks.get(b).indexOf(quantity, place, grain);
            if (index >= 0) {
                return starts[b] + index;
            }
        }
        return -1;
    }

    /// Whether the functions of a layer are inside of it: z and a of what it puts out are one number then, as are ∂L/∂a and
    /// δ.
    private boolean hasGates(Place place) {
        return place instanceof Place.Unit unit
                && trace.network()
                        .layer(unit.owner())
                        .filter(it -> it.layer() instanceof Lstm || it.layer() instanceof Gru)
                        .isPresent();
    }

    private static Quantity alike(Quantity quantity) {
        return switch (quantity) {
            case PRE_ACTIVATION -> Quantity.ACTIVATION;
            case SLOPE, DELTA -> Quantity.ARRIVING;
            default -> quantity;
        };
    }

    /// The index of the step here that gives what `step` of another grain gives: the same moment of the pass.
    ///
    /// @param step of the same trace
    public int indexOf(TraceStep step) {
        TraceValue result = step.results().getFirst();
        return indexOf(result.quantity(), result.place());
    }
}
