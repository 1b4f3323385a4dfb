package backproplab.layer;

import backproplab.tensor.Shape;

/// Whether a layer can take its inputs.
public sealed interface Fit {
    /// It can, and this is the shape of one sample of its output.
    record Output(Shape shape) implements Fit {}

    /// It cannot.
    ///
    /// @param needed what the layer takes, to follow "dense needs": "a vector"
    /// @param hint one way out
    record Refused(String needed, String hint) implements Fit {}
}
