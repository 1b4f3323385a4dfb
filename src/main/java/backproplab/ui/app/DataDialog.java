package backproplab.ui.app;

import backproplab.data.CsvColumn;
import backproplab.data.CsvTable;
import backproplab.data.DataProblem;
import backproplab.data.Read;
import backproplab.training.TrainingSetup;
import backproplab.ui.chart.Numbers;
import backproplab.ui.viewmodel.Adaptation;
import backproplab.ui.viewmodel.DataChoice;

import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.StringConverter;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Asks what to do with a file of data, and says before what becomes of the network.
final class DataDialog {
    private static final double TEXT_WIDTH = 460;
    private static final double TEXT_HEIGHT = 80;

    private final TrainingSetup setup;
    private final DataChoice data;
    private final Dialog<Taken> dialog = new Dialog<>();
    private final Label consequences = new Label();
    private final ButtonType start = new ButtonType("Start over with these data", ButtonBar.ButtonData.OK_DONE);
    private Optional<Taken> taken = Optional.empty();
    private int questions;

    /// What the run starts over with.
    record Taken(TrainingSetup setup, DataChoice data) {}

    /// @param taken empty when these data cannot be taken
    private record Answer(Optional<Taken> taken, String sentence) {}

    private DataDialog(TrainingSetup setup, DataChoice data, Window owner, String file) {
        this.setup = setup;
        this.data = data;
        consequences.setWrapText(true);
        consequences.setPrefWidth(TEXT_WIDTH);
        // Room for every answer, so that the dialog keeps its size when one comes.
        consequences.setMinHeight(TEXT_HEIGHT);
        consequences.setMaxHeight(TEXT_HEIGHT);
        consequences.setAlignment(Pos.TOP_LEFT);
        consequences.setId("consequences");
        dialog.setHeaderText("Train on “%s”?".formatted(file));
        dialog.getDialogPane().getButtonTypes().addAll(start, ButtonType.CANCEL);
        dialog.setResultConverter(it -> it == start ? taken.orElse(null) : null);
        Messages.prepare(dialog, owner, "Data");
    }

    /// Asks for the column that should come out.
    static void ask(
            Window owner, TrainingSetup setup, DataChoice data, Path file, CsvTable table, Consumer<Taken> then) {
        DataDialog asked = new DataDialog(setup, data, owner, String.valueOf(file.getFileName()));
        ComboBox<CsvColumn> target = new ComboBox<>();
        target.setId("target-column");
        target.getItems().setAll(table.columns());
        target.setValue(table.columns().getLast());
        target.setConverter(columnNames(table.columns()));
        CheckBox names = new CheckBox("its numbers are names of classes");
        names.setId("names-of-classes");
        Runnable look =
                () -> {
                    CsvColumn chosen = target.getValue();
                    names.setDisable(chosen.kind() != CsvColumn.Kind.NUMBERS);
                    boolean classes = names.isSelected() && !names.isDisable();
                    asked.consider(() -> DataFiles.samples(file, table, chosen, classes));
                };
        target.setOnAction(_ -> look.run());
        names.setOnAction(_ -> look.run());
        GridPane form = new GridPane(10, 8);
        form.addRow(0, new Label(Numbers.count(table.rows(), "sample") + "; what should come out:"), target);
        form.add(names, 1, 1);
        asked.show(form, look);
        Messages.ask(asked.dialog, then);
    }

    /// Asks whether to take samples that leave no choice.
    static void ask(
            Window owner,
            TrainingSetup setup,
            DataChoice data,
            Path file,
            DataFiles.Found found,
            Consumer<Taken> then) {
        DataDialog asked = new DataDialog(setup, data, owner, String.valueOf(file.getFileName()));
        asked.show(
                new Label(Numbers.count(found.samples().samples(), "sample")),
                () -> asked.consider(() -> new Read.Loaded<>(found)));
        Messages.ask(asked.dialog, then);
    }

    private void show(Region form, Runnable look) {
        dialog.getDialogPane().setContent(new VBox(14, form, consequences));
        look.run();
    }

    /// Reads and looks away from the window's thread; only the newest answer counts.
    private void consider(Supplier<Read<DataFiles.Found>> reading) {
        int asked = ++questions;
        answer(new Answer(Optional.empty(), "looking at the data …"));
        Thread.ofVirtual()
                .name("data")
                .start(() -> {
                    Answer answer = look(reading.get());
                    Platform.runLater(() -> {
                        if (asked == questions) {
                            answer(answer);
                        }
                    });
                });
    }

    private Answer look(Read<DataFiles.Found> read) {
        return switch (read) {
            case Read.Refused<DataFiles.Found>(List<DataProblem> problems) ->
                    new Answer(Optional.empty(), problems.getFirst().message() + "; " + problems.getFirst().hint());
            case Read.Loaded<DataFiles.Found>(DataFiles.Found found) ->
                    switch (Adaptation.of(setup, found.samples())) {
                        case Adaptation.Refused(String sentence) -> new Answer(Optional.empty(), sentence);
                        case Adaptation.Possible possible -> look(found, possible);
                    };
        };
    }

    private Answer look(DataFiles.Found found, Adaptation.Possible possible) {
        DataChoice choice = data.with(found.source(), possible.samples());
        String changes =
                possible.changes().isEmpty()
                        ? "The network fits as it is"
                        : "Network: " + String.join(", ", possible.changes());
        return new Answer(
                Optional.of(new Taken(choice.applyTo(possible.setup()), choice)),
                changes + ". The run starts over; Undo brings back what there was.");
    }

    private void answer(Answer answer) {
        taken = answer.taken();
        consequences.setText(answer.sentence());
        dialog.getDialogPane().lookupButton(start).setDisable(taken.isEmpty());
    }

    private static StringConverter<CsvColumn> columnNames(List<CsvColumn> columns) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable CsvColumn column) {
                return column == null ? "" : column.label();
            }

            @Override
            public CsvColumn fromString(String label) {
                return columns.stream().filter(it -> it.label().equals(label)).findFirst().orElseThrow();
            }
        };
    }
}
