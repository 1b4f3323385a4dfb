package backproplab.backprop;

import backproplab.network.Node;

/// Hears of each part of a pass right after it was computed, while every buffer holds its result. What it
/// keeps it must copy.
public interface PassListener {
    /// Hears nothing.
    PassListener NONE = new PassListener() {};

    /// z and a of `node` are computed.
    default void forward(Node node) {}

    /// The loss is computed.
    default void loss(Objective objective, double loss) {}

    /// δ of `node`, and the gradients of its parameters, are computed; what it sends to its inputs has been
    /// added there.
    default void backward(Node node, Gradients gradients) {}
}
