package backproplab.ui.viewmodel;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Computes what a view shows away from the thread of the window: one job at a time, of those that wait only the
/// newest, and nothing that [#forget] was called after.
///
/// Results come in the order in which they were asked for, so that an older one is never drawn over a newer one. After
/// a job it rests three times as long as the job took: all pictures together leave training its core.
public final class NewestJob<R> {
    private static final int REST = 3;

    /// One thread for the pictures of all views.
    private static final ExecutorService WORKER =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("pictures").daemon().factory());

    private final Executor worker;
    private final Executor windowThread;
    private final Consumer<R> receiver;
    private final Consumer<Throwable> onFailure;

    // Below: touched by the thread of the window only.
    private @Nullable Supplier<R> waiting;
    private boolean busy;
    private long forgotten;
    private long restsUntil;

    /// On the thread that the pictures of all views share.
    ///
    /// @param windowThread where results are received
    public NewestJob(Executor windowThread, Consumer<R> receiver, Consumer<Throwable> onFailure) {
        this(WORKER, windowThread, receiver, onFailure);
    }

    NewestJob(Executor worker, Executor windowThread, Consumer<R> receiver, Consumer<Throwable> onFailure) {
        this.worker = worker;
        this.windowThread = windowThread;
        this.receiver = receiver;
        this.onFailure = onFailure;
    }

    /// Has `job` run, at once or after the one that runs, in place of any that waits.
    public void ask(Supplier<R> job) {
        waiting = job;
        startNext();
    }

    /// From now on nothing is received that was asked for before.
    public void forget() {
        forgotten++;
        waiting = null;
        restsUntil = System.nanoTime();
    }

    /// Whether something runs or waits.
    public boolean isBusy() {
        return busy || waiting != null;
    }

    /// Whether a job that is only one of many of a running training may be asked for.
    public boolean isRested() {
        return !isBusy() && System.nanoTime() - restsUntil >= 0;
    }

    private void startNext() {
        Supplier<R> job = waiting;
        if (busy || job == null) {
            return;
        }
        waiting = null;
        busy = true;
        long before = forgotten;
        worker.execute(() -> run(job, before));
    }

    private void run(Supplier<R> job, long before) {
        long start = System.nanoTime();
        R result = null;
        RuntimeException failure = null;
        try {
            result = job.get();
        } catch (RuntimeException e) {
            failure = e;
        }
        long took = System.nanoTime() - start;
        R found = result;
        RuntimeException failed = failure;
        windowThread.execute(() -> {
            busy = false;
            restsUntil = System.nanoTime() + REST * took;
            if (before == forgotten) {
                if (failed != null) {
                    onFailure.accept(failed);
                } else {
                    receiver.accept(found);
                }
            }
            startNext();
        });
    }
}
