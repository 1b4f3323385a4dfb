package backproplab.statistics;

/// Measures [Moments] of numbers that come one by one, without keeping them (Welford, *Note on a method for
/// calculating corrected sums of squares and products*, 1962). What comes out depends on the numbers and their
/// order alone, not on the portions in which they arrive.
///
/// Inside, numbers are in units of a power of two near the largest so far, which rounds nothing: the squares of
/// gradients of 1e-170 are then as good as those of 1.
final class MomentsAccumulator {
    /// How far, as a factor, a number may exceed the unit before a larger unit is taken.
    private static final double HEADROOM = 0x1p300;

    /// The units whose inverse is a normal double too.
    private static final int LARGEST_EXPONENT = 1022;

    private long count;
    private long nonFinite;
    private double min;
    private double max;
    private double unit;
    private double inverse;
    private double limit;
    private double mean;
    private double squares;

    MomentsAccumulator() {
        clear();
    }

    void clear() {
        count = 0;
        nonFinite = 0;
        min = Double.POSITIVE_INFINITY;
        max = Double.NEGATIVE_INFINITY;
        unit = 0;
        inverse = 0;
        limit = 0;
        mean = 0;
        squares = 0;
    }

    void add(double x) {
        if (!Double.isFinite(x)) {
            nonFinite++;
            return;
        }
        if (Math.abs(x) > limit) {
            takeUnitOf(x);
        }
        count++;
        min = Math.min(min, x);
        max = Math.max(max, x);
        double scaled = x * inverse;
        double before = scaled - mean;
        mean += before / count;
        squares = Math.fma(before, scaled - mean, squares);
    }

    private void takeUnitOf(double x) {
        int exponent = Math.clamp(Math.getExponent(x), -LARGEST_EXPONENT, LARGEST_EXPONENT);
        double larger = Math.scalb(1.0, exponent);
        double ratio = unit / larger;
        mean *= ratio;
        squares *= ratio * ratio;
        unit = larger;
        inverse = 1 / larger;
        limit = larger * HEADROOM;
    }

    Moments toMoments() {
        return count == 0
                ? new Moments(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, nonFinite)
                : new Moments(count, mean * unit, Math.sqrt(squares / count) * unit, min, max, nonFinite);
    }
}
