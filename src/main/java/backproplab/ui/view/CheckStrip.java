package backproplab.ui.view;

import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.CheckModel;
import backproplab.ui.viewmodel.Checked;
import backproplab.ui.viewmodel.SampleChoice;

import javafx.beans.value.ObservableValue;
import javafx.event.EventHandler;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What stands under the views of a gradient check: the verdict in one sentence, of what it is the verdict, how far a
/// check is that runs, and what is checked.
public final class CheckStrip extends PaintedView {
    /// A check that takes less than this shows no progress, which would only flicker.
    private static final long PATIENCE = 300_000_000;

    private static final double VERDICT = 1.25;

    private final CheckModel model;
    private final CheckBar bar;
    private final Label verdict = new Label();
    private final Label context = new Label();
    private final Label problem = Texts.problem("check-problem");
    private final ProgressBar progress = new ProgressBar(0);
    private final Label count = new Label();
    private final HBox running = new HBox(8, progress, count);
    private final EventHandler<KeyEvent> cancelling = this::cancelAtEscape;
    private boolean busy;
    private long since;

    public CheckStrip(CheckModel model) {
        this.model = model;
        this.bar = new CheckBar(model, it -> Texts.say(problem, SettingsEditor.sentence(it)));
        verdict.setId("check-verdict");
        verdict.setWrapText(true);
        verdict.setMinHeight(Region.USE_PREF_SIZE);
        verdict.setMinWidth(0);
        HBox.setHgrow(context, Priority.ALWAYS);
        context.setId("check-context");
        context.setWrapText(true);
        context.setMinHeight(Region.USE_PREF_SIZE);
        progress.setId("check-progress");
        progress.setPrefWidth(160);
        progress.setAccessibleText("How far the check is");
        count.setId("check-count");
        count.setMinWidth(Region.USE_PREF_SIZE);
        running.setAlignment(Pos.CENTER_LEFT);
        running.setMinWidth(Region.USE_PREF_SIZE);
        running.setVisible(false);
        running.managedProperty().bind(running.visibleProperty());
        HBox second = new HBox(12, running, context);
        second.setAlignment(Pos.CENTER_LEFT);
        VBox all = new VBox(2, verdict, second, problem, bar);
        VBox.setMargin(bar, new Insets(4, 0, 0, 0));
        all.setPadding(new Insets(5, 10, 6, 10));
        root().getStyleClass().add("step-strip");
        root().setCenter(all);
        Stream.<ObservableValue<?>>of(
                        model.checkedProperty(),
                        model.progressProperty(),
                        model.staleProperty(),
                        model.dueProperty(),
                        model.problemProperty(),
                        model.choiceProperty(),
                        model.perTensorProperty(),
                        model.epsilonProperty(),
                        model.lab().stepProperty())
                .forEach(it -> it.subscribe(this::change));
        model.problemProperty().subscribe(it -> Texts.say(problem, SettingsEditor.sentence(it)));
        root().sceneProperty().addListener((_, before, now) -> listen(before, now));
    }

    /// Escape ends a check that runs, wherever the focus is.
    private void listen(@Nullable Scene before, @Nullable Scene now) {
        if (before != null) {
            before.removeEventFilter(KeyEvent.KEY_PRESSED, cancelling);
        }
        if (now != null) {
            now.addEventFilter(KeyEvent.KEY_PRESSED, cancelling);
        }
    }

    private void cancelAtEscape(KeyEvent event) {
        boolean types = event.getTarget() instanceof TextInputControl;
        if (event.getCode() == KeyCode.ESCAPE && model.isBusy() && !types) {
            model.cancel();
            event.consume();
        }
    }

    /// Where the keys go on from.
    public void requestFocus() {
        bar.requestFocus();
    }

    @Override
    public String id() {
        return "check";
    }

    @Override
    public String title() {
        return "Gradient check";
    }

