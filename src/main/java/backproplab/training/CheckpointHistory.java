package backproplab.training;

import java.util.ArrayList;
import java.util.List;

/// Checkpoints to go back to, spread over the whole run in bounded memory: when it is full, every second one is
/// dropped and the distance between the next ones doubles. The first one always stays.
final class CheckpointHistory {
    private static final int MOST = 64;
    private static final long MOST_BYTES = 48L << 20;

    private final List<Command.Snapshot> kept = new ArrayList<>();
    private final int capacity;
    private long interval = 1;

    CheckpointHistory(Command.Snapshot start) {
        long fitting = MOST_BYTES / Math.max(1, start.checkpoint().bytes());
        capacity = Math.clamp(fitting, 4, MOST);
        kept.add(start);
    }

    /// Whether a checkpoint of `step` is wanted.
    boolean wants(long step) {
        return step - stepOf(kept.getLast()) >= interval;
    }

    void add(Command.Snapshot snapshot) {
        if (kept.size() == capacity) {
            for (int i = kept.size() - 1; i > 0; i -= 2) {
                kept.remove(i);
            }
            interval *= 2;
        }
        kept.add(snapshot);
    }

    /// The last one at or before `step`, or the first; what lies after it is forgotten, since the run goes on from
    /// there anew.
    Command.Snapshot backTo(long step) {
        while (kept.size() > 1 && stepOf(kept.getLast()) > step) {
            kept.removeLast();
        }
        return kept.getLast();
    }

    /// The steps that can be gone back to, in ascending order.
    List<Long> steps() {
        return kept.stream().map(CheckpointHistory::stepOf).toList();
    }

    private static long stepOf(Command.Snapshot snapshot) {
        return snapshot.checkpoint().step();
    }
}
