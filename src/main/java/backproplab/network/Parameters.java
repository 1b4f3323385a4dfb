package backproplab.network;

import backproplab.initializer.Initializer;
import backproplab.layer.ParameterSpec;
import backproplab.layer.StateSpec;
import backproplab.random.Purpose;
import backproplab.random.SeededRandom;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The numbers of a network: what is trained, and what is kept beside it (running statistics).
///
/// Only the thread that trains writes them; what leaves that thread is a [#copy()]. Each parameter is drawn
/// from a stream of its own, named after layer and parameter: adding a layer, or resizing one, does not
/// move the start of the others.
public final class Parameters {
    private final List<Parameter> trained;
    private final List<Parameter> state;
    private final Map<Key, Tensor> byKey = new HashMap<>();

    /// @param layer the layer that owns it
    /// @param name the name within the layer, such as `weights`
    public record Key(String layer, String name) {
        @Override
        public String toString() {
            return layer + "." + name;
        }
    }

    /// One tensor. `spec` is absent for state, which is not trained.
    public record Parameter(Key key, Optional<ParameterSpec> spec, Tensor value) {
        public boolean isWeights() {
            return has(ParameterSpec.Role.WEIGHTS);
        }

        public boolean isBias() {
            return has(ParameterSpec.Role.BIAS);
        }

        private boolean has(ParameterSpec.Role role) {
            return spec.isPresent() && spec.get().role() == role;
        }

        private Parameter copy() {
            return new Parameter(key, spec, value.copy());
        }
    }

    private Parameters(List<Parameter> trained, List<Parameter> state) {
        this.trained = List.copyOf(trained);
        this.state = List.copyOf(state);
        trained.forEach(it -> byKey.put(it.key(), it.value()));
        state.forEach(it -> byKey.put(it.key(), it.value()));
    }

    /// Drawn from the seed by the layers' initializers.
    ///
    /// @throws IllegalArgumentException for a network with problems
    public static Parameters initial(NetworkDescription description, long seed) {
        return initial(description, seed, Map.of());
    }

    /// What is given where something is given, drawn from the seed elsewhere.
    ///
    /// @param given copied, not kept
    /// @throws IllegalArgumentException for a network with problems, or given tensors that do not fit
    public static Parameters initial(NetworkDescription description, long seed, Map<Key, Tensor> given) {
        List<NetworkProblem> problems = check(description, given);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.getFirst().message());
        }
        ShapeInference inference = description.infer();
        List<Parameter> trained = new ArrayList<>();
        List<Parameter> state = new ArrayList<>();
        for (LayerDescription layer : inference.order()) {
            if (layer.sharedWith().isPresent()) {
                continue;
            }
            for (ParameterSpec spec : LayerNumbers.of(layer, inference).parameters()) {
                Key key = new Key(layer.name(), spec.name());
                Tensor value = given.containsKey(key) ? given.get(key).copy() : draw(spec, layer, seed);
                trained.add(new Parameter(key, Optional.of(spec), value));
            }
            for (StateSpec spec : LayerNumbers.of(layer, inference).state()) {
                Key key = new Key(layer.name(), spec.name());
                Optional.ofNullable(given.get(key))
                        .or(spec::start)
                        .ifPresent(it -> state.add(new Parameter(key, Optional.empty(), it.copy())));
            }
        }
        return new Parameters(trained, state);
    }

    /// What is wrong with the network, or with the tensors given for it.
    public static List<NetworkProblem> check(NetworkDescription description, Map<Key, Tensor> given) {
        ShapeInference inference = description.infer();
        List<NetworkProblem> problems = new ArrayList<>(inference.problems());
        for (LayerDescription layer : inference.order()) {
            int position = description.layers().indexOf(layer);
            LayerNumbers numbers = layer.sharedWith().isEmpty() ? LayerNumbers.of(layer, inference) : LayerNumbers.NONE;
            given.forEach((key, tensor) -> {
                if (key.layer().equals(layer.name())) {
                    checkOne(position, key, tensor, numbers, problems);
                }
            });
        }
        return problems;
    }

    private static void checkOne(
            int position, Key key, Tensor tensor, LayerNumbers numbers, List<NetworkProblem> problems) {
        boolean isState = numbers.isState(key.name());
        if (!numbers.names().contains(key.name())) {
            problems.add(
                    new NetworkProblem.UnknownParameter(
                            position, key.layer(), key.name(), false, hint(numbers.names())));
            return;
        }
        Shape shape = numbers.needed(key.name(), tensor.shape());
        if (!shape.equals(tensor.shape())) {
            problems.add(
                    new NetworkProblem.ParameterShape(
                            position, key.layer(), key.name(), isState, tensor.shape(), shape));
        } else if (tensor.firstNonFinite() >= 0) {
            int index = tensor.firstNonFinite();
            problems.add(
                    new NetworkProblem.ParameterNotFinite(
                            position, key.layer(), key.name(), isState, index, tensor.get(index)));
        }
    }

    private static String hint(List<String> names) {
        return names.isEmpty() ? "it has none; leave it out" : "it has " + String.join(", ", names);
    }

    private static Tensor draw(ParameterSpec spec, LayerDescription layer, long seed) {
        if (spec.start().isPresent()) {
            return spec.start().get().copy();
        }
        Tensor value = Tensor.zeros(spec.shape());
        Initializer initializer =
                spec.role() == ParameterSpec.Role.BIAS ? layer.biasInitializer() : layer.initializer();
        initializer.fill(
                value,
                spec.fanIn(),
                spec.fanOut(),
                SeededRandom.of(seed, Purpose.WEIGHTS, layer.name().hashCode(), spec.name().hashCode()));
        return value;
    }

    /// What is trained, in the order of computation.
    public List<Parameter> trained() {
        return trained;
    }

    /// What is kept without being trained.
    public List<Parameter> state() {
        return state;
    }

    /// @throws IllegalArgumentException when the layer has none of that name
    public Tensor get(String layer, String name) {
        return get(new Key(layer, name));
    }

    public Tensor get(Key key) {
        Tensor value = byKey.get(key);
        if (value == null) {
            throw new IllegalArgumentException("there is no parameter `%s` among %s".formatted(key, byKey.keySet()));
        }
        return value;
    }

    /// Null where nothing is kept, as with state that was not given.
    @Nullable Tensor find(Key key) {
        return byKey.get(key);
    }

    /// Every tensor by its key, trained or not; not copies.
    public Map<Key, Tensor> asMap() {
        return Map.copyOf(byKey);
    }

    /// How many numbers are trained.
    public int count() {
        return trained.stream().mapToInt(it -> it.value().size()).sum();
    }

    public List<Integer> sizes() {
        return trained.stream().map(it -> it.value().size()).toList();
    }

    public Parameters copy() {
        return new Parameters(
                trained.stream().map(Parameter::copy).toList(), state.stream().map(Parameter::copy).toList());
    }

    /// Takes over the numbers of the same network's other parameters.
    public void copyFrom(Parameters source) {
        copyAll(source.trained, trained);
        copyAll(source.state, state);
    }

    private static void copyAll(List<Parameter> source, List<Parameter> target) {
        if (source.size() != target.size()) {
            throw new IllegalArgumentException(
                    "cannot copy %d tensors into %d".formatted(source.size(), target.size()));
        }
        for (int i = 0; i < target.size(); i++) {
            target.get(i).value().copyFrom(source.get(i).value());
        }
    }
}
