package backproplab.experiment;

import backproplab.catalog.Spelling;
import backproplab.data.BundledSets;
import backproplab.data.ColumnRef;
import backproplab.data.CsvColumns;
import backproplab.data.CsvFormat;
import backproplab.data.CsvTable;
import backproplab.data.DataProblem;
import backproplab.data.Dataset;
import backproplab.data.Generators;
import backproplab.data.IdxFormat;
import backproplab.data.IdxReader;
import backproplab.data.Read;
import backproplab.network.LossTerm;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
    static final String CSV = CsvFormat.ENTRY.id();
    static final String PATH = "path";
    static final String IGNORED = "ignored";
    static final String CATEGORIES = "categories";
    static final String IDX = IdxFormat.ENTRY.id();
    static final String IMAGES = "images";
    static final String LABELS = "labels";

    private final Fields data;
    private final Problems problems;
    private final NetworkPart network;
    private final Optional<List<LossTerm>> losses;
    private final long seed;
    private final Path folder;
    private final DataFit fit;

    /// Where the samples come from, and the samples.
    record Loaded(DataSource source, Dataset samples) {}

    private DataReader(Fields data, NetworkPart network, Optional<List<LossTerm>> losses, long seed, Path folder) {
        this.data = data;
        this.problems = data.problems();
        this.network = network;
        this.losses = losses;
        this.seed = seed;
        this.folder = folder;
        this.fit = new DataFit(network, losses.orElse(List.of()), problems);
    }

    /// @param losses absent when they could not be read
    /// @param folder where paths start
    static Optional<Loaded> read(
            Field field, NetworkPart network, Optional<List<LossTerm>> losses, long seed, Path folder) {
        return field.object().flatMap(it -> new DataReader(it, network, losses, seed, folder).read());
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
        if (id.get().equals(INLINE)) {
            return inline();
        }
        if (id.get().equals(CSV)) {
            return csv();
        }
        if (id.get().equals(IDX)) {
            return idx();
        }
        return BundledSets.CATALOG.find(id.get()).isPresent() ? bundled() : generated();
    }

    static List<String> sources() {
        List<String> sources = new ArrayList<>(List.of(INLINE));
        sources.addAll(Generators.CATALOG.ids());
        sources.addAll(BundledSets.CATALOG.ids());
        sources.addAll(List.of(CSV, IDX));
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
            checkCounts(inputs, inputs, inputsField.orElseThrow());
            checkCounts(inputs, targets, targetsField.orElseThrow());
        }
        if (problems.count() > before || inputNames.isEmpty() || targetNames.isEmpty()) {
            return Optional.empty();
        }
        DataSource source = new DataSource.Inline(inputs, targets, isByName(inputsField), isByName(targetsField));
        return Optional.of(new Loaded(source, Dataset.of(inputs, targets)));
    }

    private static boolean isByName(Optional<Field> field) {
        return field.map(Field::value).orElseThrow() instanceof Json.Fields;
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

    private Optional<Loaded> bundled() {
        return Members.read(data, SOURCE, BundledSets.CATALOG)
                .flatMap(set -> {
                    data.refuseUnknown();
                    return bound(new DataSource.Bundled(set), set.load());
                });
    }

    private Optional<Loaded> csv() {
        Optional<Field> path = data.require(PATH, "name the file; the path starts from the folder of this one");
        Optional<Path> file = path.flatMap(this::path);
        Optional<CsvFormat> format = Members.create(data, CsvFormat.ENTRY);
        CsvColumns columns = new CsvColumns(columns(TARGETS), columns(IGNORED), columns(CATEGORIES));
        data.refuseUnknown();
        if (file.isEmpty() || format.isEmpty()) {
            return Optional.empty();
        }
        Read<Dataset> samples =
                CsvTable.read(new LocalFile(file.get()), format.get()).then(it -> it.toDataset(columns));
        return loaded(samples, path.get())
                .flatMap(it -> bound(new DataSource.Csv(file.get(), format.get(), columns), it));
    }

    private List<ColumnRef> columns(String name) {
        List<ColumnRef> columns = new ArrayList<>();
        for (Field item : data.find(name).flatMap(Field::items).orElse(List.of())) {
            if (item.value() instanceof Json.Numeral) {
                item.whole(1, Integer.MAX_VALUE).ifPresent(it -> columns.add(new ColumnRef.Numbered(it.intValue())));
            } else {
                item.text().ifPresent(it -> columns.add(new ColumnRef.Named(it)));
            }
        }
        return columns;
    }

    private Optional<Loaded> idx() {
        Optional<Field> imagesField = data.require(IMAGES, "name the file with the images");
        Optional<Field> labelsField = data.require(LABELS, "name the file with their labels");
        Optional<Path> images = imagesField.flatMap(this::path);
        Optional<Path> labels = labelsField.flatMap(this::path);
        Optional<IdxFormat> format = Members.create(data, IdxFormat.ENTRY);
        data.refuseUnknown();
        if (images.isEmpty() || labels.isEmpty() || format.isEmpty()) {
            return Optional.empty();
        }
        Read<Dataset> samples =
                IdxReader.readImages(new LocalFile(images.get()), new LocalFile(labels.get()), format.get());
        return loaded(samples, imagesField.get())
                .flatMap(it -> bound(new DataSource.Idx(images.get(), labels.get(), format.get()), it));
    }

    private Optional<Path> path(Field field) {
        Optional<String> text = field.text();
        try {
            return text.map(it -> folder.resolve(it).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            field.problem("this cannot be the name of a file", "check the path");
            return Optional.empty();
        }
    }

    private static Optional<Dataset> loaded(Read<Dataset> read, Field field) {
        return switch (read) {
            case Read.Loaded<Dataset>(Dataset samples) -> Optional.of(samples);
            case Read.Refused<Dataset>(List<DataProblem> found) -> {
                found.forEach(it -> field.problem(it.message(), it.hint()));
                yield Optional.empty();
            }
        };
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
