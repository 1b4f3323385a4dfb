package backproplab.ui.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the window remembers from one start to the next: the files that were open last, and the theme.
interface Memory {
    int MOST_FILES = 10;

    /// The newest first, at most [#MOST_FILES].
    List<Path> recentFiles();

    void remember(Path file);

    /// A file that is no longer there.
    void forget(Path file);

    Theme theme();

    void remember(Theme theme);

    /// Remembers until the program ends.
    static Memory ofThisStart(Theme first) {
        return new Memory() {
            private final List<Path> files = new ArrayList<>();
            private Theme theme = first;

            @Override
            public List<Path> recentFiles() {
                return List.copyOf(files);
            }

            @Override
            public void remember(Path file) {
                forget(file);
                files.addFirst(file.toAbsolutePath());
                if (files.size() > MOST_FILES) {
                    files.removeLast();
                }
            }

            @Override
            public void forget(Path file) {
                files.remove(file.toAbsolutePath());
            }

            @Override
            public Theme theme() {
                return theme;
            }

            @Override
            public void remember(Theme now) {
                theme = now;
            }
        };
    }
}
