package backproplab.layer;

import backproplab.tensor.Tensor;

/// A layer that needs the function at its output inside of itself, as an Elman network needs `hₜ = f(zₜ)` for the next
/// step.
///
/// It gives z like every layer, and a is made of z as everywhere. But it alone goes back through the function: backward
/// finds in [LayerBackward#activationGradient] what arrived from outside, and in [LayerBackward#outputGradient] what a
/// fused loss gave; it completes both to all of `∂L/∂a` and `∂L/∂z`. Its parameters are followed by those of the
/// function, if that learns.
public interface FunctionInside extends Layer {
    /// z of all steps of the last forward pass, those included that the layer does not put out; the last axis are the
    /// units. The function may have a kink at any of them.
    Tensor preActivations(LayerForward pass);

    /// a of the same steps, in the same shape.
    Tensor activations(LayerForward pass);
}
