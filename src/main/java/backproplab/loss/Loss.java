package backproplab.loss;

import java.util.List;
import java.util.Optional;

/// What one output row costs: `l(y, t)`, the sum over its outputs *before* any averaging. Means over
/// outputs, time and batch are taken outside, by the [Reduction]s of the objective.
///
/// Implementations are records whose components are their settings. Most are a sum of one term per
/// output: [ElementwiseLoss].
public interface Loss {
    /// `Σₖ l(yₖ, tₖ)` over the `n` outputs that start at `from` in both arrays.
    double value(double[] y, double[] t, int from, int n);

    /// `dy[k] += scale · ∂l/∂yₖ` for the `n` outputs that start at `from` in all three arrays.
    void addGradient(double[] y, double[] t, int from, int n, double scale, double[] dy);

    /// At which y of one output, whose target is t, the derivative jumps, in ascending order: the kinks of the loss, next
    /// to which a central difference is wrong.
    default List<Double> kinks(double t) {
        return List.of();
    }

    /// Whether `t` can be a target. NaN and infinities are refused before this is asked.
    default boolean takesTarget(double t) {
        return true;
    }

    /// What a target has to be, for the message when [#takesTarget] says no: "a number from 0 to 1".
    default String targetsNeeded() {
        return "any finite number";
    }

    /// Whether y is a logit, so that a decision falls at 0 and not half way between two targets.
    default boolean takesLogits() {
        return false;
    }

    /// The same loss as a function of the pre-activation z, where `y = link(z)` and a closed form exists.
    /// It is exact where y has rounded to 0 or 1, and its gradient is δ itself. Which targets can be taken, this loss
    /// says, not the closed form.
    default Optional<Loss> fusedWith(Link link) {
        return Optional.empty();
    }
}
