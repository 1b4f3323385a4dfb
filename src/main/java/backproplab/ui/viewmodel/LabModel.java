package backproplab.ui.viewmodel;

import backproplab.experiment.Experiment;
import backproplab.network.Parameters;
import backproplab.statistics.GradientFlow;
import backproplab.statistics.StepSummary;
import backproplab.training.Checkpoint;
import backproplab.training.Command;
import backproplab.training.SessionEvent;
import backproplab.training.TrainingProgress;
import backproplab.training.TrainingSession;
import backproplab.training.TrainingSetup;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// The heart of the window: one open [Document], the session that trains it, and what views bind to. Everything here
/// happens on the thread of the window; the session's thread is reached through commands and deliveries only.
///
/// Editing replaces the immutable [TrainingSetup] and keeps the old one for undo.
public final class LabModel implements AutoCloseable {
    private final RunHistory history = new RunHistory();
    private final TrainingSession session;
    private final EditHistory edits = new EditHistory();
    private final FreshNumbers numbers;

    private final SetupRequests requests;

    /// What the newest evaluation is of.
    private @Nullable TrainingSetup judged;

    /// What undo goes back to when a preview ends.
    private EditHistory.@Nullable Stand beforePreview;

    private final ReadOnlyObjectWrapper<Document> document;
    private final ReadOnlyObjectWrapper<TrainingSetup> setup;
    private final ReadOnlyObjectWrapper<DataChoice> data;
    private final DataChoices choices = new DataChoices();
    private final ReadOnlyObjectWrapper<@Nullable TrainingProgress> progress = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<TrainingProgress.@Nullable Evaluated> evaluation =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable StepSummary> lastSteps = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyLongWrapper step = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper epoch = new ReadOnlyLongWrapper();
    private final ReadOnlyDoubleWrapper speed = new ReadOnlyDoubleWrapper(Double.POSITIVE_INFINITY);
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable SessionEvent> lastEvent = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<Selection> selection;
    private final ObjectProperty<GradientFlow.Rule> flowRule = new SimpleObjectProperty<>(GradientFlow.Rule.STANDARD);

    /// @param windowThread `Platform::runLater`; in tests any executor that keeps the order
    public LabModel(Document opened, Executor windowThread) {
        this.document = new ReadOnlyObjectWrapper<>(opened);
        this.setup = new ReadOnlyObjectWrapper<>(opened.setup());
        this.data = new ReadOnlyObjectWrapper<>(opened.data());
        this.choices.remember(opened.setup(), opened.data());
        this.selection = new SimpleObjectProperty<>(firstLayer(opened.setup()));
        this.flowRule.subscribe(history::setRule);
        this.session = new TrainingSession(opened.setup(), opened.start().copy(), windowThread, this::receive);
        this.requests = new SetupRequests(session, opened.setup());
        this.numbers =
                new FreshNumbers(session, windowThread, new Command.Snapshot(opened.setup(), opened.start().copy()));
    }

    private static Selection firstLayer(TrainingSetup setup) {
        return Selection.of(setup.network().layers().getFirst().name());
    }

    private void receive(TrainingProgress delivery) {
        history.add(delivery);
        running.set(delivery.running());
        step.set(delivery.step());
        epoch.set(delivery.epoch());
        delivery.events().forEach(this::receive);
        delivery.steps()
                .ifPresent(it -> {
                    lastSteps.set(it);
                    // Whoever watches an example train is not asked to save it.
                    changed.set(changed.get() || document.get().file().isPresent());
                });
        delivery.evaluation()
                .ifPresent(it -> {
                    judged = requests.told();
                    evaluation.set(it);
                });
        progress.set(delivery);
        numbers.refresh();
    }

