package backproplab.tensor;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Threads that help with one large loop at a time. Who calls [#split] works as well, and takes what is left when a helper
/// comes late, so that a busy machine costs the help and nothing else.
///
/// What is split are loops whose turns write different numbers, never a sum: so the bits do not depend on how many
/// threads there are, nor on which of them does what.
///
/// How many there are, the caller included, says the system property [Kernels#THREADS], once at start; all processors
/// when it is not set. Nothing is allocated per call.
final class Workers {
    /// Some of the turns of a loop: `from … to − 1`.
    interface Part {
        void run(int from, int to);
    }

    static final int THREADS =
            Math.max(1, Integer.getInteger(Kernels.THREADS, Runtime.getRuntime().availableProcessors()));

    /// Parts per thread: some more than one, so that nobody waits long for a thread that was interrupted.
    private static final int PARTS = 4;

    /// How often a helper looks for more work before it goes to sleep; waking it takes longer than many a loop.
    private static final int PATIENCE = 20_000;

    /// How long who waits for a helper leaves its processor to others.
    private static final long PAUSE_NANOS = 20_000;

    private static final int CLOSED = -1;

    private static final AtomicBoolean TAKEN = new AtomicBoolean();
    private static final Workers ALL = new Workers();

    /// How many helpers are at work on the present loop, or [#CLOSED]. Everything below is written before it opens.
    private final AtomicInteger helping = new AtomicInteger(CLOSED);

    private final AtomicInteger next = new AtomicInteger();
    private final Helper[] helpers = new Helper[THREADS - 1];
    private Part part = (_, _) -> {};
    private int turns;
    private int step;
    private volatile @Nullable Throwable failure;

    private Workers() {
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper();
            Thread.ofPlatform().name("kernels-" + (i + 1)).daemon().start(helpers[i]);
        }
    }

    /// Runs all turns of a loop; returns when all are done.
    ///
    /// @param turns how many there are
    /// @param multiple parts begin at multiples of it
    static void split(int turns, int multiple, Part part) {
        if (THREADS == 1 || turns <= multiple || !TAKEN.compareAndSet(false, true)) {
            part.run(0, turns); // whoever else is splitting at this moment has all the help
            return;
        }
        try {
            ALL.share(turns, multiple, part);
        } finally {
            TAKEN.set(false);
        }
    }

    private void share(int turns, int multiple, Part part) {
        this.part = part;
        this.turns = turns;
        int wanted = (turns + PARTS * THREADS - 1) / (PARTS * THREADS);
        step = (wanted + multiple - 1) / multiple * multiple;
        failure = null;
        next.set(0);
        helping.set(0);
        for (Helper helper : helpers) {
            helper.call();
        }
        try {
            work();
        } finally {
            close();
        }
        Throwable failed = failure;
        if (failed != null) {
            throw new IllegalStateException("a part of a loop failed on another thread", failed);
        }
    }

    /// Waits for the helpers that are still at work. The processor of one that was interrupted may be this one.
    private void close() {
        for (int i = 0; !helping.compareAndSet(0, CLOSED); i++) {
            if (i < PATIENCE) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void work() {
        for (int from = next.getAndAdd(step); from < turns; from = next.getAndAdd(step)) {
            part.run(from, Math.min(turns, from + step));
        }
    }

    private boolean join() {
        for (int others = helping.get(); others != CLOSED; others = helping.get()) {
            if (helping.compareAndSet(others, others + 1)) {
                return true;
            }
        }
        return false;
    }

    private final class Helper implements Runnable {
        private volatile @Nullable Thread asleep;

        void call() {
            Thread thread = asleep;
            if (thread != null) {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void run() {
            while (true) {
                awaitWork();
                try {
                    work();
                } catch (Throwable e) {
                    failure = e;
                    next.set(turns);
                } finally {
                    helping.decrementAndGet();
                }
            }
        }

        private void awaitWork() {
            for (int i = 0; i < PATIENCE; i++) {
                if (next.get() < turns && join()) {
                    return;
                }
                Thread.onSpinWait();
            }
            asleep = Thread.currentThread();
            while (!join()) {
                LockSupport.park(this);
            }
            asleep = null;
        }
    }
}
