package backproplab.layer;

import backproplab.tensor.Tensor;

/// A layer that chooses or draws something on the way forward, which decides the way back: for each number that comes out
/// one number.
public interface Keeping extends Layer {
    /// What it has kept of the last forward pass, `[capacity, …]` in the shape of the output.
    Tensor kept(LayerForward pass);
}
