package backproplab.activation;

import java.util.List;

/// An elementwise function `a = f(z)` with its derivative, taken at `z`.
///
/// NaN goes in and comes out; ±750 and ±∞ give the limit, never an accidental NaN from `∞ − ∞`.
/// Implementations are records whose components are their settings (see [backproplab.catalog.Entry]).
public interface Activation {
    /// `f(z)`
    double value(double z);

    /// `f′(z)`; at a kink the convention that the implementation states.
    double derivative(double z);

    /// `sup |f′|` over all z, the measure of saturation: a unit is saturated where `|f′(z)|` is under 5 % of
    /// it. [Double#POSITIVE_INFINITY] where the slope grows without bound; such a function has no
    /// saturation.
    double steepestSlope();

    /// Where f is continuous but f′ jumps, in ascending order. Central differences are wrong there.
    default List<Double> kinks() {
        return List.of();
    }

    /// The values that f can take, for warnings about targets that it never reaches.
    default Range range() {
        return Range.ALL;
    }

    /// An interval; infinite ends are open, finite ends are reached when `closed`.
    record Range(double low, double high, boolean closed) {
        public static final Range ALL = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);

        public boolean contains(double value) {
            return closed ? value >= low && value <= high : value > low && value < high;
        }
    }
}
