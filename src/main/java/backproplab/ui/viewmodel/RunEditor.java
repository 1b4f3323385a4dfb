package backproplab.ui.viewmodel;

import backproplab.network.Parameters;
import backproplab.training.Checkpoint;
import backproplab.training.Command;
import backproplab.training.SessionEvent;
import backproplab.training.TrainingSession;
import backproplab.training.TrainingSetup;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Edits a run: what was asked for is shown at once, sent to the session, and can be undone. Part of the [LabModel].
///
/// Editing replaces the immutable [TrainingSetup] and keeps the old one for undo; an edit that begins another run keeps
/// the run as well.
final class RunEditor {
    private final TrainingSession session;
    private final FreshNumbers numbers;
    private final Runnable onEdit;
    private final SetupRequests requests;
    private final EditHistory edits = new EditHistory();
    private final DataChoices choices = new DataChoices();
    private final ReadOnlyObjectWrapper<TrainingSetup> setup;
    private final ReadOnlyObjectWrapper<DataChoice> data;

    /// What undo goes back to when a preview ends.
    private EditHistory.@Nullable Stand beforePreview;

    /// @param onEdit is told that something would be lost by closing
    RunEditor(TrainingSession session, FreshNumbers numbers, Document opened, Runnable onEdit) {
        this.session = session;
        this.numbers = numbers;
        this.onEdit = onEdit;
        this.requests = new SetupRequests(session, opened.setup());
        this.setup = new ReadOnlyObjectWrapper<>(opened.setup());
        this.data = new ReadOnlyObjectWrapper<>(opened.data());
        choices.remember(opened.setup(), opened.data());
    }

    /// Another document takes the place of this one.
    void open(Document other) {
        edits.clear();
        beforePreview = null;
        requests.forget();
        choices.keepOnly(List.of());
        choices.remember(other.setup(), other.data());
        show(other.setup());
        numbers.jump();
        numbers.take(new Command.Snapshot(other.setup(), other.start().copy()));
        session.submit(new Command.Replace(other.setup(), other.start().copy()));
    }

    // What the session answers

    void receive(SessionEvent event) {
        switch (event) {
            case SessionEvent.Started started -> {
                requests.begun(started.setup(), true);
                showAnswered();
            }
            case SessionEvent.Changed now -> {
                requests.changed(now.setup());
                showAnswered();
            }
            case SessionEvent.Rewound back -> {
                requests.begun(back.setup(), false);
                show(back.setup());
                // Data from the middle of a slider's way are nobody's choice: those of now stay.
                if (choices.of(back.setup()).isEmpty()) {
                    change(data.get().applyTo(back.setup()), data.get());
                }
            }
            case SessionEvent.Failed _ -> {
                requests.forget();
                show(requests.told());
            }
            case SessionEvent.Diverged _ -> {}
        }
    }

    private void show(TrainingSetup next) {
        choices.of(next).ifPresent(data::set);
        setup.set(next);
    }

    /// What comes while a slider moves on is out of date already.
    private void showAnswered() {
        if (requests.isAnswered()) {
            show(requests.told());
        }
    }

    // Edits, as the doors of [LabModel] say

    void change(TrainingSetup next, DataChoice choice) {
        choices.remember(next, choice);
        change(next);
    }

    void change(TrainingSetup next) {
        enter(next, false);
        apply(new SetupRequests.Request(next, SetupRequests.Way.GOING_ON));
    }

    void startOver(TrainingSetup next, DataChoice choice) {
        choices.remember(next, choice);
        enter(next, true);
        beginAnother(next);
        Checkpoint start = Checkpoint.initial(next);
        numbers.take(new Command.Snapshot(next, start.copy()));
        session.submit(new Command.Replace(next, start));
    }

    EditHistory.Stand startAgain(TrainingSetup next, DataChoice choice) {
        choices.remember(next, choice);
        EditHistory.Stand before = enter(next, true);
        beginAnother(next);
        session.submit(new Command.Resume(next, Objects.requireNonNull(before.run()).thenApply(RunEditor::atItsStart)));
        return before;
    }

    private static Command.RunPoint atItsStart(Command.RunPoint run) {
        return new Command.RunPoint(run.origin(), run.origin().checkpoint());
    }

    void comeBackTo(EditHistory.Stand before, DataChoice choice) {
        choices.remember(before.setup(), choice);
        enter(before.setup(), true);
        goTo(before);
    }

    void preview(TrainingSetup next, DataChoice choice) {
        choices.remember(next, choice);
        preview(next);
    }

    void preview(TrainingSetup next) {
        preview(new SetupRequests.Request(next, SetupRequests.Way.GOING_ON));
    }

