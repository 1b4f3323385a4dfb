package backproplab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import backproplab.activation.LeakyRelu;
import backproplab.backprop.BackwardTrace;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunctions;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.Clipping;
import backproplab.optimizer.Optimizers;
import backproplab.optimizer.Penalty;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

class TrainingSessionTest {
    private static final Parameters.Key HIDDEN_WEIGHTS = new Parameters.Key("hidden", "weights");

    private final LinkedBlockingQueue<TrainingProgress> received = new LinkedBlockingQueue<>();
    private final List<TrainingSession> sessions = new ArrayList<>();

    @AfterEach
    void closeSessions() {
        sessions.forEach(TrainingSession::close);
    }

    @Test
    void itMakesTheStepsThatATrainerMakes() throws Exception {
        TrainingSetup setup = Setups.sameSign();
        TrainingSession session = start(setup);
        session.submit(new Command.Steps(150));
        TrainingProgress end = await(it -> it.step() == 150 && !it.running());

        Trainer trainer = new Trainer(setup, Checkpoint.initial(setup));
        for (int i = 0; i < 150; i++) {
            trainer.step();
        }
        TrainerTest.assertSame(trainer.checkpoint(), checkpoint(session));
        assertEquals(150, end.evaluation().orElseThrow().step());
        assertEquals(
                new Evaluator(setup, trainer.parameters(), setup.training()).evaluate(150),
                end.evaluation().orElseThrow().training());
    }

    @Test
    void itRunsUntilItIsPaused() throws Exception {
        TrainingSession session = start(Setups.sameSign());
        session.submit(new Command.Run());
        await(it -> it.running() && it.step() > 500);
        session.submit(new Command.Pause());
        TrainingProgress paused = await(it -> !it.running());
        assertEquals(paused.step(), checkpoint(session).step());
    }

    @Test
    void anEpochEndsWhereTheDataEnd() throws Exception {
        TrainingSession session = start(Setups.sameSign()); // 50 samples in batches of 8: seven steps
        session.submit(new Command.Steps(3));
        session.submit(new Command.FinishEpoch());
        await(it -> it.step() == 7 && it.epoch() == 1 && !it.running());
        session.submit(new Command.FinishEpoch());
        await(it -> it.step() == 14 && it.epoch() == 2 && !it.running());
    }

    static Stream<Arguments> changesWhileRunning() {
        TrainingSetup setup = Setups.sameSign();
        UpdateRule rule = setup.rule();
        List<LayerDescription> layers = setup.network().layers();
        return Stream.of(
                arguments("rate", setup.with(rule.with(rule.optimizer().withLearningRate(0.5)))),
                arguments(
                        "momentum",
                        setup.with(rule.with(Optimizers.CATALOG.get("momentum").create(Map.of("momentum", 0.5))))),
                arguments("weight decay", setup.with(rule.with(new Penalty(0, 0.1, Penalty.DecayOn.ALL)))),
                arguments("clipping", setup.with(rule.with(new Clipping.Norm(0.01, 0)))),
                arguments(
                        "activation",
                        setup.with(
                                NetworkDescription.of(
                                        Shape.of(2),
                                        List.of(
                                                layers.get(0).with(OutputFunctions.of(new LeakyRelu(0.2))),
                                                layers.get(1))))));
    }

    /// The session goes on exactly as a trainer does that takes over its checkpoint with the changed setup.
    @ParameterizedTest(name = "{0}")
    @MethodSource("changesWhileRunning")
    void settingsChangeWithoutAReset(String name, TrainingSetup changed) throws Exception {
        TrainingSetup setup = Setups.sameSign();
        TrainingSession session = start(setup);
        makeSteps(session, 20);
        session.submit(new Command.Change(changed));
        makeSteps(session, 40);

        Trainer before = new Trainer(setup, Checkpoint.initial(setup));
        for (int i = 0; i < 20; i++) {
            before.step();
        }
        Trainer after = new Trainer(changed, before.checkpoint());
        for (int i = 0; i < 20; i++) {
            after.step();
        }
        TrainerTest.assertSame(after.checkpoint(), checkpoint(session));
    }

    @Test
    void aChangeDoesNotPauseTheRun() throws Exception {
        TrainingSetup setup = Setups.sameSign();
        TrainingSession session = start(setup);
        session.submit(new Command.Run());
        await(it -> it.running() && it.step() > 10);
        session.submit(new Command.Change(setup.with(setup.rule().with(new Clipping.Norm(0.01, 0)))));
        long changedAt = await(it -> it.events().stream().anyMatch(e -> e instanceof SessionEvent.Changed)).step();
        assertTrue(await(it -> it.step() > changedAt).running());
    }

    @Test
    void aResetKeepsTheSettingsOfNow() throws Exception {
        TrainingSetup setup = Setups.sameSign();
        TrainingSession session = start(setup);
        Parameters start = checkpoint(session).parameters();
        TrainingSetup slower = setup.with(setup.rule().with(setup.rule().optimizer().withLearningRate(0.001)));
        session.submit(new Command.Change(slower));
        makeSteps(session, 10);
        session.submit(new Command.Reset());
        CompletableFuture<Command.Snapshot> answer = new CompletableFuture<>();
        session.submit(new Command.TakeCheckpoint(answer));
        Command.Snapshot now = answer.get(10, TimeUnit.SECONDS);
        assertEquals(slower, now.setup());
        assertEquals(start.asMap(), now.checkpoint().parameters().asMap());
    }

