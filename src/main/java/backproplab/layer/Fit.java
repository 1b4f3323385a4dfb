package backproplab.layer;

import backproplab.tensor.Shape;

import java.util.List;
import java.util.Optional;

/// Whether a layer can take its inputs.
public sealed interface Fit {
    /// It can, and this is the shape of one sample of its output.
    record Output(Shape shape) implements Fit {}

    /// It cannot.
    ///
    /// @param needed what the layer takes, to follow "dense needs": "a vector"
    /// @param hint one way out
    record Refused(String needed, String hint) implements Fit {}

    /// The refusal of a layer that takes one input, when there are more.
    static Optional<Fit> single(List<Shape> inputs) {
        return inputs.size() == 1
                ? Optional.empty()
                : Optional.of(
                        new Refused("one input, got " + inputs.size(), "put a `concat` or `add` layer before it"));
    }

    /// The refusal of a layer that takes one input `[channels, rows, columns]`, for other inputs.
    static Optional<Fit> maps(List<Shape> inputs) {
        return single(inputs)
                .or(() ->
                        inputs.getFirst().rank() == 3
                                ? Optional.empty()
                                : Optional.of(
                                        new Refused(
                                                "maps [channels, rows, columns], got " + inputs.getFirst(),
                                                "give the network an input such as [1, 28, 28], and flatten behind"
                                                        + " it")));
    }
}
