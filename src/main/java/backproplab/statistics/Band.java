package backproplab.statistics;

/// What one quantity did over a span of steps: enough to draw it without hiding a spike.
///
/// Steps at which it was NaN or infinite are counted and do not touch minimum, maximum and mean: an axis made from
/// these is always a finite one. `last` is the value of the last step as it was.
///
/// @param count how many steps had a finite value; with none, minimum, maximum and mean are NaN
/// @param nonFinite how many had not
public record Band(long count, long nonFinite, double min, double max, double mean, double last) {
    /// Of no step.
    public static final Band NONE = new Band(0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /// Of one step.
    public static Band of(double value) {
        return Double.isFinite(value)
                ? new Band(1, 0, value, value, value, value)
                : new Band(0, 1, Double.NaN, Double.NaN, Double.NaN, value);
    }

    public boolean isEmpty() {
        return count + nonFinite == 0;
    }

    /// This span and the one right after it. Counts and extremes are exact; the mean is, up to rounding, that of all
    /// steps.
    public Band merge(Band next) {
        Bands all = new Bands(1);
        all.add(0, this);
        all.add(0, next);
        return all.get(0);
    }
}
