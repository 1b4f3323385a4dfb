package backproplab.network;

import backproplab.layer.FunctionInside;
import backproplab.layer.OutputFunctions;
import backproplab.tensor.Tensor;

import java.util.List;

/// A named layer of a running network with its buffers: `z = layer(inputs)`, `a = function(z)`.
///
/// With the identity as function z and a are one tensor.
public final class Node {
    private final int index;
    private final LayerDescription description;
    private final List<Source> sources;
    private final Stage layer;
    private final Stage function;
    private final boolean linear;

    /// Where an input comes from.
    public sealed interface Source {
        record Input(String name) implements Source {}

        record Activations(Node node) implements Source {}
    }

    Node(int index, LayerDescription description, List<Source> sources, Stage layer, Stage function) {
        this.index = index;
        this.description = description;
        this.sources = List.copyOf(sources);
        this.layer = layer;
        this.function = function;
        this.linear = isLinear(description);
    }

    /// The position in the order of computation.
    public int index() {
        return index;
    }

    public String name() {
        return description.name();
    }

    public LayerDescription description() {
        return description;
    }

    public List<Source> sources() {
        return sources;
    }

    /// From the inputs to z.
    public Stage layer() {
        return layer;
    }

    /// From z to a.
    public Stage function() {
        return function;
    }

    /// Whether a is z itself.
    public boolean isLinear() {
        return linear;
    }

    /// Whether the layer goes through the function by itself, backward as forward.
    public boolean hasFunctionInside() {
        return description.layer() instanceof FunctionInside;
    }

    static boolean isLinear(LayerDescription description) {
        return description.function().equals(OutputFunctions.IDENTITY);
    }

    /// The pre-activations, `[capacity, …]`.
    public Tensor z() {
        return layer.output();
    }

    /// The activations, `[capacity, …]`.
    public Tensor a() {
        return isLinear() ? layer.output() : function.output();
    }
}
