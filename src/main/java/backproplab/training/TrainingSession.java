package backproplab.training;

import backproplab.statistics.Divergence;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The one background thread that trains. It alone owns and writes the parameters.
///
/// [Command]s go in from any thread and are taken up between two steps. [TrainingProgress] comes out through a
/// [Mailbox]: immutable, merged while the receiver is busy, at most about thirty times a second however fast the
/// training is. Modes of the thread: *paused* (waits for a command), *counting down* steps, *running*.
///
/// Every `Replace`, `Reset`, `NewWeights` and `Resume` begins a new generation from the moment it is submitted: progress of
/// an older one is dropped, even when it was already on its way.
public final class TrainingSession implements AutoCloseable {
    private static final long PUBLISH_INTERVAL_NANOS = 33_000_000;
    private static final long UNTIL_PAUSED = Long.MAX_VALUE;

    private final BlockingQueue<Ticket> commands = new LinkedBlockingQueue<>();
    private final AtomicLong latestGeneration = new AtomicLong();
    private final Mailbox<TrainingProgress> mailbox;
    private final Thread thread;

    // Below: touched by the session's thread only.
    private long generation;
    private Run run;
    private long stepsLeft;
    private double stepsPerSecond = Double.POSITIVE_INFINITY;
    private long nextStepNanos;
    private long lastPublishNanos;

    private record Ticket(Command command, long generation) {}

    /// Starts paused.
    ///
    /// @param start taken over: nobody else may write its numbers from now on
    /// @param receiverThread where `receiver` is called: `Platform::runLater` for a window
    public TrainingSession(
            TrainingSetup setup, Checkpoint start, Executor receiverThread, Consumer<TrainingProgress> receiver) {
        this.mailbox =
                new Mailbox<>(
                        TrainingProgress::merge,
                        receiverThread,
                        it -> {
                            if (it.generation() == latestGeneration.get()) {
                                receiver.accept(it);
                            }
                        });
        this.run = new Run(setup, start);
        this.thread = Thread.ofPlatform().name("training").daemon().unstarted(this::loop);
        thread.start();
    }

    /// Asks for something; returns at once.
    public void submit(Command command) {
        boolean beginsGeneration =
                switch (command) {
                    case Command.Replace _, Command.Reset _, Command.NewWeights _, Command.Resume _ -> true;
                    default -> false;
                };
        long of = beginsGeneration ? latestGeneration.incrementAndGet() : latestGeneration.get();
        commands.add(new Ticket(command, of));
    }

    /// Ends the thread after the step that it is making.
    @Override
    public void close() {
        submit(new Command.Close());
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        report(new SessionEvent.Started(run.step(), run.setup()));
        while (true) {
            try {
                Ticket ticket = nextCommand();
                if (ticket == null) {
                    step();
                } else if (ticket.command() instanceof Command.Close) {
                    return;
                } else {
                    execute(ticket);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                stepsLeft = 0;
                post(List.of(new SessionEvent.Failed(run.step(), e))); // evaluating might fail in the same way
            }
        }
    }

    /// The next command, waiting as long as no step is due; null when one is.
    private @Nullable Ticket nextCommand() throws InterruptedException {
        if (stepsLeft == 0) {
            return commands.take();
        }
        if (Double.isInfinite(stepsPerSecond)) {
            return commands.poll();
        }
        long wait = nextStepNanos - System.nanoTime();
        return wait > 0 ? commands.poll(wait, TimeUnit.NANOSECONDS) : commands.poll();
    }

    private void step() {
        schedule();
        Optional<Divergence> divergence = run.makeStep();
        if (divergence.isPresent()) {
            stepsLeft = 0;
            report(new SessionEvent.Diverged(run.step(), divergence.get()));
            return;
        }
        if (isCountingDown()) {
            stepsLeft--;
        }
        if (stepsLeft == 0) {
            publishAll();
        } else {
            publish();
        }
    }

    /// A session that has fallen behind does not hurry afterwards.
    private void schedule() {
        long now = System.nanoTime();
        long period = (long) (1e9 / stepsPerSecond);
        nextStepNanos = Math.max(nextStepNanos + period, now);
    }

    private void execute(Ticket ticket) {
        generation = Math.max(generation, ticket.generation());
        switch (ticket.command()) {
            case Command.Run _ -> go(UNTIL_PAUSED);
            case Command.Pause _ -> {
                stepsLeft = 0;
                publishAll();
            }
            case Command.Steps steps -> go(isCountingDown() ? stepsLeft + steps.count() : steps.count());
            case Command.FinishEpoch _ -> go(run.stepsToEpochEnd());
            case Command.SetSpeed speed -> {
                stepsPerSecond = speed.stepsPerSecond();
                nextStepNanos = System.nanoTime();
            }
            case Command.Change change -> {
                run = run.changedTo(change.setup(), change.takesBack());
                report(new SessionEvent.Changed(run.step(), change.setup()));
            }
            case Command.Replace replace -> begin(new Run(replace.setup(), replace.start()));
            case Command.Reset _ -> begin(run.fromItsStart());
            case Command.NewWeights _ -> begin(run.withNewWeights());
            case Command.Resume resume -> begin(Run.resumed(resume.setup(), resume.run().join()));
            case Command.Rewind rewind -> {
                stepsLeft = 0;
                run = run.backTo(rewind.step());
                report(new SessionEvent.Rewound(run.step(), run.setup()));
            }
            case Command.SetParameter set -> {
                run.setParameter(set.key(), set.index(), set.value().join());
                publishAll();
            }
            case Command.TraceSample trace -> answer(trace.answer(), () -> run.trace(trace.sample()));
            case Command.TakeCheckpoint take -> answer(take.answer(), () -> run.snapshot());
            case Command.TakeRun take -> answer(take.answer(), () -> run.point());
            case Command.Close _ -> throw new IllegalStateException("the loop ends before it is executed");
        }
    }

    private boolean isCountingDown() {
        return stepsLeft != UNTIL_PAUSED;
    }

    private void go(long steps) {
        stepsLeft = steps;
        nextStepNanos = System.nanoTime();
    }

    private void begin(Run fresh) {
        stepsLeft = 0;
        run = fresh;
        report(new SessionEvent.Started(run.step(), run.setup()));
    }

    /// The answer to a question goes to who asked, and so does a question that cannot be answered.
    private static <T> void answer(CompletableFuture<T> answer, Supplier<T> question) {
        try {
            answer.complete(question.get());
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    /// Often enough for the eye, seldom enough not to be felt: at full speed most steps only add to what the next
    /// delivery tells.
    private void publish() {
        long now = System.nanoTime();
        if (now - lastPublishNanos >= PUBLISH_INTERVAL_NANOS) {
            lastPublishNanos = now;
            run.evaluateWhenDue(now);
            post(List.of());
        }
    }

    /// All that there is to say, evaluated at this very step: when the run comes to a stop.
    private void publishAll() {
        run.evaluate();
        post(List.of());
    }

    private void report(SessionEvent event) {
        run.evaluate();
        post(List.of(event));
    }

    private void post(List<SessionEvent> events) {
        mailbox.post(run.progress(generation, stepsLeft > 0, events));
    }
}
