package backproplab.ui.app;

import javafx.stage.FileChooser;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Asks for files. Behind an interface because there is no file chooser without a display.
interface FileDialog {
    Optional<Path> askOpen(@Nullable Window owner, Optional<Path> folder);

    /// @param suggestion the name of the file
    Optional<Path> askSave(@Nullable Window owner, Optional<Path> folder, String suggestion);

    /// For something to print.
    ///
    /// @param suggestion the name of the file
    Optional<Path> askExport(@Nullable Window owner, Optional<Path> folder, String suggestion);

    /// The one of the system.
    static FileDialog ofSystem() {
        return new FileDialog() {
            @Override
            public Optional<Path> askOpen(@Nullable Window owner, Optional<Path> folder) {
                FileChooser chooser = chooser("Open an experiment or data", folder);
                chooser.getExtensionFilters()
                        .addAll(
                                new FileChooser.ExtensionFilter(
                                        "Experiments and data", "*.json", "*.csv", "*.tsv", "*.txt", "*ubyte*", "*.gz"),
                                new FileChooser.ExtensionFilter("All files", "*"));
                return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
            }

            @Override
            public Optional<Path> askSave(@Nullable Window owner, Optional<Path> folder, String suggestion) {
                FileChooser chooser = chooser("Save the experiment", folder);
                chooser.setInitialFileName(suggestion);
                chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Experiments", "*.json"));
                return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
            }

            @Override
            public Optional<Path> askExport(@Nullable Window owner, Optional<Path> folder, String suggestion) {
                FileChooser chooser = chooser("Save the worksheet", folder);
                chooser.setInitialFileName(suggestion);
                chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("PDF", "*.pdf"));
                return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
            }
        };
    }

    private static FileChooser chooser(String title, Optional<Path> folder) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        folder.filter(Files::isDirectory).ifPresent(it -> chooser.setInitialDirectory(it.toFile()));
        return chooser;
    }
}
