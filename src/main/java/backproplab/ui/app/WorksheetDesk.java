package backproplab.ui.app;

import backproplab.ui.chart.PaperSize;
import backproplab.ui.view.WorksheetPdf;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.StepModel;
import backproplab.ui.viewmodel.TracedPass;
import backproplab.ui.viewmodel.Worksheet;

import javafx.stage.Window;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Writes the pass that is stepped through as a worksheet to hand out.
final class WorksheetDesk {
    /// Where paper is of the format Letter; elsewhere of A4.
    private static final Set<String> LETTER_COUNTRIES =
            Set.of("US", "CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "NI", "PA", "SV", "DO", "PR");

    private static final String EXTENSION = ".pdf";

    private final StepModel steps;
    private final Window owner;
    private final FileDialog dialog;
    private final FileDesk files;

    /// @param files is told what was done, in a few words
    WorksheetDesk(StepModel steps, Window owner, FileDialog dialog, FileDesk files) {
        this.steps = steps;
        this.owner = owner;
        this.dialog = dialog;
        this.files = files;
    }

    /// Asks where to, and writes. Without a pass nothing happens.
    void export() {
        Optional<TracedPass> pass = steps.pass();
        if (pass.isPresent()) {
            dialog.askExport(owner, files.folder(), FileDesk.fileName(title(), "-worksheet" + EXTENSION))
                    .map(it -> FileDesk.withExtension(it, EXTENSION))
                    .ifPresent(it -> write(pass.get(), it));
        }
    }

    private void write(TracedPass pass, Path file) {
        files.say("writing %s …".formatted(file.getFileName()));
        Worksheet.Source source = new Worksheet.Source(title(), pass.samplesInWords());
        CardDigits digits = steps.digitsProperty().get();
        FileDesk.work(
                () -> {
                    try {
                        WorksheetPdf.write(file, Worksheet.of(pass.trace(), pass.names(), source, digits), paper());
                        return Optional.<String>empty();
                    } catch (IOException e) {
                        return Optional.of(FileDesk.reason(e));
                    }
                },
                failure -> tell(file, failure));
    }

    private String title() {
        return steps.lab().documentProperty().get().title();
    }

    private void tell(Path file, Optional<String> failure) {
        if (failure.isPresent()) {
            files.say("");
            Messages.failed(owner, "“%s” could not be written.".formatted(file.getFileName()), failure.get());
        } else {
            files.say("written: " + file.getFileName());
        }
    }

    private static PaperSize paper() {
        return LETTER_COUNTRIES.contains(Locale.getDefault().getCountry()) ? PaperSize.LETTER : PaperSize.A4;
    }
}
