package backproplab.layer;

import backproplab.catalog.Entry;
import backproplab.tensor.Shape;

import java.util.List;

/// One sample as one row: `[channels, rows, columns]` becomes `[channels · rows · columns]`, channel by channel and row by
/// row; every other shape likewise. No number changes; backward `∂L/∂x` is `∂L/∂z` in the shape of x.
public record Flatten() implements PassingOn {
    static final Entry<Layer> ENTRY =
            Entry.plain("flatten", "Flatten", "all numbers of a sample in one row, channel by channel", new Flatten());

    @Override
    public Fit fit(List<Shape> inputs) {
        return Fit.single(inputs).orElseGet(() -> new Fit.Output(Shape.of(inputs.getFirst().elements())));
    }
}
