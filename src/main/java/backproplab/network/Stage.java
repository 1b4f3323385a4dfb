package backproplab.network;

import backproplab.layer.CacheSpec;
import backproplab.layer.Layer;
import backproplab.layer.LayerForward;
import backproplab.layer.OutputFunction;
import backproplab.random.Purpose;
import backproplab.random.SeededRandom;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.random.RandomGenerator;

/// One computation of a network with its buffers: a [Layer] bound to the tensors it works on. Every node
/// has two, the layer itself (inputs to z) and the function at its output (z to a).
public final class Stage implements LayerForward {
    private final Layer layer;
    private final OutputFunction outputFunction;
    private final Tensor[] inputs;
    private final Tensor output;
    private final int[] parameterIndices;
    private final Tensor[] parameters;
    private final @Nullable Tensor[] state;
    private final Tensor[] caches;
    private final Network network;
    private final long randomPath;
    private final SeededRandom random = new SeededRandom(0);

    /// @param outputFunction what stands at the output of the node
    /// @param parameterIndices where the layer's parameters stand in [Parameters#trained()]
    /// @param state null where nothing is given
    Stage(
            Network network,
            String name,
            Layer layer,
            OutputFunction outputFunction,
            List<Shape> inputShapes,
            Tensor[] inputs,
            Tensor output,
            int[] parameterIndices,
            @Nullable Tensor[] state) {
        this.network = network;
        this.layer = layer;
        this.outputFunction = outputFunction;
        this.inputs = inputs;
        this.output = output;
        this.parameterIndices = parameterIndices;
        this.state = state;
        this.randomPath = name.hashCode();
        this.parameters = new Tensor[parameterIndices.length];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = network.parameters().trained().get(parameterIndices[i]).value();
        }
        List<CacheSpec> specs = layer.caches(inputShapes);
        this.caches = new Tensor[specs.size()];
        for (int i = 0; i < caches.length; i++) {
            Shape shape = specs.get(i).shape();
            caches[i] = Tensor.zeros(specs.get(i).perSample() ? shape.batched(network.capacity()) : shape);
        }
    }

    public Layer layer() {
        return layer;
    }

    /// Where the parameter stands in [Parameters#trained()].
    public int parameterIndex(int index) {
        return parameterIndices[index];
    }

    @Override
    public int inputCount() {
        return inputs.length;
    }

    public int parameterCount() {
        return parameters.length;
    }

    @Override
    public int samples() {
        return network.samples();
    }

    @Override
    public boolean training() {
        return network.training();
    }

    @Override
    public Tensor input(int index) {
        return inputs[index];
    }

    @Override
    public Tensor output() {
        return output;
    }

    @Override
    public Tensor parameter(int index) {
        return parameters[index];
    }

    @Override
    public Tensor state(int index) {
        Tensor tensor = state[index];
        if (tensor == null) {
            throw new IllegalStateException("state %d of %s is not given".formatted(index, layer));
        }
        return tensor;
    }

    @Override
    public @Nullable Tensor givenState(int index) {
        return state[index];
    }

    @Override
    public Tensor cache(int index) {
        return caches[index];
    }

    @Override
    public OutputFunction function() {
        return outputFunction;
    }

    @Override
    public RandomGenerator random() {
        random.restart(network.seed(), Purpose.DROPOUT, randomPath, network.step());
        return random;
    }
}