    private void receive(SessionEvent event) {
        switch (event) {
            case SessionEvent.Started started -> {
                requests.begun(started.setup(), true);
                showAnswered();
                lastSteps.set(null);
            }
            case SessionEvent.Changed now -> {
                requests.changed(now.setup());
                showAnswered();
            }
            case SessionEvent.Rewound back -> {
                requests.begun(back.setup(), false);
                show(back.setup());
                lastSteps.set(null);
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
        lastEvent.set(event);
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

    // Commands

    /// Opens another document in place of this one.
    public void open(Document other) {
        document.set(other);
        edits.clear();
        evaluation.set(null);
        judged = null;
        beforePreview = null;
        requests.forget();
        choices.keepOnly(List.of());
        choices.remember(other.setup(), other.data());
        show(other.setup());
        numbers.jump();
        numbers.take(new Command.Snapshot(other.setup(), other.start().copy()));
        selection.set(firstLayer(other.setup()));
        session.submit(new Command.Replace(other.setup(), other.start().copy()));
        changed.set(false);
    }

    public void toggleRunning() {
        session.submit(running.get() ? new Command.Pause() : new Command.Run());
    }

    public void pause() {
        session.submit(new Command.Pause());
    }

    public void makeStep() {
        makeSteps(1);
    }

    public void makeSteps(long count) {
        session.submit(new Command.Steps(count));
    }

    public void finishEpoch() {
        session.submit(new Command.FinishEpoch());
    }

    /// The same weights as at the start.
    public void reset() {
        numbers.jump();
        session.submit(new Command.Reset());
    }

    public void newWeights() {
        numbers.jump();
        session.submit(new Command.NewWeights());
    }

    public void rewindTo(long keptStep) {
        numbers.jump();
        session.submit(new Command.Rewind(keptStep));
    }

    /// @param stepsPerSecond infinite for as fast as it goes
    public void setSpeed(double stepsPerSecond) {
        speed.set(stepsPerSecond);
        session.submit(new Command.SetSpeed(stepsPerSecond));
    }

    /// Goes on with another setup and its data; can be undone in one piece.
    ///
    /// @param next with the training and test set that `choice` gives, see [DataChoice#applyTo]
    public void change(TrainingSetup next, DataChoice choice) {
        choices.remember(next, choice);
        change(next);
    }

    /// Starts over with another setup and weights drawn for it; undo brings back the run as it stood.
    ///
    /// @param next with the training and test set that `choice` gives
    public void startOver(TrainingSetup next, DataChoice choice) {
        choices.remember(next, choice);
        enter(next, true);
        beginAnother(next);
        Checkpoint start = Checkpoint.initial(next);
        numbers.take(new Command.Snapshot(next, start.copy()));
        session.submit(new Command.Replace(next, start));
    }

    /// Starts over with another setup and the weights that the run began with.
    ///
    /// @param next with the training and test set that `choice` gives
    /// @return what [#comeBackTo] brings back; undo does so too
    EditHistory.Stand startAgain(TrainingSetup next, DataChoice choice) {
        choices.remember(next, choice);
        EditHistory.Stand before = enter(next, true);
        beginAnother(next);
        session.submit(new Command.Resume(next, Objects.requireNonNull(before.run()).thenApply(LabModel::atItsStart)));
        return before;
    }

    private static Command.RunPoint atItsStart(Command.RunPoint run) {
        return new Command.RunPoint(run.origin(), run.origin().checkpoint());
    }

    /// Goes on with a run that was put aside, as it stood; undo brings back the one that stands now.
    void comeBackTo(EditHistory.Stand before, DataChoice choice) {
        choices.remember(before.setup(), choice);
        enter(before.setup(), true);
        goTo(before);
    }

    private void beginAnother(TrainingSetup next) {
        requests.forget();
        show(next);
        forgetData();
        changed.set(true);
        numbers.jump();
        keepSelection(next);
    }

    /// Goes on with another setup; can be undone, together with the previews before it.
    public void change(TrainingSetup next) {
        enter(next, false);
        apply(new SetupRequests.Request(next, SetupRequests.Way.GOING_ON));
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

    /// While a slider is dragged: the change takes effect, and only its end is an entry for undo ([#change]). The
    /// session is asked for one change at a time, so that a fast hand does not leave it behind.
    public void preview(TrainingSetup next, DataChoice choice) {
        choices.remember(next, choice);
        preview(next);
    }

    /// [#preview] with the data as they are.
    public void preview(TrainingSetup next) {
        preview(new SetupRequests.Request(next, SetupRequests.Way.GOING_ON));
    }

    /// While a slider is dragged that decides how the weights are drawn: the run starts over at each of its places, and
    /// only its end is an entry for undo ([#startOver]).
    public void previewStart(TrainingSetup next) {
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

    public void undo() {
        endPreview();
        EditHistory.Entry back = edits.nextUndo();
        if (back != null) {
            edits.undone(opposite(back));
            goTo(back);
        }
    }

    public void redo() {
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
        changed.set(true);
        requests.submit(request);
        keepSelection(next);
    }

    private void keepSelection(TrainingSetup next) {
        boolean selectedIsThere = next.network().layer(selection.get().layer()).isPresent();
        if (!selectedIsThere) {
            selection.set(firstLayer(next));
        }
    }

    /// Of all that a slider passed, only what can come back is kept.
    private void forgetData() {
        List<TrainingSetup> reachable = new ArrayList<>(edits.setups());
        reachable.add(setup.get());
        reachable.addAll(requests.underWay());
        choices.keepOnly(reachable);
    }

    /// Sets one number by hand; undo brings back what it was at that moment.
    public void setParameter(Parameters.Key key, int index, double value) {
        endPreview();
        CompletableFuture<Double> before = snapshot().thenApply(it -> it.checkpoint().parameters().get(key).get(index));
        edits.add(new EditHistory.OneNumber(key, index, before, CompletableFuture.completedFuture(value)));
        markNumberSet();
        session.submit(new Command.SetParameter(key, index, value));
    }

    private void markNumberSet() {
        changed.set(true);
        numbers.jump();
    }

    /// The run as it stands, for saving; answered on any thread.
    public CompletableFuture<Command.Snapshot> snapshot() {
        CompletableFuture<Command.Snapshot> answer = new CompletableFuture<>();
        session.submit(new Command.TakeCheckpoint(answer));
        return answer;
    }

    /// What a file of the run says at `now`.
    public Experiment experimentAt(Command.Snapshot now) {
        return document.get().at(now, choices.of(now.setup()).orElseGet(data::get));
    }

    /// The document was saved.
    public void savedAs(Path file) {
        document.set(document.get().savedAs(file));
        changed.set(false);
    }

    /// Whoever needs [#numbersProperty] fresh says so while it is seen.
    public void watchNumbers(Object watcher, boolean wanted) {
        numbers.watch(watcher, wanted);
    }

    @Override
    public void close() {
        session.close();
    }

    // What views bind to

    public ReadOnlyObjectProperty<Document> documentProperty() {
        return document.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<TrainingSetup> setupProperty() {
        return setup.getReadOnlyProperty();
    }

    /// Where the samples of the setup come from.
    public ReadOnlyObjectProperty<DataChoice> dataProperty() {
        return data.getReadOnlyProperty();
    }

    /// The last delivery; null before the first.
    public ReadOnlyObjectProperty<@Nullable TrainingProgress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// The newest evaluation of train and test set and of every unit; null before the first.
    public ReadOnlyObjectProperty<TrainingProgress.@Nullable Evaluated> evaluationProperty() {
        return evaluation.getReadOnlyProperty();
    }

    /// Whether the newest evaluation is of the setup as it is now, and not of the one before a change that the session
    /// has not taken up yet.
    public boolean isJudged() {
        return setup.get().equals(judged);
    }

    /// The statistics of the steps since the delivery before; null before the first step of a run, and
    /// after going back in it.
    public ReadOnlyObjectProperty<@Nullable StepSummary> lastStepsProperty() {
        return lastSteps.getReadOnlyProperty();
    }

    /// A recent copy of the parameters, kept fresh while somebody watches, see [#watchNumbers]. Not to be written.
    public ReadOnlyObjectProperty<Checkpoint> numbersProperty() {
        return numbers.numbersProperty();
    }

    /// [#numbersProperty] with the setup that they belong to; after a change it stays for a moment that of before.
    public ReadOnlyObjectProperty<Command.Snapshot> latestProperty() {
        return numbers.latestProperty();
    }

    public ReadOnlyObjectProperty<@Nullable SessionEvent> lastEventProperty() {
        return lastEvent.getReadOnlyProperty();
    }

    public RunHistory history() {
        return history;
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    public ReadOnlyLongProperty stepProperty() {
        return step.getReadOnlyProperty();
    }

    public ReadOnlyLongProperty epochProperty() {
        return epoch.getReadOnlyProperty();
    }

    /// In steps per second; infinite for as fast as it goes.
    public ReadOnlyDoubleProperty speedProperty() {
        return speed.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty canUndoProperty() {
        return edits.canUndoProperty();
    }

    public ReadOnlyBooleanProperty canRedoProperty() {
        return edits.canRedoProperty();
    }

    /// Whether anything would be lost by closing.
    public ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    /// When gradients are said to vanish or explode.
    public ObjectProperty<GradientFlow.Rule> flowRuleProperty() {
        return flowRule;
    }

    public ObjectProperty<Selection> selectionProperty() {
        return selection;
    }
}
