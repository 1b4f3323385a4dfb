package backproplab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.data.Dataset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// Data with one target for a network with several losses: all are compared with it.
class SameTargetsTest {
    private static final String FILE =
            """
            {"format": "backprop-lab/1",
             "data": {"source": "inline", "inputs": [[1, 2], [3, 4]], "targets": [[1], [0]]},
             "network": {"input": [2], "layers": [
               {"name": "shared", "type": "dense", "units": 3},
               {"name": "out", "type": "dense", "inputs": ["shared"]},
               {"name": "early", "type": "dense", "inputs": ["shared"]}]},
             "losses": [{"on": "out", "type": "squared_error"}, {"on": "early", "type": "squared_error", "weight": 0.3}]}
            """;

    private static LoadedExperiment done(String file) {
        return switch (ExperimentFile.parse(file)) {
            case Reading.Done<LoadedExperiment>(LoadedExperiment loaded) -> loaded;
            case Reading.Refused<LoadedExperiment>(var problems) -> throw new AssertionError(problems);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"source\": \"inline\"", "{\"source\": \"circle\"", "{\"source\": \"moons\""})
    void everyLossHasThem(String source) {
        String data =
                source.contains("inline") ? FILE : FILE.replaceAll("\"data\": .*\\},", "\"data\": " + source + "},");
        Dataset samples = done(data).samples();
        assertEquals(List.of("out", "early"), List.copyOf(samples.targets().keySet()));
        assertEquals(samples.targets().get("out"), samples.targets().get("early"));
    }

    @Test
    void oneArrayIsWrittenAsOne() {
        Experiment experiment = done(FILE).experiment();
        String text = ExperimentFile.format(experiment);
        assertTrue(text.replaceAll("\\s", "").contains("\"targets\":[[1],[0]]"), text);
        assertEquals(experiment.data(), done(text).experiment().data());
    }

    @Test
    void aLayerOfAnotherShapeIsNamed() {
        String wide = FILE.replace("\"inputs\": [\"shared\"]}]", "\"units\": 2, \"inputs\": [\"shared\"]}]");
        switch (ExperimentFile.parse(wide)) {
            case Reading.Done<LoadedExperiment> _ -> throw new AssertionError("it was read");
            case Reading.Refused<LoadedExperiment>(var found) ->
                    assertTrue(found.getFirst().message().contains("`early`"), found.toString());
        }
    }
}
