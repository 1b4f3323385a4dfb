package backproplab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

    /// Reference case C02: the network of a forum post, with the target 1.0 that its text names and with the 0.1 that its
    /// numbers belong to.
    @ParameterizedTest
    @CsvSource({
        "1.0, 0.789003308, 0.0222598019, -0.0351261147, -0.0220703065, -0.0258509023, -0.00410158782, -0.0018771637",
        "0.1, 0.789003308, 0.23736278, 0.114703264, 0.0720699177, 0.084415339, 0.0133936109, 0.427930082"
    })
    void printsTheNumbersOfTheForumPost(
            String target, String a, String loss, String delta, String w1, String w2, String hidden, String last)
            throws IOException {
        String file = Files.readString(Path.of("sample-networks/three-two-one.json"));
        String changed =
                CommandRun.file(
                        folder,
                        "three.json",
                        file.replace("\"targets\": [[0.1]]", "\"targets\": [[%s]]".formatted(target)));
        String text = CommandRun.of("trace", changed).succeeded().out();
        for (String number : List.of(a, loss, delta, w1, w2, hidden, last)) {
            assertTrue(text.contains(number), () -> number + " is not in\n" + text);
        }
    }

    @Test
    void theJsonHoldsWhatTheLossesAreMadeOf() {
        JsonNode trace = CommandRun.of("trace", mazur, "--json").succeeded().json();
        assertEquals("squared_error", trace.at("/losses/0/type").asString());
        assertEquals(trace.at("/loss"), trace.at("/losses/0/samples/0"));
        assertEquals(0.2907, trace.at("/loss_after").asDouble(), 1e-3);
        assertEquals(0.5932699921071872 * (1 - 0.5932699921071872), trace.at("/layers/0/slope/0").asDouble(), 1e-15);
        assertTrue(trace.at("/steps").isMissingNode(), "steps only where they are asked for");
        assertEquals(trace.at("/parameters/0/gradient"), trace.at("/parameters/0/effective_gradient"));
        assertTrue(trace.at("/parameters/1/effective_gradient").isMissingNode(), "the bias is left as it is");
    }

    @Test
    void stepByStepEveryStepHasItsFormulaAndItsNumbers() {
        String text = CommandRun.of("trace", mazur, "--grain", "unit").succeeded().out();
        assertTrue(text.contains("3/35 Forward: z of hidden 1"), text);
        assertTrue(text.contains("  = 0.35 + 0.15 · 0.05 + 0.2 · 0.1\n  z of hidden 1 = 0.3775"), text);
        assertTrue(text.contains("δ of output 1 = 0.138498562"), text);
        assertTrue(text.contains("35/35 Verify"), text);
    }

    @Test
    void aGrainMakesMoreStepsOrFewer() {
        assertTrue(CommandRun.of("trace", mazur, "--grain", "layer").succeeded().out().contains("20/20 Verify"));
        assertTrue(CommandRun.of("trace", mazur, "--grain", "product").succeeded().out().contains("67/67 Verify"));
    }

    @Test
    void aPhaseOrARangeTellsOnlyTheseSteps() {
        String loss = CommandRun.of("trace", mazur, "--phase", "loss").succeeded().out();
        assertEquals(2, loss.lines().filter(it -> it.matches("\\d+/35 Loss: .*")).count(), loss);
        assertFalse(loss.contains("Forward:"), loss);
        String range = CommandRun.of("trace", mazur, "--steps", "3-4").succeeded().out();
        assertEquals(2, range.lines().filter(it -> it.matches("\\d+/35 .*")).count(), range);
        String both =
                CommandRun.of("trace", mazur, "--steps", "4-40", "--grain", "product", "--phase", "forward").out();
        assertTrue(both.contains("4/67 Forward") && !both.contains("Loss:"), both);
    }

    @Test
    void digitsHoldForTheStepsToo() {
        String text = CommandRun.of("trace", mazur, "--phase", "verify", "--digits", "10").succeeded().out();
        assertTrue(text.contains("L after = 0.2910277737"), text);
    }

    @Test
    void theStepsAsJsonHoldTheEnginesOwnNumbers() {
        JsonNode trace = CommandRun.of("trace", mazur, "--json", "--steps", "4").succeeded().json();
        JsonNode step = trace.at("/steps/0");
        assertEquals(4, step.at("/step").asInt());
        assertEquals("forward", step.at("/phase").asString());
        assertEquals("pre_activation", step.at("/operands/0/quantity").asString());
        assertEquals("hidden", step.at("/results/0/layer").asString());
        assertEquals(trace.at("/layers/0/a/0"), step.at("/results/0/value"));
        assertEquals(1, trace.at("/steps").size());
    }

    @Test
    void theWorstSampleIsTheOneThatCostsMost() {
        String xor = "sample-networks/xor-2-2-1.json";
        JsonNode worst = CommandRun.of("trace", xor, "--worst", "--json").succeeded().json();
        for (int sample = 0; sample < 4; sample++) {
            JsonNode other = CommandRun.of("trace", xor, "--sample", "" + sample, "--json").succeeded().json();
            assertTrue(worst.at("/loss").asDouble() >= other.at("/loss").asDouble());
        }
        assertTrue(worst.at("/sample").isInt());
    }

    @Test
    void severalSamplesAreOneBatch() {
        String xor = "sample-networks/xor-2-2-1.json";
        JsonNode all = CommandRun.of("trace", xor, "--all-samples", "--json").succeeded().json();
        JsonNode gradients = CommandRun.of("gradients", xor).succeeded().json();
        assertEquals(gradients.at("/loss"), all.at("/loss"));
        assertEquals(gradients.at("/gradients/hidden/weights"), all.at("/parameters/0/gradient"));
        assertEquals(gradients.at("/deltas/hidden"), all.at("/layers/0/delta"));
        assertEquals("[0,1,2,3]", all.at("/samples").toString());
        assertEquals(4, all.at("/losses/0/samples").size());
        String text = CommandRun.of("trace", xor, "--sample", "1,3").succeeded().out();
        assertTrue(text.startsWith("XOR") && text.contains("a batch of 2 samples (1, 3), step 0"), text);
        assertTrue(text.contains("[1][0]"), text);
    }

    @Test
    void ofALargeNetworkTheTextStaysShort() {
        String digits = "sample-networks/digits-64-30-10.json";
        long report = CommandRun.of("trace", digits).succeeded().out().lines().count();
        assertTrue(report < 300, () -> report + " lines");
        String steps = CommandRun.of("trace", digits, "--grain", "product").succeeded().out();
        assertTrue(steps.contains("steps more") && steps.contains("--steps 301-600"), "says how to see the others");
        assertTrue(steps.lines().count() < 3000);
        long all = CommandRun.of("trace", digits, "--all-samples").succeeded().out().lines().count();
        assertTrue(all < 400, () -> all + " lines");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--sample 1 | `--sample` must be from 0 to 0, got 1; the file has 1 sample to trace",
                "--sample -1 | `--sample` must be from 0 to 0, got -1",
                "--sample 0,0 | `--sample` names a sample twice; name each once",
                "--sample x | is not an int",
                "--worst --all-samples | mutually exclusive",
                "--sample 0 --worst | mutually exclusive",
                "--grain units | `--grain` does not know `units`; did you mean `unit`?",
                "--phase bakward | `--phase` does not know `bakward`; did you mean `backward`?",
                "--phase 7 | take one of given, forward, loss, backward, update, verify",
                "--steps a-b | `--steps` must be as in `12-20` or `12`, got `a-b`",
                "--steps 0-3 | `--steps` must lie within 1-35, the smaller number first, got `0-3`",
                "--steps 5-3 | `--steps` must lie within 1-35, the smaller number first, got `5-3`",
                "--steps 3-36 | `--steps` must lie within 1-35, the smaller number first, got `3-36`",
                "--steps 1-2 --phase verify | no step from 1 to 2 belongs to the phase `verify`; it has those from 35"
                        + " to 35",
                "--digits 0 | `--digits` must be from 1 to 17, got 0"
            })
    void whatCannotBeTracedIsRefusedInOneLine(String options, String said) {
        List<String> arguments = new ArrayList<>(List.of("trace", mazur));
        arguments.addAll(List.of(options.split(" ")));
        String refusal = CommandRun.of(arguments.toArray(String[]::new)).refusal();
        assertTrue(refusal.contains(said), refusal);
    }

    @Test
    void moreNumbersThanAnyoneReadsAreRefusedAsJson() {
        String digits = "sample-networks/digits-64-30-10.json";
        String refusal = CommandRun.of("trace", digits, "--all-samples", "--grain", "unit", "--json").refusal();
        assertTrue(refusal.contains("choose fewer with `--steps`"), refusal);
    }

    private static final String PICTURE =
            """
            {"format": "backprop-lab/1", "title": "A picture",
             "data": {"source": "inline", "inputs": [[[[1, 2, 0], [0, 3, 0], [0, 0, 4]]]], "targets": [[1]]},
             "network": {"input": [1, 3, 3], "layers": [
               {"name": "conv", "type": "conv2d", "filters": 1, "kernel": 2,
                "parameters": {"weights": [[[[1, 10], [100, 1000]]]], "bias": [0.5]}},
               {"name": "pool", "type": "max_pool2d"},
               {"name": "flat", "type": "flatten"},
               {"name": "output", "type": "dense", "units": 1,
                "parameters": {"weights": [[2]], "bias": [0]}}]},
             "losses": [{"type": "squared_error", "factor": 0.5}],
             "optimizer": {"type": "sgd", "learning_rate": 0.1}}
            """;

    /// z of the convolution is 3021.5 and 302.5, below them 30.5 and 4003.5, which wins.
    @Test
    void theWindowsOfAPictureAreOpened() {
        String file = CommandRun.file(folder, "picture.json", PICTURE);
        String text = CommandRun.of("trace", file, "--grain", "unit").succeeded().out();
        for (String said :
                new String[] {
                    "z of conv row 1, column 1",
                    "= 0.5 + 1 · 1 + 10 · 2 + 100 · 0 + 1000 · 3",
                    "The largest number of the window goes on: that at row 2, column 2 has won.",
                    "= max(3021.5, 302.5, 30.5, 4003.5 [won])",
                    "another number has won the window, so nothing comes back",
                    "it has won its window, so all of δ comes back",
                    "∂L/∂w and ∂L/∂b of conv filter 1",
                    "∂L/∂x of input row 2, column 2"
                }) {
            assertTrue(text.contains(said), () -> said + " is not in\n" + text);
        }
        String json = CommandRun.of("trace", file, "--grain", "unit", "--json").succeeded().out();
        assertTrue(json.contains("\"won\""), json);
    }

    /// Two time steps of a single unit that starts at 0: h₁ = tanh(b + w·x₁), h₂ = tanh(b + w·x₂ + v·h₁), L = ½·h₂².
    private static final String TWO_STEPS =
            """
            {"format": "backprop-lab/1", "title": "Two time steps",
             "data": {"source": "inline", "inputs": [[[1], [2]]], "targets": [[0]]},
             "network": {"input": [2, 1], "layers": [
               {"name": "state", "type": "rnn", "units": 1, "biases": "one", "activation": {"type": "tanh"},
                "parameters": {"W_ih": [[0.5]], "W_hh": [[-0.8]], "b_ih": [0.1]}}]},
             "losses": [{"type": "squared_error", "factor": 0.5}],
             "optimizer": {"type": "sgd", "learning_rate": 0.5}}
            """;

    @Test
    void aRecurrentLayerIsToldTimeStepByTimeStep() {
        String file = CommandRun.file(folder, "two-steps.json", TWO_STEPS);
        JsonNode steps = CommandRun.of("trace", file, "--json", "--grain", "unit").succeeded().json().at("/steps");
        double z1 = 0.1 + 0.5 * 1;
        double h1 = Math.tanh(z1);
        double z2 = 0.1 + 0.5 * 2 - 0.8 * h1;
        double h2 = Math.tanh(z2);
        double delta2 = h2 * (1 - h2 * h2);
        double delta1 = -0.8 * delta2 * (1 - h1 * h1);

        assertEquals(z1, result(steps, "z of state 1 at t = 1"), 1e-15);
        assertEquals(h1, result(steps, "h of state 1 at t = 1"), 1e-15);
        assertEquals(z2, result(steps, "z of state 1 at t = 2"), 1e-15);
        assertEquals(h2, result(steps, "∂L/∂h of state 1 at t = 2"), 1e-15);
        assertEquals(delta2, result(steps, "δ of state 1 at t = 2"), 1e-15);
        assertEquals(-0.8 * delta2, result(steps, "∂L/∂h of state 1 at t = 1"), 1e-15);
        assertEquals(delta1, result(steps, "δ of state 1 at t = 1"), 1e-15);
        assertEquals(delta1 * 1 + delta2 * 2, result(steps, "∂L/∂W_ih of input 1 → state 1"), 1e-15);
        assertEquals(delta2 * h1, result(steps, "∂L/∂W_hh of h of state 1 → state 1"), 1e-15);
        assertEquals(delta1 + delta2, result(steps, "∂L/∂b_ih of state 1"), 1e-15);
        assertEquals(0.5 * delta2, result(steps, "∂L/∂x of input 1 at t = 2"), 1e-15);
    }

    private static double result(JsonNode steps, String title) {
        for (JsonNode step : steps) {
            if (step.at("/title").asString().startsWith(title)) {
                return step.at("/results/0/value").asDouble();
            }
        }
        throw new AssertionError("no step is called " + title + " in\n" + steps);
    }
}