    @Test
    void anotherNetworkKeepsTheWeightsOfUnchangedLayers() throws Exception {
        TrainingSetup setup = Setups.sameSign();
        TrainingSession session = start(setup);
        makeSteps(session, 20);
        Checkpoint before = checkpoint(session);
        List<LayerDescription> layers = setup.network().layers();
        NetworkDescription wider =
                NetworkDescription.of(
                        Shape.of(2),
                        List.of(
                                layers.get(0).with(OutputFunctions.of(new LeakyRelu(0.2))),
                                LayerDescription.of("between", new Dense(3), "hidden"),
                                new LayerDescription(
                                        "output",
                                        new Dense(1),
                                        layers.get(1).function(),
                                        List.of("between"),
                                        layers.get(1).initializer(),
                                        layers.get(1).biasInitializer())));
        session.submit(new Command.Change(setup.with(wider)));
        Checkpoint after = checkpoint(session);
        assertEquals(before.parameters().get(HIDDEN_WEIGHTS), after.parameters().get(HIDDEN_WEIGHTS));
        assertEquals(3, after.parameters().get("output", "weights").size());
        assertEquals(20, after.step());
        makeSteps(session, 25);
    }

    @Test
    void aResetGivesTheSameWeightsAndNewWeightsOthers() throws Exception {
        TrainingSession session = start(Setups.sameSign());
        Parameters start = checkpoint(session).parameters();
        makeSteps(session, 20);
        session.submit(new Command.Reset());
        Checkpoint reset = checkpoint(session);
        assertEquals(start.asMap(), reset.parameters().asMap());
        assertEquals(0, reset.step());
        session.submit(new Command.NewWeights());
        assertNotEquals(start.get(HIDDEN_WEIGHTS), checkpoint(session).parameters().get(HIDDEN_WEIGHTS));
        assertEquals(2, await(it -> it.generation() == 2).generation());
    }

    @Test
    void aRewindGoesBackToAKeptStepExactly() throws Exception {
        TrainingSetup setup = Setups.sameSign();
        TrainingSession session = start(setup);
        makeSteps(session, 30);
        Checkpoint at30 = checkpoint(session);
        makeSteps(session, 100);
        session.submit(new Command.Rewind(30));
        TrainingProgress back = await(it -> it.events().stream().anyMatch(e -> e instanceof SessionEvent.Rewound));
        assertEquals(30, back.step());
        TrainerTest.assertSame(at30, checkpoint(session));
    }

    /// A result that is on its way when the model is replaced must not overwrite the newer one.
    @Test
    void aLateResultOfAnOlderGenerationIsDropped() throws Exception {
        LinkedBlockingQueue<Runnable> slowReceiver = new LinkedBlockingQueue<>();
        TrainingSession session = start(Setups.sameSign(), slowReceiver::add);
        session.submit(new Command.Steps(10));
        Runnable late = Objects.requireNonNull(slowReceiver.poll(10, TimeUnit.SECONDS));
        checkpoint(session); // the steps are made, their delivery waits
        session.submit(new Command.Reset());
        late.run();
        assertTrue(received.isEmpty() || received.stream().allMatch(it -> it.generation() == 1), received::toString);
    }

    /// However long the receiver sleeps, one delivery waits for it, and that one tells of every step and event.
    @Test
    void aSlowReceiverMissesNothing() throws Exception {
        LinkedBlockingQueue<Runnable> slowReceiver = new LinkedBlockingQueue<>();
        TrainingSetup setup = Setups.sameSign();
        TrainingSession session = start(setup, slowReceiver::add);
        session.submit(new Command.Steps(400));
        session.submit(new Command.Steps(300));
        while (checkpoint(session).step() < 700) {
            Thread.onSpinWait();
        }
        checkpoint(session); // what the last step had to tell is told
        assertEquals(1, slowReceiver.size());
        slowReceiver.remove().run();
        TrainingProgress all = received.remove();
        assertEquals(0, all.steps().orElseThrow().firstStep());
        assertEquals(699, all.steps().orElseThrow().lastStep());
        assertEquals(700, all.steps().orElseThrow().loss().count());
        assertInstanceOf(SessionEvent.Started.class, all.events().getFirst());
    }

    @Test
    void divergenceStopsTheRunAndKeepsTheLastFiniteState() throws Exception {
        TrainingSetup setup = Setups.exploding(3);
        Parameters.Key weights = new Parameters.Key("output", "weights");
        Checkpoint start = Checkpoint.initial(setup, Map.of(weights, Tensor.matrix(new double[] {1})));
        TrainingSession session = start(setup, start);
        session.submit(new Command.Run());
        TrainingProgress stopped = await(it -> it.events().stream().anyMatch(e -> e instanceof SessionEvent.Diverged));
        assertFalse(stopped.running());
        assertEquals(148, stopped.step()); // reference case I39
        assertTrue(Double.isFinite(checkpoint(session).parameters().get(weights).get(0)));
    }

