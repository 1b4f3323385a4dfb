package backproplab.ui.app;

import backproplab.data.CsvTable;
import backproplab.data.DataProblem;
import backproplab.data.Read;
import backproplab.experiment.Experiment;
import backproplab.experiment.ExperimentFile;
import backproplab.experiment.ExperimentProblem;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.Reading;
import backproplab.experiment.SampleNetwork;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.LabModel;

import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.stage.Window;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Opens and saves. Files are read and written away from the window's thread; what cannot be read changes nothing.
final class FileDesk {
    private static final String EXTENSION = ".json";

    private final LabModel model;
    private final Window owner;
    private final FileDialog dialog;
    private final Memory memory;
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

    FileDesk(LabModel model, Window owner, FileDialog dialog, Memory memory) {
        this.model = model;
        this.owner = owner;
        this.dialog = dialog;
        this.memory = memory;
    }

    /// What was done last, in a few words.
    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    void say(String sentence) {
        said.set(sentence);
    }

    void open() {
        dialog.askOpen(owner, folder()).ifPresent(this::open);
    }

    void open(Path file) {
        open(List.of(file));
    }

    /// An experiment, a table, or images with their labels.
    ///
    /// @param files that were dropped onto the window together, at least one
    void open(List<Path> files) {
        Path first = files.getFirst();
        switch (DataFiles.kindOf(first)) {
            case EXPERIMENT -> openExperiment(first);
            case TABLE -> work(() -> DataFiles.table(first), it -> askTarget(first, it));
            case IMAGES -> work(() -> DataFiles.images(files), it -> askImages(first, it));
        }
    }

    private void openExperiment(Path file) {
        whenFreeToLeave(() -> {
            said.set("opening %s …".formatted(file.getFileName()));
            work(() -> ExperimentFile.read(file), it -> opened(file, it));
        });
    }

    private void askTarget(Path file, Read<CsvTable> read) {
        switch (read) {
            case Read.Refused<CsvTable>(List<DataProblem> problems) -> refuse(file, problems);
            case Read.Loaded<CsvTable>(CsvTable table) ->
                    DataDialog.ask(
                            owner,
                            model.setupProperty().get(),
                            model.dataProperty().get(),
                            file,
                            table,
                            it -> take(file, it));
        }
    }

    private void askImages(Path file, Optional<Read<DataFiles.Found>> read) {
        switch (read.orElse(null)) {
            case null ->
                    Messages.failed(
                            owner,
                            "“%s” is one of two files.".formatted(file.getFileName()),
                            "Images and labels belong together: drop both, or put the other one beside it.");
            case Read.Refused<DataFiles.Found>(List<DataProblem> problems) -> refuse(file, problems);
            case Read.Loaded<DataFiles.Found>(DataFiles.Found found) ->
                    DataDialog.ask(
                            owner,
                            model.setupProperty().get(),
                            model.dataProperty().get(),
                            file,
                            found,
                            it -> take(file, it));
        }
    }

    private void take(Path file, DataDialog.Taken taken) {
        model.startOver(taken.setup(), taken.data());
        said.set("data of %s; Undo brings back what there was".formatted(file.getFileName()));
    }

    private void refuse(Path file, List<? extends DataProblem> problems) {
        List<ExperimentProblem> listed =
                problems.stream().map(it -> new ExperimentProblem("", it.message(), it.hint())).toList();
        Messages.refused(owner, String.valueOf(file.getFileName()), listed);
    }

    void openSample(String id) {
        whenFreeToLeave(() ->
                work(
                        () -> SampleNetwork.load(id),
                        it -> {
                            model.open(Document.of(it, Optional.empty()));
                            said.set("");
                        }));
    }

    private void opened(Path file, Reading<LoadedExperiment> reading) {
        switch (reading) {
            case Reading.Done<LoadedExperiment>(LoadedExperiment loaded) -> {
                model.open(Document.of(loaded, Optional.of(file)));
                memory.remember(file);
                said.set("opened " + file.getFileName());
            }
            case Reading.Refused<LoadedExperiment> refused -> {
                said.set("");
                memory.forget(file);
                Messages.refused(owner, String.valueOf(file.getFileName()), refused.problems());
            }
        }
    }

    /// In the file it came from, or asks for one.
    void save() {
        save(() -> {});
    }

    void saveAs() {
        saveAs(() -> {});
    }

    private void save(Runnable then) {
        model.documentProperty().get().file().ifPresentOrElse(it -> write(it, then), () -> saveAs(then));
    }

    private void saveAs(Runnable then) {
        Document document = model.documentProperty().get();
        String suggestion =
                document.file()
                        .map(it -> String.valueOf(it.getFileName()))
                        .orElse(fileName(document.title(), EXTENSION));
        dialog.askSave(owner, folder(), suggestion)
                .map(it -> withExtension(it, EXTENSION))
                .ifPresent(it -> write(it, then));
    }

    private void write(Path file, Runnable then) {
        var _ =
                model.snapshot()
                        .whenCompleteAsync(
                                (snapshot, failure) -> {
                                    if (failure == null) {
                                        write(model.experimentAt(snapshot), file, then);
                                    }
                                },
                                Platform::runLater);
    }

    private void write(Experiment experiment, Path file, Runnable then) {
        work(
                () -> {
                    try {
                        ExperimentFile.write(experiment, file);
                        return Optional.<String>empty();
                    } catch (IOException e) {
                        return Optional.of(reason(e));
                    }
                },
                failure -> {
                    if (failure.isPresent()) {
                        Messages.failed(owner, "“%s” could not be saved.".formatted(file.getFileName()), failure.get());
                    } else {
                        model.savedAs(file);
                        memory.remember(file);
                        said.set("saved " + file.getFileName());
                        then.run();
                    }
                });
    }

    /// Why a file could not be written, and a way out.
    static String reason(IOException e) {
        return "%s. Choose another folder or name, or check its permissions."
                .formatted(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }

    /// Runs `leave` at once where nothing is unsaved; else asks, and saves first where that is wanted.
    void whenFreeToLeave(Runnable leave) {
        if (!model.changedProperty().get()) {
            leave.run();
            return;
        }
        Messages.unsavedChanges(
                owner,
                model.documentProperty().get().title(),
                answer -> {
                    switch (answer) {
                        case SAVE -> save(leave);
                        case DISCARD -> leave.run();
                        case CANCEL -> {}
                    }
                });
    }

    /// Away from the window's thread, and back with what came of it.
    static <T> void work(Supplier<T> work, Consumer<T> then) {
        Thread.ofVirtual()
                .name("files")
                .start(() -> {
                    T result = work.get();
                    Platform.runLater(() -> then.accept(result));
                });
    }

    /// Where a file chooser begins.
    Optional<Path> folder() {
        return model.documentProperty()
                .get()
                .file()
                .or(() -> memory.recentFiles().stream().findFirst())
                .map(Path::toAbsolutePath)
                .map(Path::getParent);
    }

    /// A file name made of a title.
    ///
    /// @param ending with its full stop
    static String fileName(String title, String ending) {
        String name = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return (name.isEmpty() ? "experiment" : name) + ending;
    }

    /// @param extension with its full stop
    static Path withExtension(Path file, String extension) {
        String name = String.valueOf(file.getFileName());
        return name.toLowerCase(Locale.ROOT).endsWith(extension) ? file : file.resolveSibling(name + extension);
    }
}
