package backproplab.statistics;

import java.util.List;
import java.util.stream.IntStream;

/// One quantity over all steps of a run, in bins that a chart can draw: ten million steps take as much memory as ten
/// thousand. Every spike stays, since each bin keeps its minimum and maximum.
///
/// The first step has a bin of its own; whenever the bins are used up, each becomes twice as wide and neighbours
/// merge. Values that are NaN or infinite are counted in their bin and do not touch its minimum, maximum and mean, see
/// [Band].
///
/// Not for use by several threads; what [#bins] gives is immutable.
public final class History {
    private final StepBins bins;

    /// @param firstStep the first step that was added to it
    /// @param lastStep the last one
    public record Bin(long firstStep, long lastStep, Band band) {}

    /// @param capacity how many bins there are at most, at least 2
    public History(int capacity) {
        this.bins = new StepBins(1, capacity);
    }

    /// @param step not before the last one: what is looked at again at the same step, after a change by hand, joins its
    ///         bin
    public void add(long step, double value) {
        if (!bins.endsWith(step)) {
            bins.advance(step, step);
        }
        bins.add(0, value);
    }

    /// What the quantity did over the steps `firstStep … lastStep`, which come after all before them.
    public void add(long firstStep, long lastStep, Band band) {
        bins.advance(firstStep, lastStep);
        bins.add(0, band);
    }

    /// Forgets what came after `step`, for a run that goes back to it. A bin that also holds later steps goes as a
    /// whole: nothing stays of what is no longer so.
    public void rewindTo(long step) {
        bins.rewindTo(step);
    }

    public void clear() {
        bins.clear();
    }

    /// How many steps a bin spans: a power of two.
    public long stepsPerBin() {
        return bins.stepsPerBin();
    }

    /// In the order of the steps; steps to which nothing was added have none.
    public List<Bin> bins() {
        return IntStream.range(0, bins.used())
                .mapToObj(it -> new Bin(bins.firstStep(it), bins.lastStep(it), bins.band(0, it)))
                .toList();
    }
}
