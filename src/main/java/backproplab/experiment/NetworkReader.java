package backproplab.experiment;

import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.network.NetworkProblem;
import backproplab.network.Parameters;
import backproplab.network.ShapeInference;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads `network`: the shapes of the inputs, the layers, and the numbers given for them.
final class NetworkReader {
    static final String INPUT = "input";
    static final String LAYERS = "layers";

    /// Deeper networks than any that was ever drawn on a screen, and safe for the walk through the graph.
    static final int MAX_LAYERS = 1000;

    private static final int MAX_INPUT_RANK = 4;

    private final Fields network;
    private final Pointer layersAt;
    private final Problems problems;
    private final Map<Parameters.Key, Tensor> parameters = new LinkedHashMap<>();
    private final Map<Parameters.Key, Tensor> state = new LinkedHashMap<>();
    private final SequencedMap<String, LayerReader.Start> starts = new LinkedHashMap<>();

    private NetworkReader(Fields network) {
        this.network = network;
        this.layersAt = network.at().field(LAYERS);
        this.problems = network.problems();
    }

    static NetworkPart read(Field network) {
        return network.object().map(it -> new NetworkReader(it).read()).orElse(NetworkPart.UNREAD);
    }

    private NetworkPart read() {
        int before = problems.count();
        SequencedMap<String, Shape> inputs =
                network.require(INPUT, "give the shape of one sample, such as \"input\": [2]")
                        .map(NetworkReader::inputs)
                        .orElseGet(LinkedHashMap::new);
        Optional<List<LayerDescription>> layers =
                network.require(LAYERS, "add a list with at least one layer").flatMap(it -> layers(it, inputs));
        network.refuseUnknown();
        SequencedMap<String, Shape> all = withStarts(inputs);
        boolean clean = problems.count() == before;
        Optional<NetworkDescription> description =
                inputs.isEmpty() ? Optional.empty() : layers.map(it -> new NetworkDescription(all, it));
        Optional<ShapeInference> inference = description.flatMap(this::infer);
        if (clean && inference.isPresent()) {
            checkNumbers(description.get());
        }
        return new NetworkPart(inputs, starts, description, inference, numbers());
    }

    /// The inputs of the file, then the given starts of recurrent layers, which are inputs too.
    private SequencedMap<String, Shape> withStarts(SequencedMap<String, Shape> inputs) {
        SequencedMap<String, Shape> all = new LinkedHashMap<>(inputs);
        starts.forEach((name, start) -> {
            if (start.rows().shape().rank() > 1) {
                all.putIfAbsent(name, start.rows().shape().item());
            } else {
                problems.add(
                        start.at(),
                        "`%s` has shape %s, needs [samples, …]".formatted(start.at().token(), start.rows().shape()),
                        "give one row of numbers for each sample");
            }
        });
        return all;
    }

    private static SequencedMap<String, Shape> inputs(Field input) {
        SequencedMap<String, Shape> inputs = new LinkedHashMap<>();
        if (input.value() instanceof Json.Fields) {
            Fields byName = input.object().orElseThrow();
            for (String name : byName.names()) {
                byName.find(name).flatMap(NetworkReader::shape).ifPresent(it -> inputs.put(name, it));
            }
            if (byName.names().isEmpty()) {
                input.problem("the network has no input", "give the shape of one sample, such as [2]");
            }
        } else {
            shape(input).ifPresent(it -> inputs.put(NetworkDescription.INPUT, it));
        }
        return inputs;
    }

    private static Optional<Shape> shape(Field field) {
        Optional<List<Field>> items = field.items();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        int rank = items.get().size();
        if (rank < 1 || rank > MAX_INPUT_RANK) {
            field.problem(
                    "a shape has 1 to %d sizes, got %d".formatted(MAX_INPUT_RANK, rank),
                    "write [2] for two numbers a sample, [1, 28, 28] for a grey picture");
            return Optional.empty();
        }
        int[] sizes = new int[rank];
        for (int i = 0; i < rank; i++) {
            Optional<Long> size = items.get().get(i).whole(1, Integer.MAX_VALUE);
            if (size.isEmpty()) {
                return Optional.empty();
            }
            sizes[i] = size.get().intValue();
        }
        try {
            return Optional.of(Shape.of(sizes));
        } catch (Shape.TooLargeException e) {
            field.problem(String.valueOf(e.getMessage()), "make the input smaller");
            return Optional.empty();
        }
    }

