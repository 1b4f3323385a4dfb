package backproplab.experiment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The door between files and experiments.
///
/// A file is read as a whole or refused as a whole, with every problem that could be found ([ExperimentProblem]) before
/// anything runs.
public final class ExperimentFile {
    /// Weights of this text size are far beyond what trains in pure Java; data belong into files of their own.
    private static final long MAX_BYTES = 256L << 20;

    private ExperimentFile() {}

    /// @param path as the user gave it
    public static Reading<LoadedExperiment> read(String path) {
        try {
            return read(Path.of(path));
        } catch (InvalidPathException e) {
            return refused("`%s` cannot be the name of a file".formatted(path), "check the path");
        }
    }

    public static Reading<LoadedExperiment> read(Path path) {
        if (Files.isDirectory(path)) {
            return refused("`%s` is a folder".formatted(path), "name a file in it");
        }
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path))) {
            long size = Files.size(path);
            if (size > MAX_BYTES) {
                return refused(
                        "the file has %d megabytes, %d are possible".formatted(size >> 20, MAX_BYTES >> 20),
                        "keep large data in a CSV or IDX file of their own");
            }
            Problems problems = new Problems();
            return JsonReader.read(bytes, problems)
                    .map(it -> ExperimentReader.read(it, folderOf(path), problems))
                    .orElseGet(() -> new Reading.Refused<>(problems.all()));
        } catch (NoSuchFileException e) {
            return refused(
                    "there is no file `%s`".formatted(path),
                    "check the path; it starts from " + Path.of("").toAbsolutePath());
        } catch (IOException e) {
            return refused("`%s` cannot be read: %s".formatted(path, e.getMessage()), "check its permissions");
        }
    }

    /// An experiment as text, in which other files are named from the current folder.
    public static Reading<LoadedExperiment> parse(String text) {
        Problems problems = new Problems();
        return JsonReader.read(text, problems)
                .map(it -> ExperimentReader.read(it, Path.of(""), problems))
                .orElseGet(() -> new Reading.Refused<>(problems.all()));
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    /// An experiment as text, with paths that start from the current folder.
    public static String format(Experiment experiment) {
        return JsonWriter.pretty(ExperimentWriter.write(experiment, Path.of("")));
    }

    /// Writes the whole file, or leaves what was there: the text goes into a new file beside it, which then takes its
    /// name.
    ///
    /// @throws IOException when that is not possible; then nothing has changed
    public static void write(Experiment experiment, Path path) throws IOException {
        Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path folder = folderOf(file);
        byte[] text = JsonWriter.pretty(ExperimentWriter.write(experiment, folder)).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, text);
    }

    private static Reading<LoadedExperiment> refused(String message, String hint) {
        Problems problems = new Problems();
        problems.add(Pointer.ROOT, message, hint);
        return new Reading.Refused<>(problems.all());
    }
}
