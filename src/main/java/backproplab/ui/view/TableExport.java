package backproplab.ui.view;

import backproplab.experiment.AtomicFile;
import backproplab.ui.chart.SaveDialog;
import backproplab.ui.viewmodel.StepTable.Shown;
import backproplab.ui.viewmodel.TableText;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Takes a table of numbers out of the window: to the clipboard, or to a file. The text is made away from the thread of
/// the window.
final class TableExport {
    private final Consumer<String> say;
    private SaveDialog dialog = SaveDialog.ofSystem();
    private int busy;

    /// @param say takes a sentence about what came of it
    TableExport(Consumer<String> say) {
        this.say = say;
    }

    void setDialog(SaveDialog next) {
        dialog = next;
    }

    boolean isBusy() {
        return busy > 0;
    }

    /// @param positions of the rows
    void copy(Shown shown, int... positions) {
        TableText text = shown.text();
        copy(() -> text.tabbed(IntStream.of(positions)));
    }

    /// @param text called away from the thread of the window
    void copy(Supplier<String> text) {
        inBackground(
                text,
                it -> {
                    ClipboardContent content = new ClipboardContent();
                    content.putString(it);
                    Clipboard.getSystemClipboard().setContent(content);
                    say.accept("");
                });
    }

    void copyAll(Shown shown) {
        copy(shown, IntStream.range(0, shown.order().size()).toArray());
    }

    void save(Shown shown, Node near) {
        TableText text = shown.text();
        String name =
                switch (shown.table().kind()) {
                    case UNITS -> "units";
                    case WEIGHTS -> "weights";
                };
        save(name, text::csv, near);
    }

    /// @param name suggested for the file, without extension
    /// @param csv called away from the thread of the window
    void save(String name, Supplier<String> csv, Node near) {
        dialog.ask(near.getScene() == null ? null : near.getScene().getWindow(), name, "csv")
                .ifPresent(file -> inBackground(() -> write(file, csv), say));
    }

    /// @return what went wrong; empty when nothing did
    private static String write(Path file, Supplier<String> csv) {
        try {
            AtomicFile.write(file, csv.get().getBytes(StandardCharsets.UTF_8));
            return "";
        } catch (IOException e) {
            return "%s could not be saved: %s".formatted(file, e.getMessage());
        }
    }

    private void inBackground(Supplier<String> job, Consumer<String> receiver) {
        busy++;
        Thread.startVirtualThread(() -> {
            String result = job.get();
            Platform.runLater(() -> {
                busy--;
                receiver.accept(result);
            });
        });
    }
}
