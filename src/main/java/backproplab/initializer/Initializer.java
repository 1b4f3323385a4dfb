package backproplab.initializer;

import backproplab.tensor.Tensor;

import java.util.random.RandomGenerator;

/// How the values of a parameter are drawn before the first step. Implementations are records whose
/// components are their settings.
public interface Initializer {
    /// Fills `parameter`, whose first axis counts outputs, drawing from `random` only.
    ///
    /// @param fanIn how many inputs each output sums over
    /// @param fanOut how many outputs each input takes part in
    void fill(Tensor parameter, int fanIn, int fanOut, RandomGenerator random);

    /// `Var(w)` of what [#fill] draws, for the gradient profile that theory expects.
    double variance(int fanIn, int fanOut);
}
