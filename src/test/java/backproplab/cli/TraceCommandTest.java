package backproplab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;

class TraceCommandTest {
    /// Mazur, *A Step by Step Backpropagation Example*, 2015; reference case C01. The article leaves the biases alone.
    private static final String MAZUR =
            """
            {"format": "backprop-lab/1", "title": "Mazur's 2-2-2",
             "data": {"source": "inline", "inputs": [[0.05, 0.1]], "targets": [[0.01, 0.99]]},
             "network": {"input": [2], "layers": [
               {"name": "hidden", "type": "dense", "units": 2, "activation": {"type": "sigmoid"},
                "parameters": {"weights": [[0.15, 0.2], [0.25, 0.3]], "bias": [0.35, 0.35]}},
               {"name": "output", "type": "dense", "units": 2, "activation": {"type": "sigmoid"},
                "parameters": {"weights": [[0.4, 0.45], [0.5, 0.55]], "bias": [0.6, 0.6]}}]},
             "losses": [{"type": "squared_error", "factor": 0.5}],
             "optimizer": {"type": "sgd", "learning_rate": 0.5, "update": "weights_only"}}
            """;

    @TempDir Path folder;
    private String mazur = "";

    @BeforeEach
    void writeFile() {
        mazur = CommandRun.file(folder, "mazur.json", MAZUR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.3775", // net h1
                "0.593269992", // out h1
                "1.10590597", // net o1, printed there as 1.105905967
                "0.75136507", // out o1
                "0.298371109", // total error
                "0.0821670406", // ∂E/∂w5, printed there as 0.082167041
                "0.35891648", // w5 after the update
                "0.408666186", // w6
                "0.511301270", // w7, printed there as 0.511301270
                "0.561370121", // w8
                "4.38567734e-4", // ∂E/∂w1, printed there as 0.000438568
                "0.149780716", // w1 after the update
                "0.19956143", // w2
                "0.24975114", // w3
                "0.299502287", // w4, printed there as 0.29950229
                "0.291027774" // right where the article has 0.291027924, see docs/model.md
            })
    void printsThePublishedNumbers(String number) {
        String text = CommandRun.of("trace", mazur).succeeded().out();
        String shown = number.replaceFirst("0$", "");
        assertTrue(text.contains(shown), () -> shown + " is not in\n" + text);
    }

    @Test
    void theStepsComeInTheirOrder() {
        String text = CommandRun.of("trace", mazur).succeeded().out();
        int at = -1;
        for (String step : new String[] {"Given", "Forward", "Loss", "Backward", "Update", "Verify"}) {
            int next = text.indexOf(step, at + 1);
            assertTrue(next > at, () -> step + " is missing or too early in\n" + text);
            at = next;
        }
    }

    @Test
    void theJsonHoldsTheSameDoublesAsGradients() {
        JsonNode trace = CommandRun.of("trace", mazur, "--json").succeeded().json();
        JsonNode gradients = CommandRun.of("gradients", mazur, "--updates", "1").succeeded().json();
        assertEquals(gradients.at("/loss"), trace.at("/loss"));
        assertEquals(gradients.at("/deltas/hidden/0"), trace.at("/layers/0/delta"));
        assertEquals(gradients.at("/gradients/output/weights"), trace.at("/parameters/2/gradient"));
        assertEquals(gradients.at("/after_update/1/hidden/weights"), trace.at("/parameters/0/after"));
        assertEquals(gradients.at("/loss_trajectory/1"), trace.at("/loss_after"));
    }

    @Test
    void aSampleThatIsNotThereIsRefused() {
        String refusal = CommandRun.of("trace", mazur, "--sample", "1").refusal();
        assertTrue(refusal.contains("`--sample` must be from 0 to 0, got 1"), refusal);
    }
}
