package backproplab.ui.app;

import backproplab.data.ColumnRef;
import backproplab.data.CsvColumn;
import backproplab.data.CsvColumns;
import backproplab.data.CsvFormat;
import backproplab.data.CsvTable;
import backproplab.data.Dataset;
import backproplab.data.IdxFormat;
import backproplab.data.IdxReader;
import backproplab.data.Read;
import backproplab.experiment.DataSource;
import backproplab.experiment.LocalFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Data in files: which kind a file is, and what can be read from it. Nothing here waits for a user.
final class DataFiles {
    private DataFiles() {}

    enum Kind {
        EXPERIMENT,
        TABLE,
        IMAGES
    }

    /// Samples with the place they come from, as an experiment file writes it.
    record Found(DataSource source, Dataset samples) {}

    static Kind kindOf(Path file) {
        String name = withoutGz(nameOf(file));
        if (name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".txt")) {
            return Kind.TABLE;
        }
        return name.contains("idx") || name.endsWith("ubyte") ? Kind.IMAGES : Kind.EXPERIMENT;
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    private static String withoutGz(String name) {
        return name.endsWith(".gz") ? name.substring(0, name.length() - ".gz".length()) : name;
    }

    static Read<CsvTable> table(Path file) {
        return CsvTable.read(new LocalFile(file), CsvFormat.ENTRY.standard());
    }

    /// @param target the column that should come out
    /// @param names whether its values are names of classes, even where they look like numbers
    static Read<Found> samples(Path file, CsvTable table, CsvColumn target, boolean names) {
        ColumnRef reference =
                target.name().isEmpty() ? new ColumnRef.Numbered(target.number()) : new ColumnRef.Named(target.name());
        CsvColumns columns = new CsvColumns(List.of(reference), List.of(), names ? List.of(reference) : List.of());
        DataSource source = new DataSource.Csv(file.toAbsolutePath(), table.format(), columns);
        return table.toDataset(columns).then(it -> new Read.Loaded<>(new Found(source, it)));
    }

    /// @param files images, labels, or both; what is missing is looked for beside them under the name that MNIST uses
    static Optional<Read<Found>> images(List<Path> files) {
        Optional<Path> images = files.stream().filter(it -> !nameOf(it).contains("label")).findFirst();
        Optional<Path> labels = files.stream().filter(it -> nameOf(it).contains("label")).findFirst();
        Map<String, String> toLabels = Map.of("images", "labels", "idx3", "idx1");
        Map<String, String> toImages = Map.of("labels", "images", "idx1", "idx3");
        Optional<Path> imageFile = images.or(() -> labels.flatMap(it -> beside(it, toImages)));
        Optional<Path> labelFile = labels.or(() -> images.flatMap(it -> beside(it, toLabels)));
        if (imageFile.isEmpty() || labelFile.isEmpty()) {
            return Optional.empty();
        }
        IdxFormat format = IdxFormat.ENTRY.standard();
        Path image = imageFile.get().toAbsolutePath();
        Path label = labelFile.get().toAbsolutePath();
        return Optional.of(
                IdxReader.readImages(new LocalFile(image), new LocalFile(label), format)
                        .then(it -> new Read.Loaded<>(new Found(new DataSource.Idx(image, label, format), it))));
    }

    private static Optional<Path> beside(Path file, Map<String, String> renamed) {
        String name = String.valueOf(file.getFileName());
        for (Map.Entry<String, String> part : renamed.entrySet()) {
            name = name.replace(part.getKey(), part.getValue());
        }
        Path other = file.resolveSibling(name);
        return !other.equals(file) && Files.isRegularFile(other) ? Optional.of(other) : Optional.empty();
    }
}
