package backproplab.ui.app;

import backproplab.experiment.SampleNetwork;

import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/// The experiments that come with the program, to choose from: title and one line each.
final class Gallery {
    /// Of a line: padding and scroll bar.
    private static final double SURROUNDINGS = 40;

    private Gallery() {}

    /// @param then hears the id of the chosen one
    static void ask(Window owner, Consumer<String> then) {
        ListView<SampleNetwork> list = new ListView<>();
        list.setId("gallery");
        list.setAccessibleText("Sample networks");
        list.getItems().setAll(SampleNetwork.all());
        list.setCellFactory(_ -> new Cell(list));
        list.getSelectionModel().selectFirst();
        list.setPrefSize(700, 600);
        Dialog<SampleNetwork> dialog = new Dialog<>();
        ButtonType open = new ButtonType("Open", ButtonBar.ButtonData.OK_DONE);
        dialog.getDialogPane().getButtonTypes().addAll(open, ButtonType.CANCEL);
        dialog.getDialogPane().setContent(list);
        dialog.setResultConverter(it -> it == open ? list.getSelectionModel().getSelectedItem() : null);
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                dialog.setResult(list.getSelectionModel().getSelectedItem());
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                dialog.setResult(list.getSelectionModel().getSelectedItem());
            } else if (event.getCode() == KeyCode.ESCAPE) { // which a list keeps to itself
                dialog.hide();
            }
        });
        dialog.setOnShown(_ -> list.requestFocus());
        Messages.prepare(dialog, owner, "Sample networks");
        Messages.ask(dialog, it -> then.accept(it.id()));
    }

    private static final class Cell extends ListCell<SampleNetwork> {
        private final Label title = new Label();
        private final Label line = new Label();
        private final VBox content = new VBox(2, title, line);

        private Cell(ListView<SampleNetwork> list) {
            title.getStyleClass().add("gallery-title");
            line.getStyleClass().add("gallery-line");
            line.setWrapText(true);
            line.setMinHeight(Region.USE_PREF_SIZE);
            line.prefWidthProperty().bind(list.widthProperty().subtract(SURROUNDINGS));
            setPrefWidth(0); // no wider than the list
        }

        @Override
        protected void updateItem(@Nullable SampleNetwork sample, boolean empty) {
            super.updateItem(sample, empty);
            if (sample == null || empty) {
                setGraphic(null);
                setAccessibleText(null);
            } else {
                title.setText(sample.title());
                line.setText(sample.firstSentence());
                setGraphic(content);
                setAccessibleText(sample.title() + ". " + sample.firstSentence());
            }
        }
    }
}
