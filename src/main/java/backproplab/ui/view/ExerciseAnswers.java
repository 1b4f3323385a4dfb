package backproplab.ui.view;

import backproplab.catalog.Entry;
import backproplab.fault.Exercise;
import backproplab.fault.Fault;
import backproplab.fault.Place;
import backproplab.ui.viewmodel.ExerciseModel;
import backproplab.ui.viewmodel.ExerciseModel.Judged;
import backproplab.ui.viewmodel.ExerciseModel.Running;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import java.util.List;
import java.util.Optional;

/// Where a class names the place and the bug, and hears how near it is.
final class ExerciseAnswers extends HBox {
    private final ExerciseModel model;
    private final Label problem;
    private final Label heading = new Label();
    private final ComboBox<Place> place = new ComboBox<>();
    private final FaultMenu fault =
            new FaultMenu("exercise-fault", "What is wrong there; all bugs that there are", _ -> Optional.empty());
    private final Button judge = Controls.button("exercise-judge", "Is it?", "Has the answer judged");
    private final Label verdict = new Label();
    private final PasswordField word = new PasswordField();
    private final Button reveal = Controls.button("exercise-reveal", "Reveal", "Shows what it is, and where");
    private final Button end =
            Controls.button("exercise-end", "End", "Takes the bug out and brings back the run as it stood before");

    /// @param problem where refusals are said
    ExerciseAnswers(ExerciseModel model, Label problem) {
        super(6);
        this.model = model;
        this.problem = problem;
        setAlignment(Pos.CENTER_LEFT);
        heading.setId("exercise-heading");
        heading.getStyleClass().add("exercise-heading");
        heading.setMinWidth(Region.USE_PREF_SIZE);
        place.setId("exercise-place");
        place.setPromptText("where it is");
        place.setAccessibleText("Where the bug is");
        place.setTooltip(new Tooltip("Where the bug is: a layer, an input, or the update"));
        place.setConverter(Texts.of(PlaceText::of));
        Controls.compactMenu(place);
        place.setMinWidth(70);
        place.setPrefWidth(140);
        fault.setMinWidth(80);
        judge.getStyleClass().add("accent");
        judge.setOnAction(_ -> judge());
        judge.disableProperty().bind(place.valueProperty().isNull().or(fault.valueProperty().isNull()));
        verdict.setId("exercise-verdict");
        verdict.setMinWidth(0);
        verdict.setMaxWidth(Double.MAX_VALUE);
        verdict.setWrapText(true);
        HBox.setHgrow(verdict, Priority.ALWAYS);
        word.setId("exercise-unlock");
        word.setPrefColumnCount(6);
        word.setMinWidth(40);
        word.setPromptText("word");
        word.setAccessibleText("The word that unlocks the exercise");
        Controls.compact(word);
        word.setOnAction(_ -> reveal());
        reveal.setOnAction(_ -> reveal());
        end.setOnAction(_ -> model.end());
        getChildren().setAll(heading, place, fault, judge, verdict, word, reveal, end);
        for (Region sometimes : List.of(place, fault, judge, word, reveal)) {
            sometimes.managedProperty().bind(sometimes.visibleProperty());
        }
    }

    /// An exercise that has just begun.
    void open(Running running) {
        Texts.say(problem, "");
        place.getItems().setAll(running.places());
        place.getSelectionModel().clearSelection();
        fault.getSelectionModel().clearSelection();
        word.clear();
        show(running);
        place.requestFocus();
    }

    void show(Running running) {
        heading.setText("Bug no. %d".formatted(running.number()));
        for (Region asking : List.of(place, fault, judge, reveal)) {
            asking.setVisible(!running.isRevealed());
        }
        word.setVisible(running.isLocked());
        reveal.setTooltip(new Tooltip(running.isLocked() ? "Shows what it is, with the word" : "Shows what it is"));
        String said = said(running);
        verdict.setText(said);
        verdict.setTooltip(new Tooltip(said));
    }

    private static String said(Running running) {
        Optional<Judged> newest = running.newest();
        if (newest.isEmpty()) {
            return running.isRevealed() ? "Revealed." : "One thing in this program is wrong. Where, and what?";
        }
        String sentence = newest.get().verdict().sentence();
        boolean isSolved = newest.get().verdict() == Exercise.Verdict.RIGHT;
        int count = running.answers().size();
        return running.isRevealed() && !isSolved
                ? "Revealed after %d.".formatted(count)
                : "%d. %s.".formatted(count, sentence);
    }

    private void judge() {
        Entry<Fault> named = fault.getValue();
        Place where = place.getValue();
        if (named != null && where != null) {
            Texts.say(problem, "");
            model.answer(named.id(), where);
        }
    }

    private void reveal() {
        Texts.say(problem, model.reveal(word.getText()).orElse(""));
        word.clear();
    }

    /// The keys go to what is to be done next.
    void takeFocus() {
        (place.isVisible() ? place : end).requestFocus();
    }
}
