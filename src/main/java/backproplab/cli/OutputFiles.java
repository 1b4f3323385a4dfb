package backproplab.cli;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that a command writes: looked at before the work begins, written whole at its end.
final class OutputFiles {
    private OutputFiles() {}

    interface Content {
        void writeTo(Path file) throws IOException;
    }

    /// @param path null when nothing is to be written
    /// @throws Refused when it certainly cannot be written
    static void check(@Nullable Path path) {
        if (path == null) {
            return;
        }
        Path folder = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path)) {
            throw new Refused("`%s` is a folder; name a file in it".formatted(path));
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new Refused("`%s` cannot be written: there is no folder `%s`; create it".formatted(path, folder));
        }
        if (!Files.isWritable(folder)) {
            throw new Refused("`%s` cannot be written: its folder is read-only; take another".formatted(path));
        }
    }

    static void write(Path path, Content content) {
        try {
            content.writeTo(path);
        } catch (IOException e) {
            throw new Failed("`%s` could not be written: %s".formatted(path, e.getMessage()));
        }
    }
}
