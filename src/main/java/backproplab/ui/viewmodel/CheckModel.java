package backproplab.ui.viewmodel;

import backproplab.backprop.CheckPlan;
import backproplab.backprop.GradientCheck;
import backproplab.training.Command;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/// The gradient check of the network that is being trained: every gradient of a batch against what moving its number
/// does to the loss. What the views of the Check perspective bind to.
///
/// A check runs in the background, on a copy of the run as it stood when it was asked for. Opening pauses the training,
/// so that the report is of the weights on the screen; it may go on meanwhile, and the report is then marked as stale,
/// not made again. Everything here happens on the thread of the window.
public final class CheckModel {
    public static final double LARGEST_EPSILON = 1e-1;
    public static final double SMALLEST_EPSILON = 1e-12;

    /// Of larger networks a sample is taken, unless somebody wants all.
    public static final int MOST_BY_ITSELF = 200_000;

    /// The same of networks in which much lies behind each number: numbers times what all layers give for a sample.
    public static final long MOST_WORK_BY_ITSELF = 100_000_000;

    /// How many numbers of each tensor that sample has.
    public static final int SAMPLE = 1000;

    /// How many samples form the batch unless others are chosen, as on the command line.
    public static final int BATCH = 32;

    /// What takes less is made again by itself.
    private static final double QUICK_SECONDS = 1.5;

    private static final long BETWEEN_PROGRESS = 1_000_000_000 / 15;

    private final LabModel lab;
    private final Executor windowThread;
    private final LongSupplier clock;
    private final NewestJob<Optional<Checked>> checks;
    private final CloseLook close;
    private final CheckSettings settings;

    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Checked> checked = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Progress> progress = new ReadOnlyObjectWrapper<>(Progress.NONE);
    private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper due = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    /// The check that is under way, from the wish on.
    private @Nullable CheckRun underway;

    private long progressShownAt;

    /// How far a check is.
    ///
    /// @param total 0 as long as that is not known
    public record Progress(int done, int total, boolean running) {
        static final Progress NONE = new Progress(0, 0, false);
    }

    public CheckModel(LabModel lab, Executor windowThread) {
        this(lab, windowThread, worker("gradient check"), worker("close look"), System::nanoTime);
    }

    private static Executor worker(String name) {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
    }

    /// @param worker makes checks
    /// @param looker looks at single numbers, also while a check runs
    /// @param clock in nanoseconds, tells quick checks from slow ones
    CheckModel(LabModel lab, Executor windowThread, Executor worker, Executor looker, LongSupplier clock) {
        this.lab = lab;
        this.clock = clock;
        this.windowThread = windowThread;
        this.checks = new NewestJob<>(worker, windowThread, this::receive, this::fail);
        this.close = new CloseLook(looker, windowThread, this::failToLook);
        this.settings = new CheckSettings(lab.setupProperty().get(), this::changeSettings);
        lab.openedProperty().addListener((_, _, _) -> startOver());
        lab.latestProperty().addListener(_ -> judgeAge());
        lab.runningProperty().addListener(_ -> followRun());
        settings.epsilon.addListener(_ -> {
            changeSettings();
            lookAgain();
        });
        close.chosen.addListener(_ -> lookAgain());
    }

    // Opening and closing

    /// Checks at once if the last report is not of what there is now; closing ends a check that runs.
    public void setOpen(boolean wanted) {
        if (wanted == open.get()) {
            return;
        }
        open.set(wanted);
        lab.watchNumbers(this, wanted);
        if (wanted) {
            lab.pause();
            ask(true);
        } else {
            cancel();
        }
    }

    /// Another document.
    private void startOver() {
        cancel();
        checked.set(null);
        close.startOver();
        stale.set(false);
        problem.set("");
        settings.startOver(lab.documentProperty().get().setup());
        judgeSettings();
        if (open.get()) {
            // The session is told of the document after this.
            windowThread.execute(() -> ask(true));
        }
    }

    // Checking

    /// Checks the run as it stands, in the place of a check that runs.
    public void check() {
        ask(false);
    }

    /// @param onlyIfNeeded a report that says the same stays
    private void ask(boolean onlyIfNeeded) {
        stop();
        CheckRun wish = new CheckRun(clock);
        underway = wish;
        problem.set("");
        progress.set(wish.progress());
        var _ =
                lab.snapshot()
                        .thenAcceptAsync(
                                it -> {
                                    if (!wish.isStopped() && onlyIfNeeded && isChecked(it)) {
                                        end();
                                    } else if (!wish.isStopped()) {
                                        start(it, wish);
                                    }
                                },
                                windowThread);
    }

    private boolean isChecked(Command.Snapshot now) {
        Checked before = checked.get();
        return before != null && due.get().isEmpty() && before.isOf(now);
    }

