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
            return InlineReader.read(
                    data, List.copyOf(network.inputs().keySet()), targetNames(), network.starts(), fit);
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

    /// The layers that need targets, each once; empty when they are not known.
    private List<String> targetNames() {
        return losses.orElse(List.of()).stream().map(LossTerm::on).distinct().toList();
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
        CsvColumns columns = new CsvColumns(columns(InlineReader.TARGETS), columns(IGNORED), columns(CATEGORIES));
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
    /// network uses, and where only the axes differ, the shape. Several losses have the same targets, as those of an
    /// auxiliary output have.
    private Optional<Loaded> bound(DataSource source, Dataset samples) {
        List<String> targetNames = targetNames();
        if (network.inputs().isEmpty() || targetNames.isEmpty() || network.inference().isEmpty()) {
            return Optional.empty();
        }
        if (!network.starts().isEmpty()) {
            LayerReader.Start start = network.starts().firstEntry().getValue();
            problems.add(
                    start.at(),
                    "`%s` has a row for each sample, and these samples do not stand in this file"
                            .formatted(start.at().token()),
                    "leave it out, or use `inline` data");
            return Optional.empty();
        }
        if (network.inputs().size() > 1) {
            data.problem(
                    "these samples have one input, the network has %d".formatted(network.inputs().size()),
                    "use `inline` data, or take away inputs");
            return Optional.empty();
        }
        int before = problems.count();
        String input = network.inputs().firstEntry().getKey();
        SequencedMap<String, Tensor> inputs = new LinkedHashMap<>();
        SequencedMap<String, Tensor> targets = new LinkedHashMap<>();
        inputs.put(input, reshaped(samples.input(), network.inputs().firstEntry().getValue()));
        targetNames.forEach(it -> targets.put(it, samples.target()));
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
