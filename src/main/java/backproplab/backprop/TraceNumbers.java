package backproplab.backprop;

import backproplab.backprop.BackwardTrace.LayerTrace;
import backproplab.backprop.BackwardTrace.ParameterTrace;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// The numbers of a trace with their names and places. An element is counted through all samples, in row-major order.
final class TraceNumbers {
    private final BackwardTrace trace;
    private final Map<String, LayerTrace> layers = new HashMap<>();
    private final Map<Parameters.Key, ParameterTrace> parameters = new HashMap<>();

    TraceNumbers(BackwardTrace trace) {
        this.trace = trace;
        trace.layers().forEach(it -> layers.put(it.name(), it));
        trace.parameters().forEach(it -> parameters.put(it.key(), it));
    }

    LayerTrace layer(String name) {
        LayerTrace layer = layers.get(name);
        return layer == null ? trace.layer(name) : layer;
    }

    Optional<ParameterTrace> parameter(String layer, String name) {
        return Optional.ofNullable(parameters.get(new Parameters.Key(layer, name)));
    }

    List<ParameterTrace> parametersOf(String layer) {
        return trace.parameters().stream().filter(it -> it.key().layer().equals(layer)).toList();
    }

    /// The layers that use the parameters of `layer`, itself included where they are its own: in the order of the backward
    /// pass, in which their gradients add up.
    List<LayerTrace> users(LayerTrace layer) {
        String owner = layer.description().owner();
        return trace.layers().reversed().stream().filter(it -> it.description().owner().equals(owner)).toList();
    }

    /// The terms of the loss on a layer, those that are fused with its function or the others.
    List<Integer> termsOn(String layer, boolean fused) {
        return IntStream.range(0, trace.losses().size())
                .filter(it -> trace.losses().get(it).fused() == fused)
                .filter(it -> trace.losses().get(it).term().on().equals(layer))
                .boxed()
                .toList();
    }

    /// x of an input, a of a layer.
    Tensor outputs(String source) {
        return trace.output(source);
    }

    /// A number of [#outputs].
    TraceValue output(String source, Tensor outputs, int element) {
        Quantity quantity = layers.containsKey(source) ? Quantity.ACTIVATION : Quantity.INPUT;
        return unit(quantity, source, outputs, element);
    }

    static TraceValue unit(Quantity quantity, String owner, Tensor tensor, int element) {
        return new TraceValue(quantity, place(owner, tensor, element), tensor.get(element));
    }

    static Place.Unit place(String owner, Tensor tensor, int element) {
        int rowSize = tensor.rowSize();
        return new Place.Unit(owner, element / rowSize, element % rowSize);
    }

    /// `count` numbers from `from` on.
    static List<TraceValue> units(Quantity quantity, String owner, Tensor tensor, int from, int count) {
        return LazyList.of(count, i -> unit(quantity, owner, tensor, from + i));
    }

    static TraceValue weight(Quantity quantity, Parameters.Key key, Tensor tensor, int index) {
        return new TraceValue(quantity, new Place.Weight(key, index), tensor.get(index));
    }
}
