package backproplab.backprop;

import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.TraceStep.Joined;
import backproplab.backprop.TraceSum.Term;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Add;
import backproplab.layer.Concat;
import backproplab.layer.Multiply;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The numbers of a layer that joins several others without parameters, in the engine's order.
record JoinedNumbers(LayerTrace layer, Joined.Rule rule, TraceNumbers numbers) {
    static Optional<JoinedNumbers> of(LayerTrace layer, TraceNumbers numbers) {
        return switch (layer.description().layer()) {
            case Add _ -> Optional.of(new JoinedNumbers(layer, Joined.Rule.SUM, numbers));
            case Multiply _ -> Optional.of(new JoinedNumbers(layer, Joined.Rule.PRODUCT, numbers));
            case Concat _ -> Optional.of(new JoinedNumbers(layer, Joined.Rule.COPY, numbers));
            default -> Optional.empty();
        };
    }

    TraceStep forward(int element) {
        List<TraceValue> operands =
                rule == Joined.Rule.COPY
                        ? List.of(copied(element))
                        : LazyList.of(layer.inputs().size(), k -> of(layer.inputs().get(k), element));
        return new Joined(TraceNumbers.unit(Quantity.PRE_ACTIVATION, layer.name(), layer.z(), element), rule, operands);
    }

    private TraceValue of(String source, int element) {
        return numbers.output(source, numbers.outputs(source), element);
    }

    private TraceValue copied(int element) {
        int width = layer.z().shape().last();
        int position = element % width;
        for (String source : layer.inputs()) {
            int part = numbers.outputs(source).shape().last();
            if (position < part) {
                return of(source, element / width * part + position);
            }
            position -= part;
        }
        throw new IndexOutOfBoundsException(element);
    }

    /// Whether each part of what goes back is a δ as it is. A product's is not: it is rounded before it is added.
    boolean sendsDeltas() {
        return rule != Joined.Rule.PRODUCT;
    }

    /// How many times a source is joined.
    int times(String source) {
        return (int) layer.inputs().stream().filter(source::equals).count();
    }

    /// What goes back to an element of a source: δ of the unit that it is part of.
    ///
    /// @param time which of the [#times] that the source is joined
    Term sentBack(String source, int element, int time) {
        int to = rule == Joined.Rule.COPY ? target(source, element, time) : element;
        return Term.of(TraceNumbers.unit(Quantity.DELTA, layer.name(), layer.delta(), to));
    }

    /// Where an element of a source has been copied to.
    private int target(String source, int element, int time) {
        Tensor x = numbers.outputs(source);
        int part = x.shape().last();
        return element / part * layer.z().shape().last() + offsets(source).get(time) + element % part;
    }

    private List<Integer> offsets(String wanted) {
        List<Integer> offsets = new ArrayList<>();
        int offset = 0;
        for (String source : layer.inputs()) {
            if (source.equals(wanted)) {
                offsets.add(offset);
            }
            offset += numbers.outputs(source).shape().last();
        }
        return offsets;
    }
}
