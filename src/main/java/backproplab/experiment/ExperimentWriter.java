package backproplab.experiment;

import backproplab.catalog.Catalog;
import backproplab.catalog.Values;
import backproplab.data.BundledSets;
import backproplab.data.ColumnRef;
import backproplab.data.CsvFormat;
import backproplab.data.Generators;
import backproplab.data.IdxFormat;
import backproplab.initializer.Initializer;
import backproplab.initializer.Initializers;
import backproplab.layer.Layers;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.loss.Losses;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Turns an experiment into the JSON that reads back to the same numbers. All parameters are in it, also those that
/// would be drawn from the seed. The order of the fields is fixed; what is at its standard value is left out where it
/// would only make the file longer.
final class ExperimentWriter {
    private final Experiment experiment;
    private final Parameters parameters;
    private final Path folder;

    private ExperimentWriter(Experiment experiment, Path folder) {
        this.experiment = experiment;
        this.parameters = Parameters.initial(experiment.network(), experiment.weightsSeed(), experiment.numbers());
        this.folder = folder;
    }

    /// @param folder where the file will lie: paths in it start there
    static Json.Fields write(Experiment experiment, Path folder) {
        return new ExperimentWriter(experiment, folder).write();
    }

    private Json.Fields write() {
        Json.Builder file = new Json.Builder();
        file.put(ExperimentReader.FORMAT, Experiment.FORMAT);
        file.put(ExperimentReader.TITLE, experiment.title());
        file.put(ExperimentReader.ABOUT, experiment.about());
        file.put(ExperimentReader.SEED, Json.of(experiment.seed()));
        if (experiment.weightsSeed() != experiment.seed()) {
            file.put(ExperimentReader.WEIGHTS_SEED, Json.of(experiment.weightsSeed()));
        }
        file.put(ExperimentReader.DATA, data());
        file.put(ExperimentReader.NETWORK, network());
        file.put(ExperimentReader.LOSSES, Json.array(experiment.losses(), ExperimentWriter::loss));
        file.put(ExperimentReader.OPTIMIZER, UpdateRuleReader.write(experiment.rule()));
        file.put(ExperimentReader.TRAINING, experiment.training().toJson());
        experiment.progress().ifPresent(it -> file.put(ExperimentReader.PROGRESS, progress(it)));
        file.put(ExperimentReader.VIEW, experiment.view());
        return file.build();
    }

    private Json data() {
        Json.Builder data = new Json.Builder();
        switch (experiment.data()) {
            case DataSource.Inline inline -> {
                data.put(DataReader.SOURCE, DataReader.INLINE);
                data.put(InlineReader.INPUTS, tensors(inline.inputs(), inline.inputsByName()));
                data.put(InlineReader.TARGETS, tensors(inline.targets(), inline.targetsByName()));
            }
            case DataSource.Generated generated -> putMember(generated.generator(), Generators.CATALOG, data);
            case DataSource.Bundled bundled -> putMember(bundled.set(), BundledSets.CATALOG, data);
            case DataSource.Csv csv -> {
                data.put(DataReader.SOURCE, DataReader.CSV);
                data.put(DataReader.PATH, path(csv.file()));
                Members.write(CsvFormat.ENTRY.valuesOf(csv.format()), CsvFormat.ENTRY.settings(), data);
                data.put(InlineReader.TARGETS, Json.array(csv.columns().targets(), ExperimentWriter::column));
                data.put(DataReader.IGNORED, Json.array(csv.columns().ignored(), ExperimentWriter::column));
                data.put(DataReader.CATEGORIES, Json.array(csv.columns().categories(), ExperimentWriter::column));
            }
            case DataSource.Idx idx -> {
                data.put(DataReader.SOURCE, DataReader.IDX);
                data.put(DataReader.IMAGES, path(idx.images()));
                data.put(DataReader.LABELS, path(idx.labels()));
                Members.write(IdxFormat.ENTRY.valuesOf(idx.format()), IdxFormat.ENTRY.settings(), data);
            }
        }
        return data.build();
    }

