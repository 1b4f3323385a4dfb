package backproplab.backprop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.network.NetworkDescription;
import backproplab.optimizer.Momentum;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;

/// The laws of every pass, for graphs of recurrent layers, branches and shared parameters.
class GraphLawsTest {
    private static final int SAMPLES = 3;

    static LongStream seeds() {
        return LongStream.range(5000, 5200);
    }

    private static BackwardPass pass(long seed, boolean kinks) {
        NetworkDescription description = new RandomGraphs(seed).description(kinks);
        RandomNetworks random = new RandomNetworks(seed);
        return random.pass(description, random.losses(description), SAMPLES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyGradientMatchesCentralDifferences(long seed) {
        BackwardPass pass = pass(seed, false);
        pass.run(SAMPLES, 0, PassListener.NONE);
        BackwardPassTest.assertGradientsMatchCentralDifferences(pass);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPassLeavesNoTraceInTheNextOne(long seed) {
        BackwardPass pass = pass(seed, true);
        double loss = pass.run(SAMPLES, 0, PassListener.NONE);
        List<Tensor> gradients = pass.gradients().parameters().stream().map(Tensor::copy).toList();
        assertEquals(loss, pass.run(SAMPLES, 0, PassListener.NONE));
        assertEquals(gradients, pass.gradients().parameters());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneChangedNumberGivesTheBitsOfAWholePass(long seed) {
        ChangedLossTest.assertHasTheBitsOfAWholePass(pass(seed, true));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aTraceIsTheTrainingStepItself(long seed) {
        TraceRecorderTest.assertTraceIsTheStep(pass(seed, true), UpdateRule.of(new Momentum(0.1, 0.9)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theNumbersOfEachTracedStepGiveItsResult(long seed) {
        BackwardTrace trace = Traces.of(pass(seed, true), UpdateRule.of(new Momentum(0.1, 0.9)), 5);
        for (Grain grain : Grain.values()) {
            TraceSteps steps = TraceSteps.of(trace, grain);
            for (int i = 0; i < steps.size(); i++) {
                if (grain == Grain.PRODUCT) {
                    TraceStepsTest.recompute(steps.get(i), trace);
                }
                assertEquals(steps.phaseOf(i), steps.get(i).phase());
            }
        }
    }

    /// All ways from the loss to a number add up to its gradient, also through time and shared weights.
    @ParameterizedTest
    @MethodSource("seeds")
    void theWaysToEachNumberAddUp(long seed) {
        BackwardTrace trace = Traces.of(pass(seed, true), UpdateRule.of(new Momentum(0.1, 0.9)), 5);
        for (BackwardTrace.ParameterTrace parameter : trace.parameters()) {
            double largest = parameter.gradient().get(0);
            GradientPaths paths = GradientPaths.of(trace, parameter.key(), 0, 5);
            assertEquals(largest, paths.total(), 1e-11 * Math.max(1e-3, Math.abs(largest)));
        }
    }

    /// With kinks: what the check holds for wrong would be wrong.
    @ParameterizedTest
    @MethodSource("seeds")
    void theGradientCheckAgrees(long seed) {
        BackwardPass pass = pass(seed, true);
        pass.run(SAMPLES, 0, PassListener.NONE);
        CheckReport report = GradientCheckTest.run(pass);
        assertEquals(0, report.count(Verdict.FAIL), () -> report.worst(3) + " of " + pass.network().description());
    }

    @Test
    void theGraphsHaveEverythingInThem() {
        TreeSet<String> seen = new TreeSet<>();
        seeds().forEach(seed -> {
            NetworkDescription description = new RandomGraphs(seed).description(true);
            description
                    .layers()
                    .forEach(it -> {
                        seen.add(it.layer().getClass().getSimpleName());
                        it.sharedWith().ifPresent(_ -> seen.add("shared " + it.layer().getClass().getSimpleName()));
                        if (it.inputs().size() > it.inputs().stream().distinct().count()) {
                            seen.add("twice");
                        }
                    });
        });
        assertTrue(
                seen.containsAll(
                        List.of(
                                "Add",
                                "Concat",
                                "Dense",
                                "Gru",
                                "Lstm",
                                "Multiply",
                                "Rnn",
                                "ActivationLayer",
                                "shared Dense",
                                "shared Gru",
                                "shared Lstm",
                                "shared Rnn",
                                "twice")),
                seen::toString);
    }
}
