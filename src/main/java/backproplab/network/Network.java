package backproplab.network;

import backproplab.layer.FunctionInside;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A network that can run: a description, the parameters it works with, and buffers for a batch.
///
/// Made once, then nothing is allocated: fill [#input], call [#forward], read the nodes. Several networks
/// may share one [Parameters]. Not for use by several threads at once.
public final class Network {
    private final NetworkDescription description;
    private final Parameters parameters;
    private final int capacity;
    private final long seed;
    private final Workings workings;
    private final SequencedMap<String, Tensor> inputs = new LinkedHashMap<>();
    private final SequencedMap<String, Node> nodes = new LinkedHashMap<>();
    private final List<Node> order;
    private int samples;
    private boolean training;
    private long step;

    /// @param capacity how many samples the largest batch has
    /// @param seed of the random numbers that layers draw during training, such as dropout masks
    /// @throws IllegalArgumentException for a description with problems: ask [NetworkDescription#infer] before
    public Network(NetworkDescription description, Parameters parameters, int capacity, long seed) {
        this(description, parameters, capacity, seed, Workings.AS_DESCRIBED);
    }

    /// A network in which some place may work otherwise than described.
    ///
    /// @throws IllegalArgumentException for a description with problems: ask [NetworkDescription#infer] before
    public Network(NetworkDescription description, Parameters parameters, int capacity, long seed, Workings workings) {
        ShapeInference inference = description.infer();
        if (!inference.problems().isEmpty()) {
            throw new IllegalArgumentException(inference.problems().getFirst().message());
        }
        this.description = description;
        this.parameters = parameters;
        this.capacity = capacity;
        this.seed = seed;
        this.workings = workings;
        description.inputs().forEach((name, shape) -> inputs.put(name, Tensor.zeros(shape.batched(capacity))));
        Map<Parameters.Key, Integer> positions = new LinkedHashMap<>();
        for (int i = 0; i < parameters.trained().size(); i++) {
            positions.put(parameters.trained().get(i).key(), i);
        }
        for (LayerDescription layer : inference.order()) {
            nodes.put(layer.name(), node(layer, inference, positions));
        }
        this.order = List.copyOf(nodes.values());
    }

    private Node node(LayerDescription layer, ShapeInference inference, Map<Parameters.Key, Integer> positions) {
        List<Shape> inputShapes = inference.inputShapes(layer);
        Shape zShape = LayerNumbers.preActivation(layer, inputShapes);
        LayerNumbers numbers = LayerNumbers.of(layer, inference);
        int[] indices =
                numbers.parameters().stream()
                        .mapToInt(it -> position(positions, new Parameters.Key(layer.owner(), it.name())))
                        .toArray();
        @Nullable Tensor[] state = new Tensor[numbers.state().size()];
        for (int i = 0; i < state.length; i++) {
            state[i] = parameters.find(new Parameters.Key(layer.owner(), numbers.state().get(i).name()));
        }
        List<Node.Source> sources = layer.inputs().stream().map(this::source).toList();
        Tensor z = Tensor.zeros(zShape.batched(capacity));
        int layerParameters = layer.layer() instanceof FunctionInside ? indices.length : numbers.ownParameters();
        Stage layerStage =
                new Stage(
                        this,
                        layer.name(),
                        workings.layer(layer),
                        layer.function(),
                        inputShapes,
                        sources.stream().map(this::tensor).toArray(Tensor[]::new),
                        z,
                        Arrays.copyOf(indices, layerParameters),
                        Arrays.copyOf(state, numbers.ownState()));
        Stage functionStage =
                new Stage(
                        this,
                        layer.name(),
                        Node.isLinear(layer) ? layer.function() : workings.function(layer),
                        layer.function(),
                        List.of(zShape),
                        new Tensor[] {z},
                        Node.isLinear(layer) ? z : Tensor.zeros(zShape.batched(capacity)),
                        Arrays.copyOfRange(indices, numbers.ownParameters(), indices.length),
                        Arrays.copyOfRange(state, numbers.ownState(), state.length));
        return new Node(nodes.size(), layer, sources, layerStage, functionStage);
    }

    private static int position(Map<Parameters.Key, Integer> positions, Parameters.Key key) {
        Integer position = positions.get(key);
        if (position == null) {
            throw new IllegalArgumentException(
                    "the parameters have no `%s`, only %s".formatted(key, positions.keySet()));
        }
        return position;
    }

    private Node.Source source(String name) {
        Node node = nodes.get(name);
        return node == null ? new Node.Source.Input(name) : new Node.Source.Activations(node);
    }

    private Tensor tensor(Node.Source source) {
        return switch (source) {
            case Node.Source.Input input -> input(input.name());
            case Node.Source.Activations activations -> activations.node().a();
        };
    }

    /// Computes z and a of every layer for the first `samples` samples of the inputs.
    ///
    /// @param training whether this is part of a training step, see [backproplab.layer.LayerForward#training()]
    /// @param step the number of the step, which random layers draw their numbers for
    public void forward(int samples, boolean training, long step) {
        if (samples < 1 || samples > capacity) {
            throw new IllegalArgumentException(
                    "a batch of %d samples does not fit buffers for 1 to %d".formatted(samples, capacity));
        }
        this.samples = samples;
        this.training = training;
        this.step = step;
        for (int i = 0; i < order.size(); i++) {
            Node node = order.get(i);
            node.layer().layer().forward(node.layer());
            if (!node.isLinear()) {
                node.function().layer().forward(node.function());
            }
        }
    }

    /// Carries running statistics on from the last forward pass: once per training step.
    public void updateState() {
        for (int i = 0; i < order.size(); i++) {
            Stage layer = order.get(i).layer();
            layer.layer().updateState(layer);
        }
    }

    /// The buffer for the samples of an input, `[capacity, …]`, to be filled before [#forward].
    public Tensor input(String name) {
        Tensor input = inputs.get(name);
        if (input == null) {
            throw new IllegalArgumentException("there is no input `%s` among %s".formatted(name, inputs.keySet()));
        }
        return input;
    }

    public List<String> inputNames() {
        return List.copyOf(inputs.keySet());
    }

    /// The layers in the order of computation.
    public List<Node> nodes() {
        return order;
    }

    public Node node(String name) {
        Node node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("there is no layer `%s` among %s".formatted(name, nodes.keySet()));
        }
        return node;
    }

    public NetworkDescription description() {
        return description;
    }

    public Parameters parameters() {
        return parameters;
    }

    public int capacity() {
        return capacity;
    }

    public long seed() {
        return seed;
    }

    /// Who computes what the description names.
    public Workings workings() {
        return workings;
    }

    /// How many samples the last forward pass had.
    public int samples() {
        return samples;
    }

    /// Whether the last forward pass was part of a training step.
    public boolean training() {
        return training;
    }

    /// The step that the last forward pass belonged to.
    public long step() {
        return step;
    }
}
