package backproplab.ui.chart;

import javafx.stage.FileChooser;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Asks where to save. Behind an interface because there is no file chooser without a display.
@FunctionalInterface
public interface SaveDialog {
    /// @param suggestion a name without extension
    /// @param extension such as `png`
    /// @return empty when the user thought better of it
    Optional<Path> ask(@Nullable Window owner, String suggestion, String extension);

    /// The one of the system.
    static SaveDialog ofSystem() {
        return (owner, suggestion, extension) -> {
            FileChooser chooser = new FileChooser();
            chooser.setTitle("Save as " + extension.toUpperCase(Locale.ROOT));
            chooser.setInitialFileName(suggestion + "." + extension);
            chooser.getExtensionFilters()
                    .add(new FileChooser.ExtensionFilter(extension.toUpperCase(Locale.ROOT), "*." + extension));
            File chosen = chooser.showSaveDialog(owner);
            return Optional.ofNullable(chosen).map(it -> withExtension(it.toPath(), extension));
        };
    }

    private static Path withExtension(Path path, String extension) {
        String name = String.valueOf(path.getFileName());
        return name.toLowerCase(Locale.ROOT).endsWith("." + extension)
                ? path
                : path.resolveSibling(name + "." + extension);
    }
}
