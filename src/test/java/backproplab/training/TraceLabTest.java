package backproplab.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceRecorder.ParameterChange;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

class TraceLabTest {
    private static final Parameters.Key WEIGHTS = new Parameters.Key("hidden", "weights");

    static Stream<TrainingSetup> setups() {
        return Stream.of(Setups.sameSign(), Setups.normalised(), Setups.pictures());
    }

    private static Trainer trained(TrainingSetup setup, int steps) {
        Trainer trainer = new Trainer(setup, Checkpoint.initial(setup));
        for (int i = 0; i < steps; i++) {
            trainer.step();
        }
        return trainer;
    }

    private static TraceLab lab(Trainer trainer) {
        return new TraceLab(new Command.Snapshot(trainer.setup(), trainer.checkpoint()));
    }

    /// Whatever the step of a run does to the parameters, the trace of its batch shows, bit for bit.
    @ParameterizedTest
    @MethodSource("setups")
    void theTraceOfTheNextBatchIsTheNextStep(TrainingSetup setup) {
        Trainer trainer = trained(setup, 6); // the last of 7 batches of an epoch, which is a smaller one
        TraceLab lab = lab(trainer);
        BackwardTrace trace = lab.trace(lab.samples(lab.nextBatch()));
        assertEquals(2, trace.samples());
        trainer.step();
        assertEquals(trace.loss(), trainer.loss());
        for (BackwardTrace.ParameterTrace parameter : trace.parameters()) {
            assertEquals(trainer.parameters().get(parameter.key()), parameter.after());
        }
    }

    @Test
    void theWorstSampleIsTheOneWhoseTraceCostsMost() {
        TraceLab lab = lab(trained(Setups.sameSign(), 30));
        int worst = lab.worstSample();
        double highest = lab.trace(lab.sample(worst)).loss();
        for (int i = 0; i < 50; i++) {
            double loss = lab.trace(lab.sample(i)).loss();
            assertEquals(i == worst, loss >= highest);
        }
    }

    @Test
    void aSampleTypedInByHandIsTracedLikeOneOfTheSet() {
        TraceLab lab = lab(trained(Setups.sameSign(), 30));
        TracedSamples known = lab.sample(7);
        SequencedMap<String, Tensor> inputs = new LinkedHashMap<>();
        inputs.put("input", Tensor.zeros(1, 2));
        SequencedMap<String, Tensor> targets = new LinkedHashMap<>();
        targets.put("output", Tensor.zeros(1, 1));
        TracedSamples typed =
                new TracedSamples(inputs, targets)
                        .withInput("input", 0, 0, known.input("input").get(0))
                        .withInput("input", 0, 1, known.input("input").get(1))
                        .withTarget("output", 0, 0, known.target("output").get(0));
        assertEquals(lab.trace(known).layers(), lab.trace(typed).layers());
        assertEquals(Tensor.zeros(1, 2), inputs.get("input"));
        assertThrows(IllegalArgumentException.class, () -> typed.withInput("input", 0, 0, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> typed.withInput("other", 0, 0, 1));
    }

    @Test
    void whatIfLeavesThePointAsItIs() {
        Trainer trainer = trained(Setups.sameSign(), 30);
        TraceLab lab = lab(trainer);
        TracedSamples sample = lab.sample(3);
        BackwardTrace asItIs = lab.trace(sample);
        BackwardTrace changed = lab.trace(sample, List.of(new ParameterChange(WEIGHTS, 2, 1.5)));
        assertNotEquals(asItIs.loss(), changed.loss());
        assertEquals(asItIs.parameters(), lab.trace(sample).parameters());
        trainer.setParameter(WEIGHTS, 2, 1.5);
        assertEquals(lab(trainer).trace(sample).parameters(), changed.parameters());
        assertThrows(IllegalArgumentException.class, () -> new ParameterChange(WEIGHTS, 2, Double.POSITIVE_INFINITY));
    }

    /// The difference quotient comes near the gradient as ε shrinks, also around changed numbers.
    @Test
    void aNudgeMeasuresTheGradient() {
        TraceLab lab = lab(trained(Setups.sameSign(), 30));
        BackwardTrace trace = lab.trace(lab.all(), List.of(new ParameterChange(WEIGHTS, 2, 0.7)));
        for (int i = 0; i < 8; i++) {
            double gradient = trace.parameter(WEIGHTS).gradient().get(i);
            TraceLab.Nudge coarse = lab.nudge(trace, WEIGHTS, i, 1e-2);
            TraceLab.Nudge fine = lab.nudge(trace, WEIGHTS, i, 1e-6);
            assertEquals(gradient, fine.gradient());
            assertEquals(gradient, coarse.quotient(), 1e-2);
            assertEquals(gradient, fine.quotient(), 1e-6);
            assertEquals(trace.loss(), fine.loss());
            assertTrue(fine.relativeDifference() < coarse.relativeDifference(), fine + " and " + coarse);
        }
        assertEquals(
                trace.parameters(), lab.trace(lab.all(), List.of(new ParameterChange(WEIGHTS, 2, 0.7))).parameters());
    }

    @Test
    void aTinyNudgeDrownsInRounding() {
        TraceLab.Nudge tiny = new TraceLab.Nudge(WEIGHTS, 0, 1e-15, 0.25, 0.25 + 0x1p-53, 0.05);
        assertTrue(Math.abs(tiny.quotient() - tiny.gradient()) < tiny.rounding());
        TraceLab.Nudge curved = new TraceLab.Nudge(WEIGHTS, 0, 0.1, 0.25, 0.26, 0.05);
        assertEquals(0.5, curved.relativeDifference(), 1e-12);
        assertTrue(Math.abs(curved.quotient() - curved.gradient()) > curved.rounding());
        assertEquals(0, new TraceLab.Nudge(WEIGHTS, 0, 0.1, 0.25, 0.25, 0).relativeDifference());
    }
}