    @Test
    void aTraceLeavesTheRunAsItIs() throws Exception {
        TrainingSession session = start(Setups.sameSign());
        makeSteps(session, 20);
        Checkpoint before = checkpoint(session);
        CompletableFuture<BackwardTrace> answer = new CompletableFuture<>();
        session.submit(new Command.TraceSample(7, answer));
        BackwardTrace trace = answer.get(10, TimeUnit.SECONDS);
        assertEquals(20, trace.step());
        assertTrue(trace.lossAfter() < trace.loss());
        TrainerTest.assertSame(before, checkpoint(session));
    }

    @Test
    void aQuestionThatCannotBeAnsweredSaysSo() throws Exception {
        TrainingSession session = start(Setups.sameSign());
        CompletableFuture<BackwardTrace> answer = new CompletableFuture<>();
        session.submit(new Command.TraceSample(50, answer));
        try {
            answer.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            assertInstanceOf(IndexOutOfBoundsException.class, e.getCause());
            return;
        }
        throw new AssertionError("there is no sample 50 among 50");
    }

    @Test
    void aWeightIsSetByHand() throws Exception {
        TrainingSession session = start(Setups.sameSign());
        session.submit(new Command.SetParameter(HIDDEN_WEIGHTS, 3, 0.25));
        assertEquals(0.25, checkpoint(session).parameters().get(HIDDEN_WEIGHTS).get(3));
    }

    /// Whoever undoes and changes quickly may ask for a run before a change of its setup has come through.
    @Test
    void aRunThatIsResumedWithAnotherNetworkKeepsWhatFits() throws Exception {
        TrainingSetup setup = Setups.sameSign();
        TrainingSession session = start(setup);
        makeSteps(session, 5);
        CompletableFuture<Command.RunPoint> point = new CompletableFuture<>();
        session.submit(new Command.TakeRun(point));
        LayerDescription hidden = setup.network().layers().getFirst();
        LayerDescription wider = LayerDescription.of("hidden", new Dense(11), "input").with(hidden.function());
        TrainingSetup changed =
                setup.with(NetworkDescription.of(Shape.of(2), List.of(wider, setup.network().layers().getLast())));
        session.submit(new Command.Resume(changed, point));
        assertEquals(Shape.of(11, 2), checkpoint(session).parameters().get(HIDDEN_WEIGHTS).shape());
        Parameters.Key bias = new Parameters.Key("output", "bias");
        assertEquals(point.join().now().parameters().get(bias), checkpoint(session).parameters().get(bias));
        session.submit(new Command.Steps(1));
        await(it -> it.step() == 6 && !it.running());
    }

    /// A defect must not end the thread in silence.
    @Test
    void aFailureIsReportedAndTheSessionGoesOn() throws Exception {
        TrainingSession session = start(Setups.sameSign());
        session.submit(new Command.SetParameter(new Parameters.Key("nowhere", "weights"), 0, 1));
        await(it -> it.events().stream().anyMatch(e -> e instanceof SessionEvent.Failed));
        session.submit(new Command.Steps(1));
        await(it -> it.step() == 1);
    }

    /// Three steps at 50 a second need two periods at least.
    @Test
    void theSpeedIsKept() throws Exception {
        TrainingSession session = start(Setups.sameSign());
        session.submit(new Command.SetSpeed(50));
        await(it -> !it.events().isEmpty());
        long start = System.nanoTime();
        session.submit(new Command.Steps(3));
        await(it -> it.step() == 3 && !it.running());
        assertTrue(System.nanoTime() - start >= 40_000_000);
    }

    private TrainingSession start(TrainingSetup setup) {
        return start(setup, Checkpoint.initial(setup));
    }

    private TrainingSession start(TrainingSetup setup, Checkpoint start) {
        return keep(new TrainingSession(setup, start, Runnable::run, received::add));
    }

    private TrainingSession start(TrainingSetup setup, Executor receiverThread) {
        return keep(new TrainingSession(setup, Checkpoint.initial(setup), receiverThread, received::add));
    }

    private TrainingSession keep(TrainingSession session) {
        sessions.add(session);
        return session;
    }

    private static Checkpoint checkpoint(TrainingSession session) throws Exception {
        CompletableFuture<Command.Snapshot> answer = new CompletableFuture<>();
        session.submit(new Command.TakeCheckpoint(answer));
        return answer.get(10, TimeUnit.SECONDS).checkpoint();
    }

    /// Up to step `total`, and waits for it.
    private void makeSteps(TrainingSession session, long total) throws Exception {
        session.submit(new Command.Steps(total - checkpoint(session).step()));
        await(it -> it.step() == total && !it.running());
    }

    private TrainingProgress await(Predicate<TrainingProgress> condition) throws InterruptedException {
        while (true) {
            TrainingProgress progress = received.poll(10, TimeUnit.SECONDS);
            if (progress == null) {
                throw new AssertionError("what was waited for did not come");
            }
            if (condition.test(progress)) {
                return progress;
            }
        }
    }
}
