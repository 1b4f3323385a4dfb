package backproplab.backprop;

import backproplab.backprop.GradientCheck.Progress;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Does numbered pieces of work on several threads, each with a tool of its own, while the caller's thread tells how far
/// it is. A piece writes where its number says, so that the result does not depend on who did it.
final class SideBySide {
    private static final int PORTION = 16;
    private static final long PROGRESS_MILLIS = 50;

    private SideBySide() {}

    /// A piece of work.
    interface Work<T> {
        void run(T tool, int piece);
    }

    /// @return whether all pieces were done: `progress` may stop them, and so does an interruption of the caller's thread
    static <T> boolean run(int pieces, int threads, Supplier<T> tools, Work<T> work, Progress progress) {
        if (!progress.show(0, pieces)) {
            return false;
        }
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(threads);
        List<Future<?>> workers = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory())) {
            for (int i = 0; i < threads; i++) {
                workers.add(
                        pool.submit(() -> {
                            try {
                                T tool = tools.get();
                                for (int from = next.getAndAdd(PORTION);
                                        from < pieces && !stopped.get();
                                        from = next.getAndAdd(PORTION)) {
                                    int to = Math.min(from + PORTION, pieces);
                                    for (int piece = from; piece < to; piece++) {
                                        work.run(tool, piece);
                                    }
                                    done.addAndGet(to - from);
                                }
                            } catch (RuntimeException | Error e) {
                                stopped.set(true);
                                throw e;
                            } finally {
                                ended.countDown();
                            }
                        }));
            }
            watch(ended, stopped, done, pieces, progress);
        }
        workers.forEach(SideBySide::result);
        return done.get() == pieces;
    }

    private static void watch(
            CountDownLatch ended, AtomicBoolean stopped, AtomicInteger done, int pieces, Progress progress) {
        try {
            while (!ended.await(PROGRESS_MILLIS, TimeUnit.MILLISECONDS)) {
                if (!progress.show(done.get(), pieces)) {
                    stopped.set(true);
                }
            }
            progress.show(done.get(), pieces);
        } catch (InterruptedException e) {
            stopped.set(true);
            Thread.currentThread().interrupt();
        }
    }

    /// Throws what the worker threw.
    private static void result(Future<?> worker) {
        try {
            worker.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("the work failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
