package backproplab.layer;

import backproplab.tensor.Shape;

/// A layer that normalises: `x̂ = (x − μ)·s` with `s = 1/√(σ² + eps)`, then `y = γ·x̂ + β`. It differs from type to type
/// over which numbers μ and σ² are taken.
///
/// An element is counted through the whole batch, `[samples, …]` in row-major order. Its feature, which chooses γ and β,
/// is `element / positions % features`.
public interface Normalizing extends Layer {
    /// How many numbers of one feature lie side by side in a sample of this shape.
    int positions(Shape item);

    /// μ of the last forward pass.
    double mean(LayerForward pass, int element);

    /// `s = 1/√(σ² + eps)` of the last forward pass.
    double inverseDeviation(LayerForward pass, int element);

    /// `x̂` of the last forward pass.
    double normalised(LayerForward pass, int element);
}
