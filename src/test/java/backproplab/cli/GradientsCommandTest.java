package backproplab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.List;

class GradientsCommandTest {
    private static final String GOOD =
            """
            {"format": "backprop-lab/1",
             "data": {"source": "inline", "inputs": [[1, 2]], "targets": [[0]]},
             "network": {"input": [2], "layers": [
               {"name": "out", "type": "dense", "units": 1, "parameters": {"weights": [[0.5, 0.25]], "bias": [1]}}]},
             "losses": [{"type": "squared_error"}]}
            """;

    @TempDir Path folder;

    /// By hand: y = 0.5 + 0.5 + 1 = 2, L = ½·2² = 2, δ = 2, ∂L/∂W = δx, ∂L/∂x = δW.
    @Test
    void printsOneObjectForOneFile() {
        JsonNode result = CommandRun.of("gradients", file("good.json", GOOD)).succeeded().json();

        assertEquals(
                List.of("loss", "outputs", "gradients", "input_gradients", "preactivations", "activations", "deltas"),
                List.copyOf(result.propertyNames()));
        assertEquals(2, result.get("loss").doubleValue());
        assertEquals("[[2,4]]", result.at("/gradients/out/weights").toString());
        assertEquals("[[1,0.5]]", result.get("input_gradients").toString());
    }

    @Test
    void printsALineForEachOfSeveralFilesAndGoesOnAfterARefusal() {
        String bad = file("bad.json", GOOD.replace("dense", "danse"));
        String good = file("good.json", GOOD);

        CommandRun run = CommandRun.of("gradients", bad, folder.resolve("none.json").toString(), good);

        assertEquals(2, run.exitCode());
        List<JsonNode> lines = run.jsonLines();
        assertEquals(bad, lines.get(0).get("file").stringValue());
        assertEquals("/network/layers/0/type", lines.get(0).at("/problems/0/at").stringValue());
        assertEquals("did you mean `dense`?", lines.get(0).at("/problems/0/hint").stringValue());
        assertTrue(lines.get(1).at("/problems/0/message").stringValue().startsWith("there is no file"));
        assertEquals(good, lines.get(2).get("file").stringValue());
        assertEquals(2, lines.get(2).get("loss").doubleValue());
        assertEquals(2, run.err().lines().count(), run.err());
    }

    @Test
    void listsTheProblemsOfASingleRefusedFileToo() {
        CommandRun run = CommandRun.of("gradients", file("bad.json", GOOD.replace("[[0]]", "[[0, 1]]")));

        assertFalse(run.json().has("file"));
        assertEquals("/data/targets", run.json().at("/problems/0/at").stringValue());
        run.refusal();
    }

    @Test
    void writesNumbersThatAreNotFiniteAsWords() {
        String overflowing = GOOD.replace("[[1, 2]]", "[[1e200, 2]]").replace("0.5, 0.25", "1e200, 0.25");

        JsonNode result = CommandRun.of("gradients", file("large.json", overflowing)).succeeded().json();

        assertEquals("Infinity", result.get("loss").stringValue());
        assertEquals("Infinity", result.at("/gradients/out/bias/0").stringValue());
    }

    @Test
    void updatesWithTheOptimizerOfTheFile() {
        String file = file("sgd.json", GOOD.replace("\"losses\"", "\"optimizer\": {\"type\": \"sgd\"}, \"losses\""));

        JsonNode result = CommandRun.of("gradients", file, "--updates", "1").succeeded().json();

        assertEquals("[[0.3,-0.15000000000000002]]", result.at("/after_update/1/out/weights").toString());
        assertEquals(2, result.get("loss_trajectory").size());
    }

    @Test
    void takesTheTrainingSetWhenTheSamplesAreGenerated() {
        String circle =
                """
                {"format": "backprop-lab/1", "data": {"source": "circle", "samples": 40},
                 "network": {"input": [2], "layers": [{"name": "out", "type": "dense", "units": 1}]},
                 "losses": [{"type": "binary_cross_entropy_with_logits"}],
                 "training": {"test_share": 0.25}}
                """;

        JsonNode result = CommandRun.of("gradients", file("circle.json", circle)).succeeded().json();

        assertEquals(30, result.get("outputs").size());
    }

    @Test
    void refusesUpdatesThatCannotBeCounted() {
        assertTrue(CommandRun.of("gradients", "x", "--updates", "0").refusal().contains("counts from 1"));
        assertTrue(CommandRun.of("gradients", "x", "--updates", "two").refusal().contains("'two' is not an int"));
        assertTrue(CommandRun.of("gradients").refusal().contains("FILE"));
    }

    private String file(String name, String content) {
        return CommandRun.file(folder, name, content);
    }
}
