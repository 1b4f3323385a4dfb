package backproplab.activation;

/// An interval of numbers. An end that is not reached is a bound that the function only comes close to.
/// Rounding may still reach it: `σ(40)` is 1 in double precision.
public record Range(double low, boolean lowReached, double high, boolean highReached) {
    public static final Range ALL = open(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    public Range {
        if (!(low < high)) {
            throw new IllegalArgumentException("a range cannot run from %s to %s".formatted(low, high));
        }
    }

    /// Neither end is reached.
    public static Range open(double low, double high) {
        return new Range(low, false, high, false);
    }

    /// Both ends are reached.
    public static Range closed(double low, double high) {
        return new Range(low, true, high, true);
    }

    /// `low` and everything above it.
    public static Range from(double low) {
        return new Range(low, true, Double.POSITIVE_INFINITY, false);
    }

    /// Everything above `low`.
    public static Range above(double low) {
        return open(low, Double.POSITIVE_INFINITY);
    }

    public boolean contains(double value) {
        return (lowReached ? value >= low : value > low) && (highReached ? value <= high : value < high);
    }

    /// In the usual notation, such as `[0.0, 6.0]` or `(0.0, 1.0]`.
    @Override
    public String toString() {
        return (lowReached ? "[" : "(") + low + ", " + high + (highReached ? "]" : ")");
    }
}
