package backproplab.ui.viewmodel;

import backproplab.network.Parameters;
import backproplab.training.Command;
import backproplab.training.TrainingSetup;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// What undo and redo go back to.
final class EditHistory {
    private static final int MOST = 200;

    /// Of a run, all numbers are kept.
    private static final int MOST_RUNS = 20;

    private final Deque<Entry> undo = new ArrayDeque<>();
    private final Deque<Entry> redo = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();

    /// What can be gone back to.
    sealed interface Entry {}

    /// How things stood before an edit.
    ///
    /// @param run where the run stood, for an edit that began another one; null when the run went on
    record Stand(TrainingSetup setup, @Nullable CompletableFuture<Command.RunPoint> run) implements Entry {}

    /// What one number was before it was set by hand.
    ///
    /// @param back what it is set to when it is gone back to
    /// @param on what it is set to when that is taken back in turn
    record OneNumber(Parameters.Key key, int index, CompletableFuture<Double> back, CompletableFuture<Double> on)
            implements Entry {
        OneNumber reversed() {
            return new OneNumber(key, index, on, back);
        }
    }

    /// An edit has been made; one that changes nothing is none.
    void add(Stand before, TrainingSetup after) {
        if (before.run() != null || !before.setup().equals(after)) {
            add(before);
        }
    }

    void add(Entry before) {
        push(undo, before);
        redo.clear();
        update();
    }

    private static void push(Deque<Entry> stack, Entry entry) {
        stack.push(entry);
        if (stack.size() > MOST) {
            stack.removeLast();
        }
        if (keepsRun(entry)) {
            forgetOldRuns(stack);
        }
    }

    /// Undo then still brings the setup back.
    private static void forgetOldRuns(Deque<Entry> stack) {
        List<Entry> newestFirst = new ArrayList<>(stack);
        int runs = 0;
        stack.clear();
        for (Entry entry : newestFirst) {
            boolean tooOld = keepsRun(entry) && ++runs > MOST_RUNS;
            stack.addLast(tooOld && entry instanceof Stand stand ? new Stand(stand.setup(), null) : entry);
        }
    }

    private static boolean keepsRun(Entry entry) {
        return entry instanceof Stand stand && stand.run() != null;
    }

    /// What the next undo goes back to; null when there is none.
    @Nullable Entry nextUndo() {
        return undo.peek();
    }

    @Nullable Entry nextRedo() {
        return redo.peek();
    }

    /// The last edit is undone.
    ///
    /// @param now how things stood until then
    void undone(Entry now) {
        undo.pop();
        push(redo, now);
        update();
    }

    void redone(Entry now) {
        redo.pop();
        push(undo, now);
        update();
    }

    void clear() {
        undo.clear();
        redo.clear();
        update();
    }

    private void update() {
        canUndo.set(!undo.isEmpty());
        canRedo.set(!redo.isEmpty());
    }

    /// All that can come back.
    List<TrainingSetup> setups() {
        return Stream.concat(undo.stream(), redo.stream())
                .flatMap(it -> it instanceof Stand stand ? Stream.of(stand.setup()) : Stream.empty())
                .toList();
    }

    ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty canRedoProperty() {
        return canRedo.getReadOnlyProperty();
    }
}
