package backproplab.ui.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.prefs.Preferences;

/// Keeps its memory where the system keeps what programs remember of a user.
final class KeptMemory implements Memory {
    private static final String FILE = "recent.";
    private static final String THEME = "theme";

    /// It tells of the folder that it makes; nobody asked.
    private static final Logger LOGGER = Logger.getLogger("java.util.prefs");

    private final Preferences preferences;

    KeptMemory(Preferences preferences) {
        this.preferences = preferences;
    }

    static KeptMemory ofUser() {
        LOGGER.setLevel(Level.WARNING);
        return new KeptMemory(Preferences.userRoot().node("backprop-lab"));
    }

    @Override
    public List<Path> recentFiles() {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < MOST_FILES; i++) {
            String file = preferences.get(FILE + i, "");
            if (!file.isEmpty()) {
                files.add(Path.of(file));
            }
        }
        return files;
    }

    @Override
    public void remember(Path file) {
        List<Path> files = recentFiles();
        files.remove(file.toAbsolutePath());
        files.addFirst(file.toAbsolutePath());
        write(files);
    }

    @Override
    public void forget(Path file) {
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

    @Override
    public Theme theme() {
        return preferences.get(THEME, Theme.LIGHT.name()).equals(Theme.DARK.name()) ? Theme.DARK : Theme.LIGHT;
    }

    @Override
    public void remember(Theme theme) {
        preferences.put(THEME, theme.name());
    }
}
