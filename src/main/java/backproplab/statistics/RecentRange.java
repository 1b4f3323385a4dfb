package backproplab.statistics;

import java.util.Arrays;

/// The smallest and the largest value of the last so many steps, for the range of an axis: over all time, the first
/// steps would make healthy gradients look vanished.
///
/// Steps lie in at most 64 buckets, so that memory does not grow. The window is never shorter than asked for, and
/// longer by less than two buckets, about 3 %. Values that are NaN or infinite do not count.
public final class RecentRange {
    private static final int BUCKETS = 64;

    private final long stepsPerBucket;
    private final long bucketsInWindow;
    private final boolean positive;
    private final long[] slots = new long[BUCKETS];
    private final double[] low = new double[BUCKETS];
    private final double[] high = new double[BUCKETS];
    private long latest;

    private RecentRange(long steps, boolean positive) {
        if (steps < 1) {
            throw new IllegalArgumentException("at least one step is needed, got " + steps);
        }
        this.stepsPerBucket = Math.ceilDiv(steps, BUCKETS - 1);
        this.bucketsInWindow = Math.ceilDiv(steps - 1, stepsPerBucket) + 1;
        this.positive = positive;
        clear();
    }

    /// Over the last `steps` steps.
    public static RecentRange of(long steps) {
        return new RecentRange(steps, false);
    }

    /// The same for a logarithmic axis: values of 0 and less do not count. Of a band whose minimum is not positive, the
    /// maximum counts.
    public static RecentRange ofPositive(long steps) {
        return new RecentRange(steps, true);
    }

    public void clear() {
        latest = -1;
        Arrays.fill(slots, -1);
    }

    /// @param step from 0, not before the one added last
    public void add(long step, double value) {
        add(step, value, value);
    }

    /// @param lastStep of the band, not before that of the one added last
    public void add(long lastStep, Band band) {
        add(lastStep, band.min(), band.max());
    }

    private void add(long step, double min, double max) {
        long slot = step / stepsPerBucket;
        if (step < 0 || slot < latest) {
            throw new IllegalArgumentException("step %d is before the one added last".formatted(step));
        }
        latest = slot;
        int bucket = (int) (slot % BUCKETS);
        if (slots[bucket] != slot) {
            slots[bucket] = slot;
            low[bucket] = Double.POSITIVE_INFINITY;
            high[bucket] = Double.NEGATIVE_INFINITY;
        }
        include(bucket, min);
        include(bucket, max);
    }

    private void include(int bucket, double value) {
        if (Double.isFinite(value) && (value > 0 || !positive)) {
            low[bucket] = Math.min(low[bucket], value);
            high[bucket] = Math.max(high[bucket], value);
        }
    }

    /// The smallest value in the window; NaN when there is none.
    public double low() {
        double found = Double.POSITIVE_INFINITY;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            if (isRecent(bucket)) {
                found = Math.min(found, low[bucket]);
            }
        }
        return found < Double.POSITIVE_INFINITY ? found : Double.NaN;
    }

    /// The largest value in the window; NaN when there is none.
    public double high() {
        double found = Double.NEGATIVE_INFINITY;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            if (isRecent(bucket)) {
                found = Math.max(found, high[bucket]);
            }
        }
        return found > Double.NEGATIVE_INFINITY ? found : Double.NaN;
    }

    private boolean isRecent(int bucket) {
        return slots[bucket] >= 0 && slots[bucket] > latest - bucketsInWindow;
    }
}
