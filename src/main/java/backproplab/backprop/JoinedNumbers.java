package backproplab.backprop;

import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.ForwardStep.Joined;
import backproplab.backprop.TraceSum.Rule;
import backproplab.backprop.TraceSum.Term;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.ActivationLayer;
import backproplab.layer.Add;
import backproplab.layer.Concat;
import backproplab.layer.Flatten;
import backproplab.layer.Multiply;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The numbers of a layer that joins several others without parameters, or hands on one of them as it is, in the engine's
/// order.
record JoinedNumbers(LayerTrace layer, Joined.Rule rule, TraceNumbers numbers) implements SendingBack {
    static Optional<JoinedNumbers> of(LayerTrace layer, TraceNumbers numbers) {
        return switch (layer.description().layer()) {
            case Add _ -> Optional.of(new JoinedNumbers(layer, Joined.Rule.SUM, numbers));
            case Multiply _ -> Optional.of(new JoinedNumbers(layer, Joined.Rule.PRODUCT, numbers));
            case Concat _ -> Optional.of(new JoinedNumbers(layer, Joined.Rule.COPY, numbers));
            case Flatten _, ActivationLayer _ -> Optional.of(new JoinedNumbers(layer, Joined.Rule.COPY, numbers));
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
        if (layer.inputs().size() == 1) {
            return of(layer.inputs().getFirst(), element);
        }
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

    /// As many times as the source is joined.
    @Override
    public Periodic sentTo(String source) {
        return Periodic.constant((int) layer.inputs().stream().filter(source::equals).count());
    }

    /// δ of the unit that it is part of, times the others where they are multiplied.
    @Override
    public Term sentBack(String source, int element, int time) {
        int to = rule == Joined.Rule.COPY ? target(source, element, time) : element;
        TraceValue delta = TraceNumbers.unit(Quantity.DELTA, layer.name(), layer.delta(), to);
        if (rule != Joined.Rule.PRODUCT) {
            return Term.of(delta);
        }
        int self = positions(source).get(time);
        List<TraceValue> factors = new ArrayList<>(List.of(delta));
        for (int k = 0; k < layer.inputs().size(); k++) {
            if (k != self) {
                factors.add(of(layer.inputs().get(k), element));
            }
        }
        return new Term(List.copyOf(factors), Rule.ROUNDED);
    }

    /// Which of the inputs a source is.
    private List<Integer> positions(String source) {
        return IntStream.range(0, layer.inputs().size())
                .filter(it -> layer.inputs().get(it).equals(source))
                .boxed()
                .toList();
    }

    /// Where an element of a source has been copied to.
    private int target(String source, int element, int time) {
        if (layer.inputs().size() == 1) {
            return element;
        }
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
