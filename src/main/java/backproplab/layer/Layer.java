package backproplab.layer;

import backproplab.tensor.Shape;

import java.util.List;
import java.util.Optional;

/// One type of layer: what it makes of its inputs, and how a gradient goes back through it.
///
/// Implementations are immutable records whose components are their settings. They hold no numbers of
/// their own: parameters, state and buffers are passed in, so that one layer can serve several networks
/// and threads, and what a pass used can be looked at afterwards.
///
/// Shapes given here are those of one sample; in a pass every tensor has the batch in front.
public interface Layer {
    /// What comes out for inputs of these shapes, or why they cannot be taken. Everything below is only
    /// asked for inputs that fit.
    Fit fit(List<Shape> inputs);

    /// Whether it makes one of two or more inputs, as many as there are. All others take one, and recurrent layers the start
    /// of their state besides.
    default boolean joins() {
        return false;
    }

    /// Why `function` cannot stand at the output of this layer; empty when it can.
    default Optional<Fit.Refused> refusal(OutputFunction function) {
        return Optional.empty();
    }

    /// What is trained.
    default List<ParameterSpec> parameters(List<Shape> inputs) {
        return List.of();
    }

    /// What is kept between steps without being trained, such as running statistics.
    default List<StateSpec> state(List<Shape> inputs) {
        return List.of();
    }

    /// What the forward pass leaves for the backward pass, one buffer per shape; see [CacheSpec].
    default List<CacheSpec> caches(List<Shape> inputs) {
        return List.of();
    }

    /// Fills [LayerForward#output()] from the inputs.
    void forward(LayerForward pass);

    /// Brings [LayerForward#output()] up to date after a forward pass, when only `changes` differ from what that pass
    /// worked on: for the gradient check, which changes one number after the other. The output holds what that pass
    /// left and gets the very bits that [#forward] would give; whoever knows a shorter way takes it. Caches are left
    /// undefined: no backward pass follows.
    default void update(LayerForward pass, Changes changes) {
        forward(pass);
    }

    /// Carries the state from this training step to the next, from what [#forward] left in the caches. Apart
    /// from the forward pass, so that looking at a step (a trace, a check) changes nothing.
    default void updateState(LayerForward pass) {}

    /// Given `∂L/∂output`, *adds* `∂L/∂input` and `∂L/∂parameter` to the buffers of `pass`: a tensor that
    /// feeds several layers, and a parameter that several layers share, collects the sum.
    void backward(LayerBackward pass);

    /// Whether [#backward] asks of each gradient whether it is added to ([LayerBackward#adds], [LayerBackward#addsToInput])
    /// and writes all numbers of one that is not. A gradient need then not be zeroed before its first contribution. For
    /// layers whose parameters are so many that this counts; faults that wrap a layer leave it at no.
    default boolean overwritesGradients() {
        return false;
    }
}
