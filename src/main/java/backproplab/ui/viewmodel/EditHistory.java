package backproplab.ui.viewmodel;

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

    /// How things stood before an edit.
    ///
    /// @param run where the run stood, for an edit that began another one; null when the run went on
    record Entry(TrainingSetup setup, @Nullable CompletableFuture<Command.RunPoint> run) {}

    /// An edit has been made; one that changes nothing is none.
    void add(Entry before, TrainingSetup after) {
        if (before.run() != null || !before.setup().equals(after)) {
            push(undo, before);
            redo.clear();
            update();
        }
    }

    private static void push(Deque<Entry> stack, Entry entry) {
        stack.push(entry);
        if (stack.size() > MOST) {
            stack.removeLast();
        }
        if (entry.run() != null) {
            forgetOldRuns(stack);
        }
    }

    /// Undo then still brings the setup back.
    private static void forgetOldRuns(Deque<Entry> stack) {
        List<Entry> newestFirst = new ArrayList<>(stack);
        int runs = 0;
        stack.clear();
        for (Entry entry : newestFirst) {
            boolean keeps = entry.run() == null || ++runs <= MOST_RUNS;
            stack.addLast(keeps ? entry : new Entry(entry.setup(), null));
        }
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
        return Stream.concat(undo.stream(), redo.stream()).map(Entry::setup).toList();
    }

    ReadOnlyBooleanProperty canUndoProperty() {
        return canUndo.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty canRedoProperty() {
        return canRedo.getReadOnlyProperty();
    }
}
