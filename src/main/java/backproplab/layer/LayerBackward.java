package backproplab.layer;

import backproplab.tensor.Tensor;

import org.jspecify.annotations.Nullable;

/// What a layer sees on the way back: all that the forward pass used, the gradient that arrives, and the
/// buffers to add to.
public interface LayerBackward extends LayerForward {
    /// `∂L/∂output`
    Tensor outputGradient();

    /// `∂L/∂a` behind the function at the layer's output; the same tensor as [#outputGradient] where that is the identity.
    /// For a layer that goes back through its function itself, see [FunctionInside].
    Tensor activationGradient();

    /// `∂L/∂input`, to be added to; null when nobody asks for it, which saves the first layer a third of
    /// its work.
    @Nullable Tensor inputGradient(int index);

    /// Whether `∂L/∂input` is to be added to, as it always is but for layers that [Layer#overwritesGradients]. Otherwise
    /// it holds what a step before left, for the layer to write over.
    boolean addsToInput(int index);

    /// `∂L/∂parameter`, to be added to.
    Tensor gradient(int index);

    /// Whether `∂L/∂parameter` is to be added to; see [#addsToInput].
    boolean adds(int index);
}
