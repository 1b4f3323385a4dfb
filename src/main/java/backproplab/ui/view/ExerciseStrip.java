package backproplab.ui.view;

import backproplab.ui.viewmodel.ExerciseModel;
import backproplab.ui.viewmodel.ExerciseModel.Running;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The line of the exercise "find the bug" over the views: what is asked before it begins, then the answers, then the
/// explanation. Takes no room while there is neither.
public final class ExerciseStrip extends VBox {
    private final ExerciseModel model;
    private final Runnable onLeave;
    private final Label problem = Texts.problem("exercise-problem");
    private final ExerciseStart start;
    private final ExerciseAnswers answers;
    private final VBox explanation = new VBox(1);
    private @Nullable Running shown;

    /// @param onLeave gives the keys back to the views
    public ExerciseStrip(ExerciseModel model, Runnable onLeave) {
        super(4);
        this.model = model;
        this.onLeave = onLeave;
        start = new ExerciseStart(model, problem, this::close);
        answers = new ExerciseAnswers(model, problem);
        getStyleClass().add("exercise-strip");
        setId("exercise");
        explanation.setId("exercise-explanation");
        getChildren().setAll(start, answers, explanation, problem);
        for (Node part : List.of(this, start, answers, explanation)) {
            part.managedProperty().bind(part.visibleProperty());
            part.setVisible(false);
        }
        model.runningProperty().subscribe(this::show);
    }

    /// Asks which bug to hide; while one is hidden, for the answer.
    public void open() {
        if (model.runningProperty().get() != null) {
            answers.takeFocus();
            return;
        }
        start.setVisible(true);
        setVisible(true);
        start.open();
    }

    private void close() {
        start.setVisible(false);
        setVisible(false);
        onLeave.run();
    }

    private void show(@Nullable Running running) {
        Running before = shown;
        shown = running;
        answers.setVisible(running != null);
        if (running == null) {
            explanation.setVisible(false);
            if (before != null) {
                close();
            }
            return;
        }
        start.setVisible(false);
        setVisible(true);
        if (before == null || !before.exercise().equals(running.exercise())) {
            answers.open(running);
        } else {
            answers.show(running);
        }
        explain(running);
        if (running.isRevealed() && before != null && !before.isRevealed()) {
            answers.takeFocus();
        }
    }

    private void explain(Running running) {
        explanation.setVisible(running.isRevealed());
        explanation.getChildren().clear();
        if (running.isRevealed()) {
            running.exercise().reveal().forEach(it -> explanation.getChildren().add(sentence(it)));
            explanation.getChildren().getFirst().getStyleClass().add("exercise-heading");
        }
    }

    private static Label sentence(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
