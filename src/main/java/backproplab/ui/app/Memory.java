package backproplab.ui.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.prefs.Preferences;

/// What the window remembers from one start to the next: the files that were open last, and the theme.
final class Memory {
    static final int MOST_FILES = 10;

    private static final String FILE = "recent.";
    private static final String THEME = "theme";

    /// It tells of the folder that it makes; nobody asked.
    private static final Logger LOGGER = Logger.getLogger("java.util.prefs");

    private final Preferences preferences;

    Memory(Preferences preferences) {
        this.preferences = preferences;
    }

    static Memory ofUser() {
        LOGGER.setLevel(Level.WARNING);
        return new Memory(Preferences.userRoot().node("backprop-lab"));
    }

    /// The newest first.
    List<Path> recentFiles() {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < MOST_FILES; i++) {
            String file = preferences.get(FILE + i, "");
            if (!file.isEmpty()) {
                files.add(Path.of(file));
            }
        }
        return files;
    }

    void remember(Path file) {
        List<Path> files = recentFiles();
        files.remove(file.toAbsolutePath());
        files.addFirst(file.toAbsolutePath());
        write(files);
    }

    /// A file that is no longer there.
    void forget(Path file) {
        List<Path> files = recentFiles();
        files.remove(file.toAbsolutePath());
        write(files);
    }

    private void write(List<Path> files) {
        for (int i = 0; i < MOST_FILES; i++) {
            if (i < files.size() && files.get(i).toString().length() <= Preferences.MAX_VALUE_LENGTH) {
                preferences.put(FILE + i, files.get(i).toString());
            } else {
                preferences.remove(FILE + i);
            }
        }
    }

    Theme theme() {
        return preferences.get(THEME, Theme.LIGHT.name()).equals(Theme.DARK.name()) ? Theme.DARK : Theme.LIGHT;
    }

    void remember(Theme theme) {
        preferences.put(THEME, theme.name());
    }
}
