package backproplab.layer;

import backproplab.tensor.Shape;

import java.util.List;

/// What the layers that join several others demand of their inputs.
final class Joining {
    private Joining() {}

    /// Two or more inputs of one shape, which is that of the output.
    static Fit fitEqual(List<Shape> inputs) {
        if (inputs.size() < 2) {
            return tooFew(inputs);
        }
        Shape first = inputs.getFirst();
        for (Shape input : inputs) {
            if (!input.equals(first)) {
                return new Fit.Refused(
                        "inputs of one shape, got %s and %s".formatted(first, input),
                        "bring them to one shape before, for example by a %s on the shorter way"
                                .formatted(first.rank() == 3 ? "`conv2d` with kernel 1" : "`dense` layer"));
            }
        }
        return new Fit.Output(first);
    }

    static Fit.Refused tooFew(List<Shape> inputs) {
        return new Fit.Refused(
                "two or more inputs, got " + inputs.size(), "name them, such as \"inputs\": [\"left\", \"right\"]");
    }
}