    /// Empty when one of them cannot be read.
    private Optional<List<LayerDescription>> layers(Field field, SequencedMap<String, Shape> inputs) {
        Optional<List<Field>> items = field.items();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        if (items.get().size() > MAX_LAYERS) {
            field.problem(
                    "there are %d layers, %d are possible".formatted(items.get().size(), MAX_LAYERS), "take fewer");
            return Optional.empty();
        }
        List<LayerDescription> layers = new ArrayList<>();
        LayerReader reader = new LayerReader(parameters, state, starts);
        // Only with several inputs it is not clear what feeds the first layer. What could not be read has problems of
        // its own, and its name, whatever it is, is good enough here.
        Optional<String> previous =
                inputs.size() > 1 ? Optional.empty() : inputs.keySet().stream().findFirst().or(() -> Optional.of(""));
        for (int i = 0; i < items.get().size(); i++) {
            Optional<Fields> object = items.get().get(i).object();
            if (object.isPresent()) {
                reader.read(object.get(), i, previous).ifPresent(layers::add);
                previous =
                        object.get()
                                .find(LayerReader.NAME)
                                .map(Field::value)
                                .map(NetworkReader::textOrEmpty)
                                .or(() -> Optional.of(""));
            }
        }
        return layers.size() == items.get().size() ? Optional.of(layers) : Optional.empty();
    }

    private static String textOrEmpty(Json value) {
        return value instanceof Json.Text(String text) ? text : "";
    }

    private Optional<ShapeInference> infer(NetworkDescription description) {
        ShapeInference inference = description.infer();
        inference.problems().forEach(this::add);
        return inference.problems().isEmpty() ? Optional.of(inference) : Optional.empty();
    }

    /// Whether the given numbers are those that the layers need, each in its own section.
    private void checkNumbers(NetworkDescription description) {
        Map<Parameters.Key, Tensor> numbers = numbers();
        List<NetworkProblem> found = Parameters.check(description, numbers);
        found.forEach(this::add);
        if (found.isEmpty() && !numbers.isEmpty()) {
            Parameters all = Parameters.initial(description, 0, numbers);
            checkSection(description, all.trained(), state, LayerReader.STATE, LayerReader.PARAMETERS);
            checkSection(description, all.state(), parameters, LayerReader.PARAMETERS, LayerReader.STATE);
        }
    }

    private Map<Parameters.Key, Tensor> numbers() {
        Map<Parameters.Key, Tensor> numbers = new LinkedHashMap<>(parameters);
        numbers.putAll(state);
        return numbers;
    }

    /// Refuses what stands in `section` though it belongs elsewhere.
    private void checkSection(
            NetworkDescription description,
            List<Parameters.Parameter> elsewhere,
            Map<Parameters.Key, Tensor> section,
            String wrong,
            String right) {
        List<String> names = description.layers().stream().map(LayerDescription::name).toList();
        for (Parameters.Parameter parameter : elsewhere) {
            Parameters.Key key = parameter.key();
            if (section.containsKey(key)) {
                problems.add(
                        layersAt.item(names.indexOf(key.layer())).field(wrong).field(key.name()),
                        "`%s` does not belong to `%s`".formatted(key.name(), wrong),
                        "move it to `%s` of the same layer".formatted(right));
            }
        }
    }

    private void add(NetworkProblem problem) {
        problems.add(place(problem), problem.message(), problem.hint());
    }

    private Pointer place(NetworkProblem problem) {
        return switch (problem) {
            case NetworkProblem.NoLayers _ -> layersAt;
            case NetworkProblem.DuplicateName it -> layersAt.item(it.layer()).field(LayerReader.NAME);
            case NetworkProblem.UnknownInput it ->
                    layersAt.item(it.layer()).field(LayerReader.INPUTS).item(it.position());
            case NetworkProblem.UnknownShared it -> layersAt.item(it.layer()).field(LayerReader.OF);
            case NetworkProblem.SharedShape it -> layersAt.item(it.layer());
            case NetworkProblem.Cycle it -> layersAt.item(it.layer()).field(LayerReader.INPUTS);
            case NetworkProblem.ShapeMismatch it -> layersAt.item(it.layer());
            case NetworkProblem.TooLarge it -> layersAt.item(it.layer());
            case NetworkProblem.ParameterShape it -> section(it.layer(), it.name(), it.parameter());
            case NetworkProblem.UnknownParameter it -> section(it.layer(), it.name(), it.parameter());
            case NetworkProblem.ParameterNotFinite it -> section(it.layer(), it.name(), it.parameter());
            case NetworkProblem.UnknownLossLayer it -> throw new IllegalStateException(it.message());
            case NetworkProblem.NoLoss it -> throw new IllegalStateException(it.message());
        };
    }

    private Pointer section(int layer, String name, String number) {
        String section =
                parameters.containsKey(new Parameters.Key(name, number)) ? LayerReader.PARAMETERS : LayerReader.STATE;
        return layersAt.item(layer).field(section).field(number);
    }
}
