package backproplab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.network.Parameters;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.Optimizers;
import backproplab.optimizer.UpdateRule;
import backproplab.statistics.Divergence;
import backproplab.tensor.Tensor;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

class TrainerTest {
    static Stream<Optimizer> optimizers() {
        return Optimizers.CATALOG.entries().stream().map(it -> it.standard());
    }

    @Test
    void trainingLearns() {
        TrainingSetup setup = Setups.sameSign();
        Trainer trainer = new Trainer(setup, Checkpoint.initial(setup));
        Evaluator evaluator = new Evaluator(setup, trainer.parameters(), setup.training());
        double before = evaluator.evaluate(0).loss();
        makeSteps(trainer, 3000);
        Evaluation after = evaluator.evaluate(3000);
        assertTrue(after.loss() < before / 3, () -> before + " → " + after);
        assertTrue(after.accuracy().orElseThrow() > 0.9, after::toString);
    }

    /// A checkpoint anywhere in an epoch is all that a run goes on from.
    @ParameterizedTest
    @MethodSource("optimizers")
    void goingOnFromACheckpointIsGoingOn(Optimizer optimizer) {
        TrainingSetup setup = Setups.sameSign(optimizer, 8);
        Trainer whole = new Trainer(setup, Checkpoint.initial(setup));
        makeSteps(whole, 200);

        Trainer first = new Trainer(setup, Checkpoint.initial(setup));
        makeSteps(first, 93);
        Trainer second = new Trainer(setup, first.checkpoint());
        makeSteps(second, 107);
        assertSame(whole.checkpoint(), second.checkpoint());
    }

    @Test
    void runningStatisticsAreCarriedOnToo() {
        TrainingSetup setup = Setups.normalised();
        Trainer whole = new Trainer(setup, Checkpoint.initial(setup));
        makeSteps(whole, 60);
        Trainer first = new Trainer(setup, Checkpoint.initial(setup));
        makeSteps(first, 31);
        Trainer second = new Trainer(setup, first.checkpoint());
        makeSteps(second, 29);
        assertSame(whole.checkpoint(), second.checkpoint());
    }

    /// Reference case I39: the loss before update 149 is the first that is not finite.
    @Test
    void aLossThatIsNotFiniteStopsTheRunBeforeTheUpdate() {
        TrainingSetup setup = Setups.exploding(3);
        Trainer trainer = exploding(setup);
        double w = 1;
        for (int step = 1; step <= 148; step++) {
            assertTrue(trainer.step(), "step " + step);
            w -= 3 * (w * 2 * 2);
        }
        assertFalse(trainer.step());
        assertEquals(148, trainer.steps());
        Divergence divergence = Objects.requireNonNull(trainer.divergence());
        assertEquals(Divergence.Kind.LOSS, divergence.kind());
        assertEquals(148, divergence.step());
        assertEquals(w, trainer.parameters().get("output", "weights").get(0), Math.abs(w) * 1e-13);
    }

    /// With a rate of 1e200 the gradient is finite and the update is not: the parameters must be those before it. The
    /// distance from the last safe point varies with the number of the steps made before.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 130})
    void anUpdateThatIsNotFiniteIsUndone(int stepsBefore) {
        TrainingSetup calm = Setups.exploding(0.01);
        Trainer before = exploding(calm);
        makeSteps(before, stepsBefore);
        before.setParameter(new Parameters.Key("output", "weights"), 0, 1e120);
        TrainingSetup wild = Setups.exploding(1e200);
        Trainer trainer = new Trainer(wild, before.checkpoint());
        assertFalse(trainer.step());
        assertEquals(1e120, trainer.parameters().get("output", "weights").get(0));
        assertEquals(stepsBefore, trainer.steps());
        assertNotNull(trainer.divergence());
    }

    /// The optimizer's memory is undone with the parameters: velocity 0.9·v + 4e150, which the rate makes infinite.
    @Test
    void aFailedUpdateLeavesTheOptimizerAsItWas() {
        Optimizer momentum = Optimizers.CATALOG.get("momentum").create(Map.of("learning_rate", 0.01));
        TrainingSetup calm = Setups.exploding(0.01).with(UpdateRule.of(momentum));
        Trainer trainer = exploding(calm);
        makeSteps(trainer, 70);
        trainer.setParameter(new Parameters.Key("output", "weights"), 0, 1e150);
        Checkpoint before = trainer.checkpoint();
        TrainingSetup wild = calm.with(UpdateRule.of(momentum.withLearningRate(Double.MAX_VALUE)));
        Trainer failing = new Trainer(wild, before.copy());
        assertFalse(failing.step());
        assertEquals(Divergence.Kind.PARAMETER, Objects.requireNonNull(failing.divergence()).kind());
        assertSame(before, failing.checkpoint());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aStepAllocatesNothing(Optimizer optimizer) {
        assertAllocatesNothing(Setups.sameSign(optimizer, 8));
    }

    static Stream<TrainingSetup> otherShapes() {
        return Stream.of(Setups.sequences(), Setups.pictures());
    }

    @ParameterizedTest
    @MethodSource("otherShapes")
    void aStepThroughSequencesOrPicturesAllocatesNothing(TrainingSetup setup) {
        assertAllocatesNothing(setup);
    }

    /// On plain kernels, which these tests run on; vectors are objects until they are compiled. What a step allocates for
    /// itself, it allocates always.
    private static void assertAllocatesNothing(TrainingSetup setup) {
        Trainer trainer = new Trainer(setup, Checkpoint.initial(setup));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 100 && allocated > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            makeSteps(trainer, 500);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated);
    }

    static Stream<TrainingSetup> withState() {
        return Stream.of(Setups.normalised(), Setups.pictures());
    }

    /// A display switched on must not change what is trained.
    @ParameterizedTest
    @MethodSource("withState")
    void evaluatingChangesNothing(TrainingSetup setup) {
        Trainer watched = new Trainer(setup, Checkpoint.initial(setup));
        Evaluator evaluator = new Evaluator(setup, watched.parameters(), setup.training());
        Trainer alone = new Trainer(setup, Checkpoint.initial(setup));
        for (int i = 0; i < 50; i++) {
            assertTrue(watched.step());
            evaluator.evaluate(watched.steps());
            assertTrue(alone.step());
        }
        assertSame(alone.checkpoint(), watched.checkpoint());
    }

    private static Trainer exploding(TrainingSetup setup) {
        Parameters.Key weights = new Parameters.Key("output", "weights");
        return new Trainer(setup, Checkpoint.initial(setup, Map.of(weights, Tensor.matrix(new double[] {1}))));
    }

    private static void makeSteps(Trainer trainer, int count) {
        for (int i = 0; i < count; i++) {
            if (!trainer.step()) { // no assertion with a message: its lambda would be allocated at every step
                throw new AssertionError(trainer.divergence());
            }
        }
    }

    static void assertSame(Checkpoint expected, Checkpoint actual) {
        assertEquals(expected.step(), actual.step());
        assertEquals(expected.epoch(), actual.epoch());
        assertEquals(expected.batch(), actual.batch());
        assertEquals(expected.parameters().asMap(), actual.parameters().asMap());
        assertEquals(expected.optimizer().updates(), actual.optimizer().updates());
        for (int p = 0; p < expected.optimizer().tensors(); p++) {
            assertEquals(
                    Arrays.deepToString(expected.optimizer().slots(p)),
                    Arrays.deepToString(actual.optimizer().slots(p)));
        }
    }
}
