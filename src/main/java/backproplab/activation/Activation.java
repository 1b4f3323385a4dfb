package backproplab.activation;

import java.util.List;

/// An elementwise function `a = f(z)` with its derivative, taken at `z`.
///
/// NaN goes in and comes out, of f and of f′. ±∞ give the limit, never an accidental NaN from `∞ − ∞` or
/// `0·∞`; where there is no limit, as for the sine, NaN is the answer. Both keep their digits in the
/// tails, where the obvious formula cancels or overflows: a vanishing gradient has to be seen as what it
/// is. Implementations are records whose components are their settings (see [backproplab.catalog.Entry]).
public interface Activation {
    /// `f(z)`
    double value(double z);

    /// `f′(z)`; at a kink the convention that the implementation states.
    double derivative(double z);

    /// `a = f(z)` for the numbers `from … to − 1`, each with the bits of [#value]. To be overridden where
    /// [backproplab.tensor.Kernels] has a loop for it.
    default void values(double[] z, double[] a, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = value(z[i]);
        }
    }

    /// `dz += da · f′(z)` for the numbers `from … to − 1`, each with the bits of [#derivative]. To be overridden where
    /// [backproplab.tensor.Kernels] has a loop for it.
    default void addGradients(double[] z, double[] da, double[] dz, int from, int to) {
        for (int i = from; i < to; i++) {
            dz[i] += da[i] * derivative(z[i]);
        }
    }

    /// `sup |f′|` over all z, the measure of saturation: a unit is saturated where `|f′(z)|` is under 5 % of
    /// it. [Double#POSITIVE_INFINITY] where the slope grows without bound; such a function has no
    /// saturation.
    double steepestSlope();

    /// Where f or f′ jumps, in ascending order. Central differences are wrong there, and a plot shows both
    /// slopes ([#leftSlope], [#rightSlope]) with [#derivative], the one that training uses.
    default List<Double> kinks() {
        return List.of();
    }

    /// The limit of f′ from below, where f′ jumps.
    default double leftSlope(double kink) {
        return derivative(Math.nextDown(kink));
    }

    /// The limit of f′ from above, where f′ jumps.
    default double rightSlope(double kink) {
        return derivative(Math.nextUp(kink));
    }

    /// The values that f can take, for warnings about targets that it never reaches.
    default Range range() {
        return Range.ALL;
    }
}