    private static <T> void putMember(T member, Catalog<T> catalog, Json.Builder data) {
        Catalog.Description description = catalog.describe(member);
        data.put(DataReader.SOURCE, description.id());
        Members.write(description.values(), catalog.entryOf(member).settings(), data);
    }

    private static Json column(ColumnRef column) {
        return switch (column) {
            case ColumnRef.Named(String name) -> Json.of(name);
            case ColumnRef.Numbered(int number) -> Json.of(number);
        };
    }

    /// From the folder of the file where both lie under one root, so that the two can be moved together.
    private String path(Path file) {
        Path from = folder.toAbsolutePath().normalize();
        Path path = from.getRoot() != null && from.getRoot().equals(file.getRoot()) ? from.relativize(file) : file;
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    private static Json tensors(SequencedMap<String, Tensor> tensors, boolean byName) {
        if (!byName) {
            return Json.of(tensors.firstEntry().getValue());
        }
        Json.Builder object = new Json.Builder();
        tensors.forEach((name, tensor) -> object.put(name, Json.of(tensor)));
        return object.build();
    }

    /// The inputs that stand as such in the file: all but the given starts of layers.
    private SequencedMap<String, Shape> plainInputs() {
        SequencedMap<String, Shape> inputs = new LinkedHashMap<>(experiment.network().inputs());
        inputs.keySet().removeAll(starts().keySet());
        return inputs;
    }

    private Map<String, Tensor> starts() {
        return experiment.data() instanceof DataSource.Inline inline ? inline.starts() : Map.of();
    }

    private Json network() {
        Json.Builder network = new Json.Builder();
        SequencedMap<String, Shape> inputs = plainInputs();
        if (List.copyOf(inputs.keySet()).equals(List.of(NetworkDescription.INPUT))) {
            network.put(NetworkReader.INPUT, shape(inputs.firstEntry().getValue()));
        } else {
            Json.Builder byName = new Json.Builder();
            inputs.forEach((name, shape) -> byName.put(name, shape(shape)));
            network.put(NetworkReader.INPUT, byName.build());
        }
        List<Json> layers = new ArrayList<>();
        List<String> previous = inputs.size() == 1 ? List.of(inputs.firstEntry().getKey()) : List.of();
        for (LayerDescription layer : experiment.network().layers()) {
            layers.add(layer(layer, previous));
            previous = List.of(layer.name());
        }
        return network.put(NetworkReader.LAYERS, new Json.Items(layers)).build();
    }

    private static Json shape(Shape shape) {
        return new Json.Items(Arrays.stream(shape.toArray()).mapToObj(Json::of).toList());
    }

    /// @param previous what feeds the layer when the file does not say so
    private Json layer(LayerDescription layer, List<String> previous) {
        Json.Builder object = new Json.Builder().put(LayerReader.NAME, layer.name());
        if (layer.sharedWith().isPresent()) {
            object.put(Members.TYPE, LayerReader.SHARED);
            object.put(LayerReader.OF, layer.sharedWith().get());
            putInputs(layer.inputs(), previous, object);
            return object.build();
        }
        var description = Layers.CATALOG.describe(layer.layer());
        object.put(Members.TYPE, description.id());
        putInputs(layer.inputs().stream().filter(it -> !starts().containsKey(it)).toList(), previous, object);
        Members.write(description.values(), Layers.CATALOG.entryOf(layer.layer()).settings(), object);
        if (!layer.function().equals(OutputFunctions.IDENTITY)) {
            object.put(LayerReader.ACTIVATION, function(layer.function()));
        }
        putInitializer(LayerReader.INITIALIZER, layer.initializer(), LayerDescription.STANDARD_INITIALIZER, object);
        putInitializer(
                LayerReader.BIAS_INITIALIZER,
                layer.biasInitializer(),
                LayerDescription.STANDARD_BIAS_INITIALIZER,
                object);
        putNumbers(LayerReader.PARAMETERS, layer.name(), parameters.trained(), object);
        putState(layer, object);
        return object.build();
    }

    private static void putInputs(List<String> inputs, List<String> previous, Json.Builder object) {
        if (!inputs.equals(previous)) {
            object.put(LayerReader.INPUTS, Json.array(inputs, Json::of));
        }
    }

    /// What the layer keeps, and where it starts from.
    private void putState(LayerDescription layer, Json.Builder object) {
        Map<String, Tensor> starts = starts();
        if (layer.inputs().stream().noneMatch(starts::containsKey)) {
            putNumbers(LayerReader.STATE, layer.name(), parameters.state(), object);
            return;
        }
        Json.Builder section = new Json.Builder();
        List<String> given = GivenStarts.of(layer);
        for (String name : given) {
            Tensor rows = starts.get(GivenStarts.inputName(layer.name(), name));
            boolean filledIn = rows != null && isZero(rows) && !name.equals(given.getLast());
            if (rows != null && !filledIn) {
                section.put(name, Json.of(rows));
            }
        }
        object.put(LayerReader.STATE, section.build());
    }

    /// What a reader fills in before a start that is given.
    private static boolean isZero(Tensor tensor) {
        return Arrays.stream(tensor.values()).allMatch(it -> it == 0);
    }

    private static Json function(OutputFunction function) {
        var description = OutputFunctions.describe(function);
        return Members.write(description, OutputFunctions.CATALOG.get(description.id()).settings());
    }

    private static void putInitializer(
            String field, Initializer initializer, Initializer standard, Json.Builder object) {
        if (!initializer.equals(standard)) {
            object.put(field, Members.write(initializer, Initializers.CATALOG));
        }
    }

    private static void putNumbers(
            String field, String layer, List<Parameters.Parameter> numbers, Json.Builder object) {
        Json.Builder section = new Json.Builder();
        for (Parameters.Parameter parameter : numbers) {
            if (parameter.key().layer().equals(layer)) {
                section.put(parameter.key().name(), Json.of(parameter.value()));
            }
        }
        if (!section.isEmpty()) {
            object.put(field, section.build());
        }
    }

    private static Json loss(LossTerm term) {
        Json.Builder object = new Json.Builder().put(LossReader.ON, term.on());
        var description = Losses.CATALOG.describe(term.loss());
        object.put(Members.TYPE, description.id());
        Members.write(description.values(), Losses.CATALOG.entryOf(term.loss()).settings(), object);
        Map<String, Object> given =
                Map.of(
                        LossTerm.OUTPUT_REDUCTION.id(), term.outputs(),
                        LossTerm.TIME_REDUCTION.id(), term.time(),
                        LossTerm.BATCH_REDUCTION.id(), term.batch(),
                        LossTerm.WEIGHT.id(), term.weight());
        Members.write(Values.of(LossTerm.SETTINGS, given), LossTerm.SETTINGS, object);
        return object.build();
    }

    private Json progress(Progress progress) {
        Json.Builder object = new Json.Builder();
        object.put(ProgressReader.STEP, Json.of(progress.step()));
        object.put(ProgressReader.EPOCH, Json.of(progress.epoch()));
        object.put(ProgressReader.BATCH, Json.of(progress.batch()));
        object.put(ProgressReader.UPDATES, Json.of(progress.updates()));
        Json.Builder layers = new Json.Builder();
        for (LayerDescription layer : experiment.network().layers()) {
            Json.Builder numbers = new Json.Builder();
            for (Parameters.Parameter parameter : parameters.trained()) {
                Map<String, Tensor> slots = progress.slots().getOrDefault(parameter.key(), Map.of());
                if (parameter.key().layer().equals(layer.name()) && !slots.isEmpty()) {
                    numbers.put(parameter.key().name(), slots(slots));
                }
            }
            if (!numbers.isEmpty()) {
                layers.put(layer.name(), numbers.build());
            }
        }
        if (!layers.isEmpty()) {
            object.put(ProgressReader.OPTIMIZER, layers.build());
        }
        return object.build();
    }

    private Json slots(Map<String, Tensor> slots) {
        Json.Builder object = new Json.Builder();
        for (String name : experiment.rule().optimizer().slotNames()) {
            Tensor slot = slots.get(name);
            if (slot != null) {
                object.put(name, Json.of(slot));
            }
        }
        return object.build();
    }
}