    void previewStart(TrainingSetup next) {
        preview(new SetupRequests.Request(next, SetupRequests.Way.STARTING_OVER));
    }

    private void preview(SetupRequests.Request next) {
        if (next.setup().equals(setup.get())) {
            return;
        }
        if (beforePreview == null) {
            beforePreview = present(next.startsOver());
        }
        if (next.startsOver()) {
            numbers.jump();
        }
        show(next.setup());
        requests.submitInTurn(next);
    }

    /// Keeps what stands for undo.
    private EditHistory.Stand enter(TrainingSetup next, boolean startsOver) {
        EditHistory.Stand before = beforePreview == null ? present(startsOver) : beforePreview;
        beforePreview = null;
        if (startsOver && before.run() == null) {
            before = new EditHistory.Stand(before.setup(), takeRun());
        }
        edits.add(before, next);
        return before;
    }

    private EditHistory.Stand present(boolean withRun) {
        return new EditHistory.Stand(setup.get(), withRun ? takeRun() : null);
    }

    private CompletableFuture<Command.RunPoint> takeRun() {
        CompletableFuture<Command.RunPoint> answer = new CompletableFuture<>();
        session.submit(new Command.TakeRun(answer));
        return answer;
    }

    /// For a drag that nobody ended, such as with a view that was closed.
    private void endPreview() {
        EditHistory.Stand before = beforePreview;
        if (before != null) {
            beforePreview = null;
            edits.add(before, setup.get());
        }
    }

    private void apply(SetupRequests.Request request) {
        TrainingSetup next = request.setup();
        if (next.equals(setup.get()) && !requests.isWaiting()) {
            return;
        }
        show(next);
        forgetData();
        onEdit.run();
        requests.submit(request);
    }

    private void beginAnother(TrainingSetup next) {
        requests.forget();
        show(next);
        forgetData();
        onEdit.run();
        numbers.jump();
    }

    /// Of all that a slider passed, only what can come back is kept.
    private void forgetData() {
        List<TrainingSetup> reachable = new ArrayList<>(edits.setups());
        reachable.add(setup.get());
        reachable.addAll(requests.underWay());
        choices.keepOnly(reachable);
    }

    void setParameter(Parameters.Key key, int index, double value) {
        endPreview();
        CompletableFuture<Double> before = snapshot().thenApply(it -> it.checkpoint().parameters().get(key).get(index));
        edits.add(new EditHistory.OneNumber(key, index, before, CompletableFuture.completedFuture(value)));
        markNumberSet();
        session.submit(new Command.SetParameter(key, index, value));
    }

    private void markNumberSet() {
        onEdit.run();
        numbers.jump();
    }

    // Undo

    void undo() {
        endPreview();
        EditHistory.Entry back = edits.nextUndo();
        if (back != null) {
            edits.undone(opposite(back));
            goTo(back);
        }
    }

    void redo() {
        endPreview();
        EditHistory.Entry on = edits.nextRedo();
        if (on != null) {
            edits.redone(opposite(on));
            goTo(on);
        }
    }

    /// What comes back from `entry` to now.
    private EditHistory.Entry opposite(EditHistory.Entry entry) {
        return switch (entry) {
            case EditHistory.Stand stand -> present(stand.run() != null);
            case EditHistory.OneNumber number -> number.reversed();
        };
    }

    private void goTo(EditHistory.Entry entry) {
        switch (entry) {
            case EditHistory.Stand stand when stand.run() == null ->
                    apply(new SetupRequests.Request(stand.setup(), SetupRequests.Way.TAKING_BACK));
            case EditHistory.Stand(TrainingSetup next, CompletableFuture<Command.RunPoint> run) -> {
                beginAnother(next);
                session.submit(new Command.Resume(next, Objects.requireNonNull(run)));
            }
            case EditHistory.OneNumber number -> {
                markNumberSet();
                session.submit(new Command.SetParameter(number.key(), number.index(), number.back()));
            }
        }
    }

    // What is shown

    ReadOnlyObjectProperty<TrainingSetup> setupProperty() {
        return setup.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<DataChoice> dataProperty() {
        return data.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty canUndoProperty() {
        return edits.canUndoProperty();
    }

    ReadOnlyBooleanProperty canRedoProperty() {
        return edits.canRedoProperty();
    }

    /// What the session works with as far as it has told.
    TrainingSetup told() {
        return requests.told();
    }

    /// Where the data of `of` come from, if that is known.
    Optional<DataChoice> choiceOf(TrainingSetup of) {
        return choices.of(of);
    }

    CompletableFuture<Command.Snapshot> snapshot() {
        CompletableFuture<Command.Snapshot> answer = new CompletableFuture<>();
        session.submit(new Command.TakeCheckpoint(answer));
        return answer;
    }
}
