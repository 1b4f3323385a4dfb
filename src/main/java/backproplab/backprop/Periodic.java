package backproplab.backprop;

import java.util.function.IntUnaryOperator;

/// So many for each element, in a pattern that comes again: over maps the pattern of one of them.
///
/// @param of how many an element of the first period has
record Periodic(int period, IntUnaryOperator of) {
    static Periodic constant(int count) {
        return new Periodic(1, _ -> count);
    }

    int at(int element) {
        return of.applyAsInt(element % period);
    }

    Periodic plus(Periodic other) {
        int longer = Math.max(period, other.period);
        if (longer % period != 0 || longer % other.period != 0) {
            throw new IllegalArgumentException("periods of %d and %d do not fit".formatted(period, other.period));
        }
        return new Periodic(longer, e -> at(e) + other.at(e));
    }
}
