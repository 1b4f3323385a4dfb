package backproplab.ui.app;

import backproplab.experiment.ExperimentProblem;

import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import javafx.stage.Window;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What the program asks and tells in front of its window.
final class Messages {
    private static final double TEXT_WIDTH = 520;
    private static final double MOST_HEIGHT = 360;
    private static final int MOST_PROBLEMS = 20;

    private Messages() {}

    enum Answer {
        SAVE,
        DISCARD,
        CANCEL
    }

    /// @param then hears the answer, once it is given
    static void unsavedChanges(Window owner, String title, Consumer<Answer> then) {
        ButtonType save = new ButtonType("Save", ButtonBar.ButtonData.YES);
        ButtonType discard = new ButtonType("Don't save", ButtonBar.ButtonData.NO);
        Alert alert =
                new Alert(
                        Alert.AlertType.CONFIRMATION,
                        "What was changed is lost otherwise.",
                        save,
                        discard,
                        ButtonType.CANCEL);
        alert.setHeaderText("Save the changes of “%s”?".formatted(title));
        prepare(alert, owner, "Unsaved changes");
        ask(alert, it -> then.accept(it == save ? Answer.SAVE : it == discard ? Answer.DISCARD : Answer.CANCEL));
    }

    /// Why a file was refused: every place with what is needed there.
    static void refused(Window owner, String file, List<ExperimentProblem> problems) {
        VBox lines = new VBox(10);
        for (ExperimentProblem problem : problems.stream().limit(MOST_PROBLEMS).toList()) {
            Label place = new Label(problem.at().isEmpty() ? "the file as a whole" : problem.at());
            place.getStyleClass().add("problem-place");
            lines.getChildren().add(new VBox(2, place, wrapped(problem.message()), wrapped("→ " + problem.hint())));
        }
        if (problems.size() > MOST_PROBLEMS) {
            lines.getChildren().add(new Label("and %d more".formatted(problems.size() - MOST_PROBLEMS)));
        }
        ScrollPane scroll = new ScrollPane(lines);
        scroll.setFitToWidth(true);
        scroll.setPrefViewportWidth(TEXT_WIDTH);
        scroll.setPrefViewportHeight(Math.min(MOST_HEIGHT, 70 * Math.max(1, problems.size())));
        Alert alert = new Alert(Alert.AlertType.ERROR);
        alert.setHeaderText("“%s” cannot be opened. Nothing was changed.".formatted(file));
        alert.getDialogPane().setContent(scroll);
        prepare(alert, owner, "Cannot be opened");
        alert.show();
    }

    static void failed(Window owner, String header, String reason) {
        Alert alert = new Alert(Alert.AlertType.ERROR, reason);
        alert.setHeaderText(header);
        prepare(alert, owner, "Backprop Lab");
        alert.show();
    }

    /// What an experiment is about.
    static void about(Window owner, String title, String text) {
        TextFlow words = AboutText.of(text.isEmpty() ? "Its file says nothing about it." : text);
        words.setMaxWidth(TEXT_WIDTH);
        ScrollPane scroll = new ScrollPane(words);
        scroll.setFitToWidth(true);
        scroll.setPrefViewportWidth(TEXT_WIDTH);
        scroll.setPrefViewportHeight(MOST_HEIGHT);
        Alert alert = new Alert(Alert.AlertType.INFORMATION);
        alert.setHeaderText(title);
        alert.getDialogPane().setContent(scroll);
        prepare(alert, owner, "About this experiment");
        alert.show();
    }

    /// Shows `dialog` and goes on; the window stays alive behind it.
    ///
    /// @param then hears what it was closed with, if it was with anything
    static <T> void ask(Dialog<T> dialog, Consumer<T> then) {
        dialog.setOnHidden(_ -> Optional.ofNullable(dialog.getResult()).ifPresent(then));
        dialog.show();
    }

    /// What all dialogs share: the window they belong to, and the program's looks.
    static void prepare(Dialog<?> dialog, Window owner, String title) {
        dialog.initOwner(owner);
        dialog.setTitle(title);
        dialog.getDialogPane().getStylesheets().add(Theme.STYLESHEET);
        dialog.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMaxWidth(TEXT_WIDTH);
        return label;
    }
}
