package backproplab.initializer;

import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.random.RandomGenerator;

/// How the values of a parameter are drawn before the first step. Implementations are records whose
/// components are their settings.
///
/// The first axis of a parameter counts outputs: `[out][in]` in a dense layer, `[out][in][height][width]` in a
/// convolution. How many terms an output sums over, the layer says: for these two `in` and `in·height·width`.
public interface Initializer {
    /// Fills `parameter`, drawing from `random` only, always in the same order.
    ///
    /// @param fanIn how many inputs each output sums over
    /// @param fanOut how many outputs each input takes part in
    void fill(Tensor parameter, int fanIn, int fanOut, RandomGenerator random);

    /// `Var(w)` of what [#fill] draws for a parameter of this shape, for the gradient profile that theory expects.
    double variance(Shape shape, int fanIn, int fanOut);
}
