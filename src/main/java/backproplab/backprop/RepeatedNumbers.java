package backproplab.backprop;

import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.TraceSum.Term;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.tensor.Extent;
import backproplab.tensor.Tensor;

import java.util.List;

/// The numbers of a layer that makes a block of copies of each number of a map, in the engine's order.
///
/// @param factor rows and columns of a block
record RepeatedNumbers(LayerTrace layer, Extent factor, String source, Tensor x, TraceNumbers numbers)
        implements PassingNumbers {
    @Override
    public TraceStep forward(int element) {
        MapElement z = MapElement.of(layer.z().shape(), element);
        MapElement from =
                new MapElement(z.sample(), z.channel(), z.row() / factor.rows(), z.column() / factor.columns());
        return new ForwardStep.Joined(
                TraceNumbers.unit(Quantity.PRE_ACTIVATION, layer.name(), layer.z(), element),
                ForwardStep.Joined.Rule.COPY,
                List.of(numbers.output(source, x, from.index(x.shape()))));
    }

    @Override
    public Periodic sentTo(String ignored) {
        return Periodic.constant(factor.area());
    }

    @Override
    public Term sentBack(String ignored, int element, int copy) {
        MapElement of = MapElement.of(x.shape(), element);
        MapElement z =
                new MapElement(
                        of.sample(),
                        of.channel(),
                        of.row() * factor.rows() + copy / factor.columns(),
                        of.column() * factor.columns() + copy % factor.columns());
        return Term.of(TraceNumbers.unit(Quantity.DELTA, layer.name(), layer.delta(), z.index(layer.z().shape())));
    }
}
