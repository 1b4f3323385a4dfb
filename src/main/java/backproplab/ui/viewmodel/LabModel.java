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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// The heart of the window: one open [Document], the session that trains it, and what views bind to. Everything here
/// happens on the thread of the window; the session's thread is reached through commands and deliveries only.
///
/// Edits are made by the [RunEditor].
public final class LabModel implements AutoCloseable {
    private final RunHistory history = new RunHistory();
    private final TrainingSession session;
    private final FreshNumbers numbers;

    private final RunEditor editor;

    /// What the newest evaluation is of.
    private @Nullable TrainingSetup judged;

    private final ReadOnlyObjectWrapper<Document> document;
    private final ReadOnlyObjectWrapper<Document> opened;
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
        this.opened = new ReadOnlyObjectWrapper<>(opened);
        this.selection = new SimpleObjectProperty<>(firstLayer(opened.setup()));
        this.flowRule.subscribe(history::setRule);
        this.session = new TrainingSession(opened.setup(), opened.start().copy(), windowThread, this::receive);
        this.numbers =
                new FreshNumbers(session, windowThread, new Command.Snapshot(opened.setup(), opened.start().copy()));
        this.editor = new RunEditor(session, numbers, opened, () -> changed.set(true));
        editor.setupProperty().addListener((_, _, next) -> keepSelection(next));
    }

    private void keepSelection(TrainingSetup next) {
        boolean selectedIsThere = next.network().layer(selection.get().layer()).isPresent();
        if (!selectedIsThere) {
            selection.set(firstLayer(next));
        }
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
                    judged = editor.told();
                    evaluation.set(it);
                });
        progress.set(delivery);
        numbers.refresh();
    }

    private void receive(SessionEvent event) {
        editor.receive(event);
        if (event instanceof SessionEvent.Started || event instanceof SessionEvent.Rewound) {
            lastSteps.set(null);
        }
        lastEvent.set(event);
    }

    // Commands

    /// Opens another document in place of this one.
    public void open(Document other) {
        document.set(other);
        opened.set(other);
        evaluation.set(null);
        judged = null;
        editor.open(other);
        selection.set(firstLayer(other.setup()));
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

    // Edits

    /// Goes on with another setup and its data; can be undone in one piece.
    ///
    /// @param next with the training and test set that `choice` gives, see [DataChoice#applyTo]
    public void change(TrainingSetup next, DataChoice choice) {
        editor.change(next, choice);
    }

    /// Goes on with another setup; can be undone, together with the previews before it.
    public void change(TrainingSetup next) {
        editor.change(next);
    }

    /// Starts over with another setup and weights drawn for it; undo brings back the run as it stood.
    ///
    /// @param next with the training and test set that `choice` gives
    public void startOver(TrainingSetup next, DataChoice choice) {
        editor.startOver(next, choice);
    }

    /// Starts over with another setup and the weights that the run began with.
    ///
    /// @param next with the training and test set that `choice` gives
    /// @return what [#comeBackTo] brings back; undo does so too
    EditHistory.Stand startAgain(TrainingSetup next, DataChoice choice) {
        return editor.startAgain(next, choice);
    }

    /// Goes on with a run that was put aside, as it stood; undo brings back the one that stands now.
    void comeBackTo(EditHistory.Stand before, DataChoice choice) {
        editor.comeBackTo(before, choice);
    }

    /// While a slider is dragged: the change takes effect, and only its end is an entry for undo ([#change]). The
    /// session is asked for one change at a time, so that a fast hand does not leave it behind.
    public void preview(TrainingSetup next, DataChoice choice) {
        editor.preview(next, choice);
    }

    /// [#preview] with the data as they are.
    public void preview(TrainingSetup next) {
        editor.preview(next);
    }

    /// While a slider is dragged that decides how the weights are drawn: the run starts over at each of its places, and
    /// only its end is an entry for undo ([#startOver]).
    public void previewStart(TrainingSetup next) {
        editor.previewStart(next);
    }

    public void undo() {
        editor.undo();
    }

    public void redo() {
        editor.redo();
    }

    /// Sets one number by hand; undo brings back what it was at that moment.
    public void setParameter(Parameters.Key key, int index, double value) {
        editor.setParameter(key, index, value);
    }

    // What is kept

    /// The run as it stands, for saving; answered on any thread.
    public CompletableFuture<Command.Snapshot> snapshot() {
        return editor.snapshot();
    }

    /// What a file of the run says at `now`.
    public Experiment experimentAt(Command.Snapshot now) {
        return document.get().at(now, editor.choiceOf(now.setup()).orElseGet(dataProperty()::get));
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

    /// What is open, and where it is kept: another one when it is saved as another file.
    public ReadOnlyObjectProperty<Document> documentProperty() {
        return document.getReadOnlyProperty();
    }

    /// The document as it was opened, which saving does not change: who begins anew with another document listens here.
    public ReadOnlyObjectProperty<Document> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<TrainingSetup> setupProperty() {
        return editor.setupProperty();
    }

    /// Where the samples of the setup come from.
    public ReadOnlyObjectProperty<DataChoice> dataProperty() {
        return editor.dataProperty();
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
        return setupProperty().get().equals(judged);
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
        return editor.canUndoProperty();
    }

    public ReadOnlyBooleanProperty canRedoProperty() {
        return editor.canRedoProperty();
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
