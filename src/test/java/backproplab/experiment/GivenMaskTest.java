package backproplab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceSteps;
import backproplab.tensor.Shape;
import backproplab.training.Command;
import backproplab.training.TraceLab;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

/// A dropout mask that a file gives for each sample: its row goes wherever the sample goes.
class GivenMaskTest {
    private static final String FILE =
            """
            {"format": "backprop-lab/1",
             "data": {"source": "inline", "inputs": [[1, 2], [3, 4], [5, 6]], "targets": [[1], [0], [1]]},
             "network": {"input": [2], "layers": [
               {"name": "drop", "type": "dropout", "p": 0.5, "state": {"mask": [[1, 0], [0, 1], [1, 1]]}},
               {"name": "out", "type": "dense", "units": 1, "parameters": {"weights": [[1, 1]], "bias": [0]}}]},
             "losses": [{"type": "squared_error"}],
             "training": {"batch_size": 2, "shuffle": true}}
            """;

    private static LoadedExperiment done(String file) {
        return switch (ExperimentFile.parse(file)) {
            case Reading.Done<LoadedExperiment>(LoadedExperiment loaded) -> loaded;
            case Reading.Refused<LoadedExperiment>(var problems) -> throw new AssertionError(problems);
        };
    }

    private static double[] dropped(TraceLab lab, int... samples) {
        BackwardTrace trace = lab.trace(lab.samples(samples));
        TraceSteps steps = TraceSteps.of(trace, TraceSteps.Grain.PRODUCT);
        assertTrue(steps.size() > 0 && steps.get(steps.size() - 1) != null);
        return Arrays.copyOf(trace.layer("drop").z().values(), 2 * samples.length);
    }

    private static TraceLab lab(String file) {
        LoadedExperiment loaded = done(file);
        return new TraceLab(new Command.Snapshot(loaded.setup(), loaded.start()));
    }

    @Test
    void aSampleTracedAloneHasItsRow() {
        assertArrayEquals(new double[] {0, 8}, dropped(lab(FILE), 1));
        assertArrayEquals(new double[] {10, 12, 2, 0}, dropped(lab(FILE), 2, 0));
    }

    @Test
    void oneRowIsForAll() {
        String file = FILE.replace("[[1, 0], [0, 1], [1, 1]]", "[[0, 1]]");
        assertArrayEquals(new double[] {0, 12, 0, 4}, dropped(lab(file), 2, 0));
        assertEquals(List.of("input"), List.copyOf(done(file).experiment().network().inputs().keySet()));
    }

    @Test
    void isWrittenAsItWasRead() {
        Experiment experiment = done(FILE).experiment();
        assertEquals(Shape.of(2), experiment.network().inputs().get("drop.mask"));
        String text = ExperimentFile.format(experiment);
        assertTrue(text.replaceAll("\\s", "").contains("\"state\":{\"mask\":[[1,0],[0,1],[1,1]]}"), text);
        assertEquals(experiment.network(), done(text).experiment().network());
        assertEquals(experiment.data(), done(text).experiment().data());
    }

    @Test
    void everySampleNeedsARow() {
        switch (ExperimentFile.parse(FILE.replace("[[1, 0], [0, 1], [1, 1]]", "[[1, 0], [0, 1]]"))) {
            case Reading.Done<LoadedExperiment> _ -> throw new AssertionError("it was read");
            case Reading.Refused<LoadedExperiment>(var found) -> {
                assertEquals("/network/layers/0/state/mask", found.getFirst().at(), found::toString);
                assertTrue(found.getFirst().message().contains("here is 2, in `inputs` it is 3"), found.toString());
            }
        }
    }

    @Test
    void thisIsNotTakenForAPlainInput() {
        switch (ExperimentFile.parse(FILE.replaceAll("\"data\": .*\\},", "\"data\": {\"source\": \"circle\"},"))) {
            case Reading.Done<LoadedExperiment> _ -> throw new AssertionError("it was read");
            case Reading.Refused<LoadedExperiment>(var found) ->
                    assertEquals("/network/layers/0/state/mask", found.getFirst().at(), found::toString);
        }
    }
}
