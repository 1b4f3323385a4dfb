package backproplab.ui.app;

import backproplab.data.DataFinding;
import backproplab.training.SessionEvent;
import backproplab.ui.chart.Numbers;
import backproplab.ui.viewmodel.DataCheckup;
import backproplab.ui.viewmodel.LabModel;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// The line at the bottom: the points that the run can go back to, what the program has to say, warnings about the data,
/// and the seed.
final class StatusBar extends HBox {
    private static final String CHECKING =
            "click a gradient to look at it closely; Esc stops a check, or goes back to the training";
    private static final String STEPPING = "→ next step, Page Down next phase, Space plays, Esc back to the training";

    private final LabModel model;
    private final Models models;
    private final Slider timeline = new Slider(0, 1, 1);
    private final Label message = new Label();
    private List<Long> kept = List.of(0L);

    /// @param onData opens the place where the warnings about the data stand
    StatusBar(Models models, DataCheckup checkup, Runnable onData) {
        this.models = models;
        this.model = models.lab();
        getStyleClass().add("status-bar");
        setAlignment(Pos.CENTER_LEFT);
        timeline.setId("timeline");
        timeline.setPrefWidth(260);
        timeline.setAccessibleText("Timeline: go back to an earlier step");
        timeline.setTooltip(new Tooltip("Go back to an earlier step of this run; its settings of then come back too"));
        timeline.setOnMouseReleased(_ -> rewind());
        timeline.valueProperty()
                .addListener(_ -> {
                    if (timeline.isPressed()) {
                        chosen().ifPresent(it -> say("back to step " + Numbers.count(it)));
                    }
                });
        timeline.setOnKeyReleased(event -> {
            if (event.getCode().isArrowKey()) {
                rewind();
            }
        });
        message.setId("status");
        message.setMinWidth(0);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label seed = new Label();
        seed.setId("seed");
        seed.setTooltip(
                new Tooltip("The seed of data and order, and the seed of the weights: the same seeds, the same run"));
        seed.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        "seed %d · weights %d"
                                                .formatted(
                                                        model.setupProperty().get().seed(),
                                                        model.setupProperty().get().weightsSeed()),
                                model.setupProperty()));
        getChildren().addAll(timeline, message, gap, dataNote(checkup, onData), seed);
        model.progressProperty()
                .addListener((_, _, progress) -> {
                    if (progress != null && !timeline.isPressed() && !timeline.isValueChanging()) {
                        kept = progress.checkpoints();
                        timeline.setMax(Math.max(1, kept.size()));
                        timeline.setValue(timeline.getMax());
                    }
                });
        model.lastEventProperty().addListener((_, _, event) -> say(textOf(event)));
        model.runningProperty().addListener(_ -> say(hint()));
        models.steps().openProperty().addListener(_ -> say(hint()));
        models.check().openProperty().addListener(_ -> say(hint()));
    }

    /// Takes no room while there is no warning; notes are not worth a line here.
    private static Hyperlink dataNote(DataCheckup checkup, Runnable onData) {
        Hyperlink note = new Hyperlink();
        note.setId("data-note");
        note.setMinWidth(Region.USE_PREF_SIZE);
        note.setTooltip(new Tooltip("What the data doctor says, with its rules and ways out, in the settings"));
        note.setOnAction(_ -> {
            note.setVisited(false);
            onData.run();
        });
        note.managedProperty().bind(note.visibleProperty());
        checkup.reportProperty()
                .subscribe(report -> {
                    int warnings = report == null ? 0 : report.count(DataFinding.Severity.WARNING);
                    note.setText("Data: " + (warnings == 1 ? "1 warning" : warnings + " warnings"));
                    note.setVisible(warnings > 0);
                });
        return note;
    }

    /// What the keys do now.
    private String hint() {
        if (models.steps().openProperty().get()) {
            return STEPPING;
        }
        if (models.check().openProperty().get()) {
            return CHECKING;
        }
        return model.runningProperty().get() ? "training; Space pauses" : "paused";
    }

    /// The point under the thumb; none at the end, which is now.
    private Optional<Long> chosen() {
        int index = (int) Math.floor(timeline.getValue());
        return index < kept.size() ? Optional.of(kept.get(index)) : Optional.empty();
    }

    private void rewind() {
        chosen().ifPresent(model::rewindTo);
    }

    void say(String text) {
        message.setText(text);
        message.setTooltip(text.isEmpty() ? null : new Tooltip(text));
    }

    static String textOf(@Nullable SessionEvent event) {
        return switch (event) {
            case null -> "";
            case SessionEvent.Started _ -> "ready: Space trains, S makes one step";
            case SessionEvent.Changed _ -> "";
            case SessionEvent.Rewound back -> "back at step " + Numbers.count(back.step());
            case SessionEvent.Diverged diverged ->
                    diverged.divergence().text() + "; the run stands before it, at the last finite state";
            case SessionEvent.Failed failed -> "the program failed and has paused: " + failed.cause();
        };
    }
}