    @Override
    public String help() {
        return "Every gradient of a batch against what moving its number by ε does to the loss. Good: all agree, with"
                + " relative errors far under 1e−6. What comes to a kink on the way is told, and not judged.";
    }

    @Override
    public boolean isBusy() {
        return isShown() && model.isBusy();
    }

    /// Progress is shown once it is worth it.
    @Override
    boolean isOutdated() {
        return model.isBusy() && !running.isVisible() && isLong();
    }

    private boolean isLong() {
        return busy && System.nanoTime() - since >= PATIENCE;
    }

    @Override
    void restyle(Style now) {
        context.setStyle("-fx-text-fill: %s;".formatted(Controls.web(now.faintText())));
    }

    @Override
    void paint() {
        if (model.isBusy() != busy) {
            busy = model.isBusy();
            since = System.nanoTime();
        }
        CheckModel.Progress now = model.progressProperty().get();
        running.setVisible(model.isBusy() && isLong());
        progress.setProgress(now.total() == 0 ? ProgressBar.INDETERMINATE_PROGRESS : (double) now.done() / now.total());
        count.setText(
                now.total() == 0
                        ? "preparing …"
                        : "%s of %s".formatted(Numbers.count(now.done()), Numbers.count(now.total())));
        Checked checked = model.checkedProperty().get();
        verdict.setText(checked == null ? waiting() : CheckWords.summary(checked.totals()));
        boolean isWrong = checked != null && checked.totals().failing() > 0;
        verdict.setStyle(
                "-fx-font-weight: bold; -fx-font-size: %sem; -fx-text-fill: %s;"
                        .formatted(
                                VERDICT,
                                Controls.web(isWrong ? style().palette().warning() : style().palette().text())));
        context.setText(checked == null ? " " : context(checked));
        bar.show(running.isVisible());
    }

    private String waiting() {
        return model.isBusy() ? "The gradients are being checked …" : "Nothing has been checked yet";
    }

    private String context(Checked checked) {
        List<String> parts = new ArrayList<>();
        parts.add(batch(checked));
        parts.add("ε = " + Numbers.tick(checked.report().plan().epsilon()));
        int count = checked.totals().numbers();
        if (count < checked.report().parameters()) {
            parts.add(
                    "%s of %s numbers (%s), drawn by seed %d"
                            .formatted(
                                    Numbers.count(count),
                                    Numbers.count(checked.report().parameters()),
                                    Numbers.percent((double) count / checked.report().parameters()),
                                    checked.report().plan().seed()));
        }
        int unresolved = checked.totals().unresolved();
        if (unresolved > 0) {
            parts.add("%s too small to be told from 0".formatted(Numbers.count(unresolved)));
        }
        long step = checked.point().checkpoint().step();
        if (model.staleProperty().get()) {
            parts.add(stale(step));
        } else {
            parts.add("weights of step " + Numbers.count(step));
        }
        String due = model.dueProperty().get();
        if (!due.isEmpty() && !model.isBusy()) {
            parts.add(due + " changed: check again");
        }
        return String.join(" · ", parts);
    }

    private String stale(long step) {
        long now = model.lab().stepProperty().get();
        return now == step
                ? "the network was changed since: check again"
                : "of weights at step %s; the run is at step %s now".formatted(Numbers.count(step), Numbers.count(now));
    }

    private static String batch(Checked checked) {
        String samples = Numbers.count(checked.rows().size(), "sample");
        return switch (checked.choice().original()) {
            case SampleChoice.Row(int row) -> "sample " + Numbers.count(row + 1L);
            case SampleChoice.TestRow(int row) -> "test sample " + Numbers.count(row + 1L);
            case SampleChoice.NextBatch _ -> "the next batch, " + samples;
            case SampleChoice.First _ -> "the first " + samples;
            case SampleChoice.WholeSet _ -> "the training set, " + samples;
            case SampleChoice.Worst _, SampleChoice.Typed _ -> samples;
        };
    }
}
