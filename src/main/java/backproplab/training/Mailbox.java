package backproplab.training;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;

/// Hands values to another thread such that at most one delivery waits there: a newer value merges into the one
/// that waits. So the receiver never lags behind, and, as merging keeps extremes, nothing that happened is lost.
///
/// @param <T> immutable
public final class Mailbox<T> {
    private final AtomicReference<@Nullable T> waiting = new AtomicReference<>();
    private final BinaryOperator<T> merge;
    private final Executor receiverThread;
    private final Consumer<T> receiver;

    /// @param merge the older value and the newer one; free of side effects, it may be called again
    /// @param receiverThread runs the deliveries: `Platform::runLater` for a window, `Runnable::run` for none
    public Mailbox(BinaryOperator<T> merge, Executor receiverThread, Consumer<T> receiver) {
        this.merge = merge;
        this.receiverThread = receiverThread;
        this.receiver = receiver;
    }

    public void post(T value) {
        T before = waiting.getAndAccumulate(value, (old, it) -> old == null || it == null ? it : merge.apply(old, it));
        if (before == null) {
            receiverThread.execute(this::deliver);
        }
    }

    /// Whether a delivery waits for the receiver.
    public boolean isWaiting() {
        return waiting.get() != null;
    }

    private void deliver() {
        T value = waiting.getAndSet(null);
        if (value != null) {
            receiver.accept(value);
        }
    }
}
