package backproplab.experiment;

import backproplab.catalog.Spelling;
import backproplab.data.Dataset;
import backproplab.data.Generators;
import backproplab.network.LossTerm;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads `data` and gets the samples, checked against the network and its losses.
final class DataReader {
    static final String SOURCE = "source";
    static final String INLINE = "inline";
    static final String INPUTS = "inputs";
    static final String TARGETS = "targets";

    private final Fields data;
    private final Problems problems;
    private final NetworkPart network;
    private final Optional<List<LossTerm>> losses;
    private final long seed;
    private final DataFit fit;

    /// Where the samples come from, and the samples.
    record Loaded(DataSource source, Dataset samples) {}

    private DataReader(Fields data, NetworkPart network, Optional<List<LossTerm>> losses, long seed) {
        this.data = data;
        this.problems = data.problems();
        this.network = network;
        this.losses = losses;
        this.seed = seed;
        this.fit = new DataFit(network, losses.orElse(List.of()), problems);
    }

    /// @param losses absent when they could not be read
    static Optional<Loaded> read(Field field, NetworkPart network, Optional<List<LossTerm>> losses, long seed) {
        return field.object().flatMap(it -> new DataReader(it, network, losses, seed).read());
    }

    private Optional<Loaded> read() {
        Optional<Field> source = data.require(SOURCE, "take one of " + String.join(", ", sources()));
        Optional<String> id = source.flatMap(Field::text);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        if (!sources().contains(id.get())) {
            source.get().problem("there is no data source `%s`".formatted(id.get()), hint(id.get()));
            return Optional.empty();
        }
        return switch (id.get()) {
            case INLINE -> inline();
            default -> generated();
        };
    }

    static List<String> sources() {
        List<String> sources = new ArrayList<>(List.of(INLINE));
        sources.addAll(Generators.CATALOG.ids());
        return sources;
    }

    private static String hint(String unknown) {
        return Spelling.nearest(unknown, sources())
                .map("did you mean `%s`?"::formatted)
                .orElse("take one of " + String.join(", ", sources()));
    }

    private Optional<Loaded> inline() {
        int before = problems.count();
        Optional<Field> inputsField = data.require(INPUTS, "add one row of numbers for each sample");
        Optional<Field> targetsField = data.require(TARGETS, "add one row of numbers for each sample");
        data.refuseUnknown();
        List<String> inputNames = List.copyOf(network.inputs().keySet());
        List<String> targetNames = losses.map(DataReader::targetNames).orElse(List.of());
        SequencedMap<String, Tensor> inputs = tensors(inputsField, "input", inputNames);
        SequencedMap<String, Tensor> targets = tensors(targetsField, "loss on", targetNames);
        if (problems.count() > before) {
            return Optional.empty();
        }
        fit.checkInputs(inputs, it -> place(inputsField.orElseThrow(), it));
        fit.checkTargets(targets, it -> place(targetsField.orElseThrow(), it));
        if (problems.count() == before) {
            checkCounts(inputs, inputsField.orElseThrow());
            checkCounts(inputs, targets, targetsField.orElseThrow());
        }
        if (problems.count() > before || inputNames.isEmpty() || targetNames.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Loaded(new DataSource.Inline(inputs, targets), Dataset.of(inputs, targets)));
    }

    /// The layers that need targets, each once.
    static List<String> targetNames(List<LossTerm> losses) {
        return losses.stream().map(LossTerm::on).distinct().toList();
    }

    /// @param names what there has to be a tensor for; empty when that is not known
    private SequencedMap<String, Tensor> tensors(Optional<Field> field, String what, List<String> names) {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        if (field.isEmpty()) {
            return tensors;
        }
        if (field.get().value() instanceof Json.Fields) {
            Fields byName = field.get().object().orElseThrow();
            List<String> wanted = names.isEmpty() ? List.copyOf(byName.names()) : names;
            for (String name : wanted) {
                byName.require(name, "give the samples for the %s `%s`".formatted(what, name))
                        .flatMap(TensorReader::read)
                        .ifPresent(it -> tensors.put(name, it));
            }
            byName.refuseUnknown();
        } else if (names.size() > 1) {
            field.get()
                    .problem(
                            "the network has %d of them: %s".formatted(names.size(), String.join(", ", names)),
                            "write an object with the samples for each of these names");
        } else {
            TensorReader.read(field.get()).ifPresent(it -> tensors.put(names.isEmpty() ? "" : names.getFirst(), it));
        }
        return tensors;
    }

    private static Pointer place(Field field, String name) {
        return field.value() instanceof Json.Fields ? field.at().field(name) : field.at();
    }

    private void checkCounts(SequencedMap<String, Tensor> inputs, Field field) {
        checkCounts(inputs, inputs, field);
    }

    private void checkCounts(SequencedMap<String, Tensor> inputs, SequencedMap<String, Tensor> others, Field field) {
        int samples = inputs.firstEntry().getValue().rows();
        others.forEach((name, tensor) -> {
            if (tensor.rows() != samples) {
                problems.add(
                        place(field, name),
                        "the number of samples here is %d, in `%s` it is %d".formatted(tensor.rows(), INPUTS, samples),
                        "give every sample its input and its target");
            }
        });
    }

    private Optional<Loaded> generated() {
        return Members.read(data, SOURCE, Generators.CATALOG)
                .flatMap(generator -> {
                    data.refuseUnknown();
                    return bound(new DataSource.Generated(generator), generator.generate(seed));
                });
    }

    /// Samples that did not know the network when they were made: their input and their target get the names that the
    /// network uses, and where only the axes differ, the shape.
    private Optional<Loaded> bound(DataSource source, Dataset samples) {
        List<String> targetNames = losses.map(DataReader::targetNames).orElse(List.of());
        if (network.inputs().isEmpty() || targetNames.isEmpty() || network.inference().isEmpty()) {
            return Optional.empty();
        }
        if (network.inputs().size() > 1 || targetNames.size() > 1) {
            data.problem(
                    "these samples have one input and one target, the network has %d inputs and losses on %d layers"
                            .formatted(network.inputs().size(), targetNames.size()),
                    "use `inline` data, or take away inputs and losses");
            return Optional.empty();
        }
        int before = problems.count();
        String input = network.inputs().firstEntry().getKey();
        String target = targetNames.getFirst();
        SequencedMap<String, Tensor> inputs = new LinkedHashMap<>();
        SequencedMap<String, Tensor> targets = new LinkedHashMap<>();
        inputs.put(input, reshaped(samples.input(), network.inputs().firstEntry().getValue()));
        targets.put(target, samples.target());
        fit.checkInputs(inputs, _ -> data.at());
        fit.checkTargets(targets, _ -> data.at());
        return problems.count() > before
                ? Optional.empty()
                : Optional.of(
                        new Loaded(
                                source,
                                new Dataset(
                                        inputs, targets, samples.inputNames(), samples.targetNames(), samples.task())));
    }

    private static Tensor reshaped(Tensor samples, Shape item) {
        boolean sameNumbers = samples.rowSize() == item.elements();
        return sameNumbers ? Tensor.of(item.batched(samples.rows()), samples.values()) : samples;
    }
}
