package backproplab.ui.viewmodel;

import backproplab.training.Checkpoint;
import backproplab.training.Command;
import backproplab.training.TrainingSession;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// A recent copy of the parameters, with the setup that they belong to, kept fresh while somebody looks at it.
///
/// One copy is asked for at a time. What was asked for before a command that puts other numbers in their place is dropped
/// when it comes, and asked for again.
final class FreshNumbers {
    private final TrainingSession session;
    private final Executor windowThread;
    private final Set<Object> watchers = new HashSet<>();
    private final ReadOnlyObjectWrapper<Command.Snapshot> latest;
    private final ReadOnlyObjectWrapper<Checkpoint> numbers;
    private boolean underWay;
    private boolean wantedAgain;
    private long jumps;

    FreshNumbers(TrainingSession session, Executor windowThread, Command.Snapshot first) {
        this.session = session;
        this.windowThread = windowThread;
        this.latest = new ReadOnlyObjectWrapper<>(first);
        this.numbers = new ReadOnlyObjectWrapper<>(first.checkpoint());
    }

    void watch(Object watcher, boolean wanted) {
        if (wanted ? watchers.add(watcher) : watchers.remove(watcher)) {
            refresh();
        }
    }

    void refresh() {
        if (watchers.isEmpty() || underWay) {
            wantedAgain = underWay;
            return;
        }
        underWay = true;
        wantedAgain = false;
        long jumpsBefore = jumps;
        CompletableFuture<Command.Snapshot> answer = new CompletableFuture<>();
        session.submit(new Command.TakeCheckpoint(answer));
        var _ =
                answer.whenCompleteAsync(
                        (snapshot, failure) -> {
                            underWay = false;
                            if (failure == null && jumps == jumpsBefore) {
                                take(Objects.requireNonNull(snapshot));
                            }
                            if (wantedAgain || jumps != jumpsBefore) {
                                refresh();
                            }
                        },
                        windowThread);
    }

    /// A command has been given that puts other numbers in the place of these.
    void jump() {
        jumps++;
    }

    void take(Command.Snapshot snapshot) {
        numbers.set(snapshot.checkpoint());
        latest.set(snapshot);
    }

    ReadOnlyObjectProperty<Command.Snapshot> latestProperty() {
        return latest.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Checkpoint> numbersProperty() {
        return numbers.getReadOnlyProperty();
    }
}
