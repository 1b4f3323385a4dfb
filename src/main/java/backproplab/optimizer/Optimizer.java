package backproplab.optimizer;

/// The rule that turns a gradient into an update. Implementations are immutable records whose components
/// are their settings; what a rule remembers between steps lies in an [OptimizerState] outside.
public interface Optimizer {
    double learningRate();

    /// This rule with another learning rate and everything else as it was.
    Optimizer withLearningRate(double learningRate);

    /// How many numbers the rule remembers per parameter value; all start at 0.
    int slots();

    /// One update of one parameter tensor, in place.
    ///
    /// @param w the values, changed
    /// @param g the gradient after clipping and penalty
    /// @param slots [#slots()] arrays as long as `w`, changed
    /// @param n how many values
    /// @param t the number of this update, counted from 1
    /// @param decays whether decoupled weight decay (AdamW) applies to this tensor
    void update(double[] w, double[] g, double[][] slots, int n, long t, boolean decays);
}
