package backproplab.ui.viewmodel;

import backproplab.backprop.TraceRecorder.ParameterChange;
import backproplab.network.Parameters;
import backproplab.training.Command;
import backproplab.training.TraceLab;
import backproplab.training.TracedSamples;
import backproplab.training.TrainingSetup;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// What is to be traced: which samples, at which point of the run, and what if. Has it traced in the background, of
/// several wishes the newest.
final class PassRequests {
    private static final SampleChoice FIRST = new SampleChoice.Row(0);

    private final LabModel lab;
    private final Executor windowThread;
    private final Executor worker;
    private final Consumer<TracedPass> receiver;
    private final Tracer tracer = new Tracer();
    private final NewestJob<TracedPass> job;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final List<Runnable> waiting = new ArrayList<>();
    private SampleChoice choice = FIRST;
    private List<ParameterChange> changes = List.of();
    private Command.@Nullable Snapshot point;

    /// The last that was received.
    private Optional<TracedPass> pass = Optional.empty();

    private boolean open;
    private boolean outdated;

    PassRequests(LabModel lab, Executor windowThread, Executor worker, Consumer<TracedPass> receiver) {
        this.lab = lab;
        this.windowThread = windowThread;
        this.worker = worker;
        this.receiver = receiver;
        this.job = new NewestJob<>(worker, windowThread, this::receive, this::fail);
        lab.latestProperty().subscribe(this::reach);
    }

    void setOpen(boolean wanted) {
        open = wanted;
        if (wanted) {
            point = null;
            lab.pause();
        } else {
            job.forget();
        }
        lab.watchNumbers(this, wanted);
    }

    /// Another document.
    void startOver() {
        choice = FIRST;
        changes = List.of();
        point = null;
        pass = Optional.empty();
        job.forget();
    }

    private void reach(Command.Snapshot next) {
        if (!open || isSame(point, next)) {
            return;
        }
        point = next;
        changes = List.of();
        if (!fits(choice, next)) {
            choice = FIRST;
        }
        outdated = true;
        askIfDue();
    }

    /// Copies of a run that stands still are equal.
    private static boolean isSame(Command.@Nullable Snapshot a, Command.Snapshot b) {
        return a != null
                && a.checkpoint().step() == b.checkpoint().step()
                && a.setup().equals(b.setup())
                && a.checkpoint().parameters().asMap().equals(b.checkpoint().parameters().asMap());
    }

    private static boolean fits(SampleChoice choice, Command.Snapshot at) {
        return SampleChoices.problem(choice, at.setup()).isEmpty();
    }

    // Wishes

    Optional<String> choose(SampleChoice next) {
        Optional<String> refused = SampleChoices.problem(next, setup());
        if (refused.isEmpty()) {
            choice = next;
            ask();
        }
        problem.set(refused.orElse(""));
        return refused;
    }

    private TrainingSetup setup() {
        return point == null ? lab.setupProperty().get() : point.setup();
    }

    void setParameter(Parameters.Key key, int index, double value) {
        List<ParameterChange> next = new ArrayList<>(changes);
        next.removeIf(it -> it.key().equals(key) && it.index() == index);
        if (point == null || point.checkpoint().parameters().get(key).get(index) != value) {
            next.add(new ParameterChange(key, index, value));
        }
        changes = List.copyOf(next);
        ask();
    }

    void setInput(String name, int sample, int index, double value) {
        edited().ifPresent(it -> type(it, it.samples().withInput(name, sample, index, value)));
    }

    Optional<String> setTarget(String layer, int sample, int index, double value) {
        return edited().flatMap(it -> type(it, it.samples().withTarget(layer, sample, index, value)));
    }

    Optional<String> type(TracedSamples typed) {
        return edited().flatMap(it -> type(it, typed));
    }

    private Optional<String> type(SampleChoice.Typed edited, TracedSamples now) {
        if (now.equals(edited.before())) {
            return choose(edited.from());
        }
        boolean isOfSet = now.count() == edited.before().count();
        return choose(
                new SampleChoice.Typed(
                        now, isOfSet ? edited.before() : now, isOfSet ? edited.rows() : List.of(), edited.from()));
    }

    /// The newest that were asked for, so that one of two changes made in one go is not lost; else what is on the screen.
    private Optional<SampleChoice.Typed> edited() {
        if (choice instanceof SampleChoice.Typed typed) {
            return Optional.of(typed);
        }
        return pass.map(it -> new SampleChoice.Typed(it.samples(), it.original(), it.rows(), it.choice().original()));
    }

    void resetWhatIf() {
        changes = List.of();
        choice = choice.original();
        ask();
    }

    void keepWhatIf() {
        List<ParameterChange> kept = changes;
        kept.forEach(it -> lab.setParameter(it.key(), it.index(), it.value()));
    }

    CompletableFuture<TraceLab.Nudge> nudge(Parameters.Key key, int index, double epsilon) {
        TracedPass now = pass.orElseThrow(() -> new IllegalStateException("nothing has been traced yet"));
        return CompletableFuture.supplyAsync(() -> tracer.nudge(now, key, index, epsilon), worker)
                .thenApplyAsync(it -> it, windowThread);
    }

    /// Runs once the next pass is there.
    void whenTraced(Runnable then) {
        waiting.add(then);
    }

    // Tracing

    private void ask() {
        Command.Snapshot at = point;
        if (at != null) {
            outdated = false;
            TracedPass.Request request = new TracedPass.Request(at, choice, changes);
            job.ask(() -> tracer.trace(request));
        }
    }

    /// While the network trains, passes leave the processor to it.
    void askIfDue() {
        if (outdated && (lab.runningProperty().get() ? job.isRested() : !job.isBusy())) {
            ask();
        }
    }

    private void receive(TracedPass traced) {
        boolean isNewest = !job.isBusy();
        if (isNewest && choice instanceof SampleChoice.Worst) {
            choice = traced.choice();
        }
        problem.set("");
        pass = Optional.of(traced);
        receiver.accept(traced);
        List<Runnable> next = List.copyOf(waiting);
        waiting.clear();
        next.forEach(Runnable::run);
    }

    private void fail(Throwable failure) {
        problem.set(String.valueOf(failure.getMessage()));
    }

    /// Whether a pass is being traced, or is waiting for that.
    boolean isBusy() {
        return outdated || job.isBusy();
    }

    /// Why there is nothing new; empty when all is well.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
