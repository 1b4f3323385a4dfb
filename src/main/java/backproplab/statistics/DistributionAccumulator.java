package backproplab.statistics;

import java.util.Arrays;

/// Counts a [Distribution] of numbers that come in portions, whose sizes make no difference.
public final class DistributionAccumulator {
    private final Binning start;
    private final MomentsAccumulator moments = new MomentsAccumulator();
    private final long[] counts;
    private Binning binning;
    private Moments merged = Moments.NONE;
    private long below;
    private long above;

    public DistributionAccumulator(Binning binning) {
        this.start = binning;
        this.binning = binning;
        this.counts = new long[binning.bins()];
    }

    public void clear() {
        binning = start;
        moments.clear();
        merged = Moments.NONE;
        below = 0;
        above = 0;
        Arrays.fill(counts, 0);
    }

    /// The first n values.
    public void add(double[] values, int n) {
        for (int i = 0; i < n; i++) {
            add(values[i]);
        }
    }

    public void add(double x) {
        moments.add(x);
        if (Double.isFinite(x)) {
            count(x);
        }
    }

    private void count(double x) {
        int bin = binning.bin(x);
        if (bin >= 0 && bin < counts.length) {
            counts[bin]++;
        } else if (binning instanceof Binning.Widening widening) {
            widenTo(widening.widenedTo(x));
            counts[binning.bin(x)]++;
        } else if (bin < 0) {
            below++;
        } else {
            above++;
        }
    }

    /// All numbers of a distribution that was counted elsewhere.
    ///
    /// @throws IllegalArgumentException when its bins are of another kind or have other limits
    public void add(Distribution other) {
        if (binning instanceof Binning.Widening own && other.binning() instanceof Binning.Widening its) {
            if (its.exponent() > own.exponent()) {
                widenTo(its);
            }
            Binning.Widening wider = (Binning.Widening) binning;
            for (int bin = other.firstBin(); bin < other.endBin(); bin++) {
                counts[its.binWithin(wider, bin)] += other.count(bin);
            }
        } else if (binning.equals(other.binning())) {
            for (int bin = other.firstBin(); bin < other.endBin(); bin++) {
                counts[bin] += other.count(bin);
            }
        } else {
            throw new IllegalArgumentException("cannot merge bins %s into %s".formatted(other.binning(), binning));
        }
        below += other.below();
        above += other.above();
        merged = merged.merge(other.moments());
    }

    private void widenTo(Binning.Widening wider) {
        Binning.Widening narrower = (Binning.Widening) binning;
        long[] before = counts.clone();
        Arrays.fill(counts, 0);
        for (int bin = 0; bin < before.length; bin++) {
            counts[narrower.binWithin(wider, bin)] += before[bin];
        }
        binning = wider;
    }

    public Distribution toDistribution() {
        return new Distribution(binning, merged.merge(moments.toMoments()), below, above, counts);
    }
}
