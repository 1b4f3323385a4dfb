package backproplab.optimizer;

import java.util.List;

/// The rule that turns a gradient into an update. Implementations are immutable records whose components
/// are their settings; what a rule remembers between steps lies in an [OptimizerState] outside.
public interface Optimizer {
    double learningRate();

    /// This rule with another learning rate and everything else as it was.
    Optimizer withLearningRate(double learningRate);

    /// What the rule remembers of each parameter value, as named in saved files; all start at 0. Rules that
    /// remember the same thing give it the same name and can follow one another without forgetting it.
    List<String> slotNames();

    /// One update of a part of one parameter tensor, in place. Each value has an update of its own, so that the parts
    /// together are the whole, in whatever order. Allocates nothing.
    ///
    /// @param w the values, changed
    /// @param g the gradient after clipping and penalty
    /// @param slots one array as long as `w` for each of [#slotNames()], changed
    /// @param from the index of the first value to be updated
    /// @param to one past the index of the last
    /// @param t the number of this update, counted from 1
    /// @param decays whether decoupled weight decay (AdamW) applies to this tensor
    void update(double[] w, double[] g, double[][] slots, int from, int to, long t, boolean decays);
}