    private void start(Command.Snapshot now, CheckRun wish) {
        CheckPlan plan = settings.planFor(now);
        SampleChoice samples = settings.choice.get();
        checks.ask(() -> wish.make(now, samples, plan));
    }

    private void receive(Optional<Checked> found) {
        end();
        found.ifPresent(it -> {
            checked.set(it);
            if (settings.choice.get() instanceof SampleChoice.Worst) {
                settings.choice.set(it.choice());
            }
            judgeAge();
            judgeSettings();
            close.choose(it, settings.epsilon.get());
        });
    }

    private void fail(Throwable failure) {
        end();
        String hint =
                failure instanceof GradientCheck.NotFiniteException
                        ? "; go back to a step where it is, or train with a smaller learning rate"
                        : "";
        problem.set(failure.getMessage() + hint);
    }

    /// Ends the check that runs; the report of before stays.
    public void cancel() {
        stop();
        end();
    }

    private void stop() {
        if (underway != null) {
            underway.stop();
        }
        checks.forget();
    }

    private void end() {
        underway = null;
        progress.set(Progress.NONE);
    }

    // What is checked

    /// Takes other samples; without a fitting answer everything stays as it is.
    ///
    /// @return why it cannot be, with a way out
    public Optional<String> choose(SampleChoice next) {
        Optional<String> refused = SampleChoices.problem(next, lab.setupProperty().get());
        if (refused.isEmpty()) {
            settings.choice.set(next);
            changeSettings();
        }
        problem.set(refused.orElse(""));
        return refused;
    }

    /// A quick check is made again, a slow one waits until it is asked for.
    private void changeSettings() {
        judgeSettings();
        if (open.get() && isQuick()) {
            ask(true);
        }
    }

    private boolean isQuick() {
        CheckRun now = underway;
        Checked before = checked.get();
        return now != null ? now.seconds() < QUICK_SECONDS : before != null && before.seconds() < QUICK_SECONDS;
    }

    private void judgeSettings() {
        Checked now = checked.get();
        due.set(now == null ? "" : settings.otherThanIn(now));
    }

    private void judgeAge() {
        Checked now = checked.get();
        stale.set(now != null && !now.isOf(lab.latestProperty().get()));
        followRun();
    }

    /// What has changed and stands still is checked again, if that is quick.
    private void followRun() {
        boolean standsStill = !lab.runningProperty().get() && underway == null;
        if (open.get() && stale.get() && standsStill && isQuick()) {
            ask(true);
        }
    }

    // Looking closely

    private void lookAgain() {
        close.again(checked.get(), settings.epsilon.get());
    }

    private void failToLook(Throwable failure) {
        problem.set(String.valueOf(failure.getMessage()));
    }

    // What views bind to

    /// To be called at each turn of the screen, with the time in nanoseconds: shows how far a check is.
    public void turn(long nanoTime) {
        CheckRun now = underway;
        if (now != null && nanoTime - progressShownAt >= BETWEEN_PROGRESS) {
            progressShownAt = nanoTime;
            progress.set(now.progress());
        }
    }

    public LabModel lab() {
        return lab;
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    /// Which samples form the batch: the first 32 of the training set, or all, unless others are chosen.
    public ReadOnlyObjectProperty<SampleChoice> choiceProperty() {
        return settings.choice.getReadOnlyProperty();
    }

    /// By how much a number w is moved, times `max(1, |w|)`; from [#SMALLEST_EPSILON] to [#LARGEST_EPSILON].
    public DoubleProperty epsilonProperty() {
        return settings.epsilon;
    }

    /// How many numbers of each tensor are looked at, drawn by the seed of the run; [CheckPlan#ALL] for all.
    public IntegerProperty perTensorProperty() {
        return settings.perTensor;
    }

    /// The last report; null as long as there is none of this document.
    public ReadOnlyObjectProperty<@Nullable Checked> checkedProperty() {
        return checked.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Progress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// The number that is looked at closely. After a report it is the one that tells most, unless one was chosen
    /// before that is still there.
    public ObjectProperty<Optional<NumberId>> chosenProperty() {
        return close.chosen;
    }

    /// Of the chosen number, at the ε of now; null as long as there is none.
    public ReadOnlyObjectProperty<@Nullable CheckLook> lookProperty() {
        return close.look.getReadOnlyProperty();
    }

    /// Whether the run has gone on or was changed since the report was made, so that its gradients are others.
    public ReadOnlyBooleanProperty staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /// What has been chosen otherwise since the report was made, such as "ε and batch"; empty when nothing.
    public ReadOnlyStringProperty dueProperty() {
        return due.getReadOnlyProperty();
    }

    /// Why there is nothing new to see; empty when all is well.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Whether the chosen number is being looked at.
    public boolean isLooking() {
        return close.isBusy();
    }

    /// Whether a check is being made, or is waiting for that.
    public boolean isBusy() {
        return underway != null;
    }
}
