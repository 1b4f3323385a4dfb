package backproplab.ui.viewmodel;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// The test's own thread in place of the window's: what is sent to it waits until the test takes it.
public final class WindowThread implements Executor {
    private static final long PATIENCE_SECONDS = 30;

    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    /// Takes what comes until `condition` holds.
    public void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            try {
                Runnable next = waiting.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("nothing came for %d s".formatted(PATIENCE_SECONDS));
                }
                next.run();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
