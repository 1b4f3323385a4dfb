package backproplab.statistics;

import java.util.Arrays;

/// How many of many numbers lie in each bin, with their [Moments]. Immutable; distributions with the same kind of
/// bins merge, and the counts are then exactly those of all numbers together.
///
/// NaN and infinities are in no bin: [Moments#nonFinite()] counts them.
public final class Distribution {
    private final Binning binning;
    private final Moments moments;
    private final long below;
    private final long above;
    private final int from;
    private final long[] counts;

    /// @param counts one per bin; copied
    Distribution(Binning binning, Moments moments, long below, long above, long[] counts) {
        this.binning = binning;
        this.moments = moments;
        this.below = below;
        this.above = above;
        int first = 0;
        int end = counts.length;
        while (first < end && counts[first] == 0) {
            first++;
        }
        while (end > first && counts[end - 1] == 0) {
            end--;
        }
        this.from = first == end ? 0 : first;
        this.counts = Arrays.copyOfRange(counts, first, end);
    }

    /// Of the first n values.
    public static Distribution of(Binning binning, double[] values, int n) {
        DistributionAccumulator accumulator = new DistributionAccumulator(binning);
        accumulator.add(values, n);
        return accumulator.toDistribution();
    }

    /// Both sets of numbers together.
    ///
    /// @throws IllegalArgumentException when the bins are of another kind or have other limits
    public Distribution merge(Distribution next) {
        DistributionAccumulator all = new DistributionAccumulator(binning);
        all.add(this);
        all.add(next);
        return all.toDistribution();
    }

    public Binning binning() {
        return binning;
    }

    public Moments moments() {
        return moments;
    }

    public long count(int bin) {
        return bin >= from && bin < from + counts.length ? counts[bin - from] : 0;
    }

    /// How many numbers lie below all bins.
    public long below() {
        return below;
    }

    /// How many finite numbers lie above all bins.
    public long above() {
        return above;
    }

    /// The first bin that holds a number; equal to [#endBin()] when none does.
    public int firstBin() {
        return from;
    }

    /// One past the last bin that holds a number.
    public int endBin() {
        return from + counts.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Distribution that
                && binning.equals(that.binning)
                && moments.equals(that.moments)
                && below == that.below
                && above == that.above
                && from == that.from
                && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return 31 * moments.hashCode() + Arrays.hashCode(counts);
    }

    @Override
    public String toString() {
        return "%s in %d of %d bins %s".formatted(moments, counts.length, binning.bins(), binning);
    }
}
