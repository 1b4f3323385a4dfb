package backproplab.experiment;

import backproplab.data.Dataset;
import backproplab.tensor.Tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads samples that stand in the file itself: one array of inputs and one of targets, or objects with an array for
/// each input of the network and for each layer that a loss is on. One array of targets is for all losses.
final class InlineReader {
    static final String INPUTS = "inputs";
    static final String TARGETS = "targets";

    private final Fields data;
    private final Problems problems;
    private final List<String> inputNames;
    private final List<String> targetNames;
    private final SequencedMap<String, LayerReader.Start> starts;
    private final DataFit fit;

    private InlineReader(
            Fields data,
            List<String> inputNames,
            List<String> targetNames,
            SequencedMap<String, LayerReader.Start> starts,
            DataFit fit) {
        this.data = data;
        this.problems = data.problems();
        this.inputNames = inputNames;
        this.targetNames = targetNames;
        this.starts = starts;
        this.fit = fit;
    }

    /// @param inputNames the inputs of the network; empty when they are not known
    /// @param targetNames the layers that need targets; empty when they are not known
    /// @param starts what else each sample is given
    static Optional<DataReader.Loaded> read(
            Fields data,
            List<String> inputNames,
            List<String> targetNames,
            SequencedMap<String, LayerReader.Start> starts,
            DataFit fit) {
        return new InlineReader(data, inputNames, targetNames, starts, fit).read();
    }

    private Optional<DataReader.Loaded> read() {
        int before = problems.count();
        Optional<Field> inputsField = data.require(INPUTS, "add one row of numbers for each sample");
        Optional<Field> targetsField = data.require(TARGETS, "add one row of numbers for each sample");
        data.refuseUnknown();
        SequencedMap<String, Tensor> inputs = tensors(inputsField, "input", inputNames, false);
        SequencedMap<String, Tensor> targets = tensors(targetsField, "loss on", targetNames, true);
        if (problems.count() > before) {
            return Optional.empty();
        }
        fit.checkInputs(inputs, it -> place(inputsField.orElseThrow(), it));
        fit.checkTargets(targets, it -> place(targetsField.orElseThrow(), it));
        if (problems.count() == before && !inputs.isEmpty()) {
            checkCounts(inputs, inputs, inputsField.orElseThrow());
            checkCounts(inputs, targets, targetsField.orElseThrow());
            starts.values().forEach(it -> checkCount(inputs, it.rows(), it.at()));
        }
        boolean startsAreRows = starts.values().stream().allMatch(it -> it.rows().shape().rank() > 1);
        if (problems.count() > before || inputNames.isEmpty() || targetNames.isEmpty() || !startsAreRows) {
            return Optional.empty();
        }
        SequencedMap<String, Tensor> rows = new LinkedHashMap<>();
        starts.forEach((name, start) -> rows.put(name, start.rows()));
        DataSource source = new DataSource.Inline(inputs, targets, rows, isByName(inputsField), isByName(targetsField));
        SequencedMap<String, Tensor> all = new LinkedHashMap<>(inputs);
        all.putAll(rows);
        return Optional.of(new DataReader.Loaded(source, Dataset.of(all, targets)));
    }

    private static boolean isByName(Optional<Field> field) {
        return field.map(Field::value).orElseThrow() instanceof Json.Fields;
    }

    /// @param names what there has to be a tensor for; empty when that is not known
    /// @param shared whether one array may stand for all of them
    private SequencedMap<String, Tensor> tensors(
            Optional<Field> field, String what, List<String> names, boolean shared) {
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
        } else if (names.size() > 1 && !shared) {
            field.get()
                    .problem(
                            "the network has %d of them: %s".formatted(names.size(), String.join(", ", names)),
                            "write an object with the samples for each of these names");
        } else {
            List<String> all = names.isEmpty() ? List.of("") : names;
            TensorReader.read(field.get()).ifPresent(read -> all.forEach(it -> tensors.put(it, read)));
        }
        return tensors;
    }

    private static Pointer place(Field field, String name) {
        return field.value() instanceof Json.Fields ? field.at().field(name) : field.at();
    }

    private void checkCounts(SequencedMap<String, Tensor> inputs, SequencedMap<String, Tensor> others, Field field) {
        others.forEach((name, tensor) -> checkCount(inputs, tensor, place(field, name)));
    }

    private void checkCount(SequencedMap<String, Tensor> inputs, Tensor rows, Pointer at) {
        int samples = inputs.firstEntry().getValue().rows();
        if (rows.rows() != samples) {
            problems.add(
                    at,
                    "the number of samples here is %d, in `%s` it is %d".formatted(rows.rows(), INPUTS, samples),
                    "give every sample its input and its target");
        }
    }
}
