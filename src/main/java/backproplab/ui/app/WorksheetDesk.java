package backproplab.ui.app;

import backproplab.ui.chart.PaperSize;
import backproplab.ui.view.WorksheetPdf;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.StepModel;
import backproplab.ui.viewmodel.TracedPass;
import backproplab.ui.viewmodel.Worksheet;

import javafx.application.Platform;
import javafx.stage.Window;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Writes the pass that is stepped through as a worksheet to hand out.
final class WorksheetDesk {
    /// Where paper is of the format Letter; elsewhere of A4.
    private static final Set<String> LETTER_COUNTRIES =
            Set.of("US", "CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "NI", "PA", "SV", "DO", "PR");

    private final LabModel model;
    private final StepModel steps;
    private final Window owner;
    private final FileDialog dialog;
    private final Consumer<String> said;

    /// @param said is told what was done, in a few words
    WorksheetDesk(StepModel steps, Window owner, FileDialog dialog, Consumer<String> said) {
        this.model = steps.lab();
        this.steps = steps;
        this.owner = owner;
        this.dialog = dialog;
        this.said = said;
    }

    /// Asks where to, and writes. Without a pass nothing happens.
    void export() {
        Optional<TracedPass> pass = steps.pass();
        if (pass.isPresent()) {
            dialog.askExport(owner, folder(), fileName())
                    .map(WorksheetDesk::withExtension)
                    .ifPresent(it -> write(pass.get(), it));
        }
    }

    private void write(TracedPass pass, Path file) {
        String title = model.documentProperty().get().title();
        said.accept("writing %s …".formatted(file.getFileName()));
        Worksheet.Source source = new Worksheet.Source(title, pass.samplesInWords());
        var digits = steps.digitsProperty().get();
        Thread.ofVirtual()
                .name("worksheet")
                .start(() -> {
                    Optional<String> failure = Optional.empty();
                    try {
                        WorksheetPdf.write(file, Worksheet.of(pass.trace(), pass.names(), source, digits), paper());
                    } catch (IOException e) {
                        failure = Optional.of(FileDesk.reason(e));
                    }
                    Optional<String> found = failure;
                    Platform.runLater(() -> tell(file, found));
                });
    }

    private void tell(Path file, Optional<String> failure) {
        if (failure.isPresent()) {
            said.accept("");
            Messages.failed(owner, "“%s” could not be written.".formatted(file.getFileName()), failure.get());
        } else {
            said.accept("written: " + file.getFileName());
        }
    }

    private static PaperSize paper() {
        return LETTER_COUNTRIES.contains(Locale.getDefault().getCountry()) ? PaperSize.LETTER : PaperSize.A4;
    }

    private Optional<Path> folder() {
        return model.documentProperty().get().file().map(Path::toAbsolutePath).map(Path::getParent);
    }

    private String fileName() {
        String title = model.documentProperty().get().title().toLowerCase(Locale.ROOT);
        String name = title.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return (name.isEmpty() ? "experiment" : name) + "-worksheet.pdf";
    }

    private static Path withExtension(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.toLowerCase(Locale.ROOT).endsWith(".pdf") ? file : file.resolveSibling(name + ".pdf");
    }
}
