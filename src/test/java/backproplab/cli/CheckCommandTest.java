package backproplab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.CheckPlan;
import backproplab.backprop.CheckReport;
import backproplab.backprop.CheckReport.TensorCheck;
import backproplab.backprop.CheckedNumber;
import backproplab.catalog.Entry;
import backproplab.fault.ClippedLog;
import backproplab.fault.Fault;
import backproplab.fault.Faults;
import backproplab.fault.Place;
import backproplab.fault.PlacedFault;
import backproplab.fault.PlantedFault;
import backproplab.fault.Surroundings;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;
import backproplab.training.TrainingSetup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

class CheckCommandTest {
    private static final String MAZUR = "sample-networks/mazur-2-2-2.json";
    private static final String DIGITS = "sample-networks/digits-64-30-10.json";

    /// One unit with `z = 0.8·w + b`, where b = 4e-6 is closer to the kink than a step of 1e-5; the second file stands on it.
    private static final String NEAR_A_KINK =
            """
            {"format": "backprop-lab/1",
             "data": {"source": "inline", "inputs": [[0.8]], "targets": [[-1]]},
             "network": {"input": [1], "layers": [
               {"name": "unit", "type": "dense", "units": 1, "activation": {"type": "relu"},
                "parameters": {"weights": [[0]], "bias": [%s]}}]},
             "losses": [{"type": "squared_error", "factor": 0.5}],
             "optimizer": {"type": "sgd", "learning_rate": 0.1}}
            """;

    @TempDir Path folder;

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("sample-networks"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleNetworkPasses(Path file) {
        JsonNode report = CommandRun.of("check", file.toString(), "--sample", "30", "--json").succeeded().json();
        assertEquals("ok", report.at("/verdict").stringValue());
        assertEquals(0, report.at("/failures").intValue());
        // a number of a kernel acts on 18,000 units of a batch, and where the paper is white, z is exactly the bias, 0
        int perKink = file.getFileName().toString().startsWith("lenet5") ? 4 : 10;
        assertTrue(
                report.at("/checked").intValue() >= report.at("/kinks").intValue() * perKink,
                "kinks are the exception");
    }

    @Test
    void printsALineForEachTensorTheWorstAndTheRule() {
        String text = CommandRun.of("check", MAZUR).succeeded().out();
        for (String tensor : List.of("hidden.weights", "hidden.bias", "output.weights", "output.bias")) {
            assertTrue(
                    text.lines().anyMatch(it -> it.startsWith(tensor) && it.endsWith("OK")),
                    () -> tensor + "\n" + text);
        }
        assertTrue(text.contains("hidden.weights[0][0]  4.38567734e-4"), text);
        assertTrue(text.contains("all 12 gradients checked: 12 OK, 0 FAIL, 0 KINK"), text);
        assertTrue(text.contains("≤ 1e-6"), text);
    }

    @Test
    void theJsonHoldsTheTensors() {
        JsonNode report = CommandRun.of("check", MAZUR, "--json", "--all").succeeded().json();
        assertEquals(12, report.at("/checked").intValue());
        assertEquals(12, report.at("/parameters").intValue());
        assertEquals(4, report.at("/tensors").size());
        assertEquals("weights", report.at("/tensors/0/parameter").stringValue());
        assertEquals(4, report.at("/tensors/0/size").intValue());
        assertTrue(report.at("/tensors/0/worst_relative_error").doubleValue() < 1e-6);
        JsonNode worst = report.at("/worst/0");
        assertEquals(
                worst.at("/backward").doubleValue(),
                worst.at("/difference").doubleValue(),
                1e-6 * Math.abs(worst.at("/backward").doubleValue()));
    }

    @Test
    void aSampleIsStatedWithItsSeed() {
        String text = CommandRun.of("check", DIGITS, "--sample", "5", "--seed", "3", "--batch", "2").succeeded().out();
        assertTrue(text.contains("2 samples"), text);
        assertTrue(text.contains("5 of 1920"), text);
        assertTrue(text.contains("20 of 2260 gradients, drawn by seed 3 checked"), text);
        assertEquals(
                text,
                CommandRun.of("check", DIGITS, "--sample", "5", "--seed", "3", "--samples", "0,1").succeeded().out());
    }

    @Test
    void aKinkIsToldWithItsUnitAndIsNoFailure() {
        String file = CommandRun.file(folder, "near.json", NEAR_A_KINK.formatted("4e-6"));
        String text = CommandRun.of("check", file).succeeded().out();
        assertTrue(text.contains("z of unit[0], sample 0, goes from -4e-6 to 1.2e-5, across the kink at 0"), text);
        assertTrue(text.contains("0 OK, 0 FAIL, 2 KINK"), text);
        assertTrue(
                CommandRun.of("check", file, "--epsilon", "1e-6").succeeded().out().contains("2 OK, 0 FAIL, 0 KINK"));
    }

    @Test
    void onAKinkTheConventionStandsBesideTheMeanOfBothSlopes() {
        String file = CommandRun.file(folder, "on.json", NEAR_A_KINK.formatted("0"));
        String text = CommandRun.of("check", file).succeeded().out();
        assertTrue(text.contains("is exactly 0: a difference takes the mean of both slopes, 0.5"), text);
        assertTrue(text.contains("the backward pass takes 0"), text);
        assertTrue(text.contains("with ReLU′(0) = 0, 0.5, 1 the backward pass gives 0, 0.4, 0.8"), text);
        JsonNode kink = CommandRun.of("check", file, "--json").succeeded().json().at("/at_kinks/0");
        assertEquals(0.8, kink.at("/relu_at_zero/2/gradient").doubleValue(), 1e-15);
    }

    @Test
    void aFailureIsNamed() {
        Parameters.Key key = new Parameters.Key("hidden", "weights");
        CheckedNumber wrong = new CheckedNumber(key, 5, 0.3, 0.25, -0.25, 1e-5, 1e-12, Optional.empty());
        CheckReport report =
                new CheckReport(CheckPlan.all(), 1, 0.5, List.of(new TensorCheck(key, Shape.of(2, 3), List.of(wrong))));
        String text = output(report).toText();
        assertTrue(text.contains("hidden.weights[1][2]"), text);
        assertTrue(text.lines().anyMatch(it -> it.startsWith("hidden.weights") && it.endsWith("FAIL")), text);
        assertTrue(text.contains("0 OK, 1 FAIL, 0 KINK"), text);
    }

    private static CheckOutput output(CheckReport report) {
        return new CheckOutput(
                "",
                new int[] {0},
                report,
                () -> {
                    throw new AssertionError("nothing stands on a kink");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--epsilon 0 | `--epsilon` must be from 1e-15 to 1",
                "--epsilon NaN | `--epsilon` must be from 1e-15 to 1",
                "--sample 0 | `--sample` must be 1 or more, got 0",
                "--sample 3 --all | mutually exclusive",
                "--batch 0 | `--batch` must be from 1 to 1, got 0",
                "--batch 2 | `--batch` must be from 1 to 1, got 2",
                "--samples 1 | `--samples` must be from 0 to 0, got 1",
                "--samples 0,0 | names a sample twice",
                "--curve hidden | needs LAYER.PARAMETER[INDEX], such as `hidden.weights[1][1]`, got `hidden`",
                "--curve hidden.weight[0][0] | did you mean `hidden.weights`?",
                "--curve foo[0] | there are `hidden.weights`, `hidden.bias`, `output.weights`, `output.bias`",
                "--curve hidden.weights[0] | has the shape [2, 2]: the last one is `hidden.weights[1][1]`",
                "--curve hidden.bias[2] | names no number of `hidden.bias`"
            })
    void refusesWhatCannotBe(String options, String message) {
        String[] words = ("check " + MAZUR + " " + options).split(" ", -1);
        String refusal = CommandRun.of(words).refusal();
        assertTrue(refusal.contains(message), refusal);
    }

    @Test
    void aLossThatIsNotFiniteIsToldInOneLine() {
        String file = CommandRun.file(folder, "far.json", NEAR_A_KINK.formatted("1e200"));
        CommandRun run = CommandRun.of("check", file);
        assertEquals(1, run.exitCode());
        assertEquals("", run.out());
        assertTrue(run.err().contains("the loss is Infinity"), run.err());
        assertEquals(1, run.err().lines().count());
    }

    @Test
    void theCurveOfOneNumberFallsAndRisesAgain() {
        CommandRun run = CommandRun.of("check", MAZUR, "--curve", "hidden.weights[0][1]", "--json").succeeded();
        JsonNode curve = run.json().get("curve");
        assertEquals("[0,1]", curve.get("index").toString());
        JsonNode gradient = CommandRun.of("gradients", MAZUR).succeeded().json().at("/gradients/hidden/weights/0/1");
        assertEquals(gradient.doubleValue(), curve.get("backward").doubleValue());
        JsonNode points = curve.get("points");
        assertEquals(12, points.size());
        assertEquals(0.1, points.get(0).get("epsilon").doubleValue());
        double best = 1;
        for (JsonNode point : points) {
            best = Math.min(best, point.get("relative_error").doubleValue());
        }
        assertTrue(best < 1e-9);
        assertTrue(points.get(0).get("relative_error").doubleValue() > 1e-6, "curvature");
        assertTrue(points.get(11).get("relative_error").doubleValue() > 1e-4, "rounding");
    }

    @Test
    void theCurveStandsUnderTheCheckAsText() {
        String text = CommandRun.of("check", MAZUR, "--curve", "output.bias[1]").succeeded().out();
        assertTrue(text.contains("12 OK, 0 FAIL"), text);
        assertTrue(text.contains("Error against ε of output.bias[1], backward pass -0.0380982365"), text);
        assertTrue(text.lines().anyMatch(it -> it.startsWith("  1e-12 ") && it.endsWith("#")), text);
    }

    @Test
    void theCurveNamesItsKinks() {
        String file = CommandRun.file(folder, "near.json", NEAR_A_KINK.formatted("4e-6"));
        String text = CommandRun.of("check", file, "--curve", "unit.bias[0]").succeeded().out();
        assertTrue(text.lines().anyMatch(it -> it.startsWith("  1e-5 ") && it.endsWith("kink of unit")), text);
        assertTrue(text.lines().noneMatch(it -> it.startsWith("  1e-6 ") && it.contains("kink")), text);
    }

    /// Each fault in each place of a network with a fork: the check exits with 1 exactly when gradients are wrong, and
    /// names those tensors and no others. Not with a clipped logarithm, which falsifies nothing before an output is far
    /// off.
    @Test
    void aWrongGradientIsNamedAndIsTheExitCode() {
        String file = "sample-networks/half-adder.json";
        Surroundings surroundings = setup(file).surroundings();
        Parameters start = InputFiles.load(file).start().parameters();
        int failed = 0;
        for (Fault fault : Faults.CATALOG.entries().stream().map(Entry::standard).toList()) {
            if (fault instanceof ClippedLog) {
                continue;
            }
            for (Place place : PlacedFault.placesFor(fault, surroundings)) {
                PlacedFault placed = new PlacedFault(fault, place, surroundings);
                CommandRun run = checkWith(placed.planted(), file);
                Set<String> wrong = new TreeSet<>();
                placed.wrongGradients(start).forEach(it -> wrong.add(it.toString()));
                Set<String> named = new TreeSet<>();
                for (JsonNode tensor : run.json().get("tensors")) {
                    if (tensor.get("verdict").stringValue().equals("fail")) {
                        named.add(tensor.get("layer").stringValue() + "." + tensor.get("parameter").stringValue());
                    }
                }
                assertEquals(wrong, named, placed.toString());
                assertEquals(wrong.isEmpty() ? 0 : 1, run.exitCode(), placed.toString());
                failed += run.exitCode();
            }
        }
        assertTrue(failed >= 8, failed + " failed");
    }

    private static TrainingSetup setup(String file) {
        return InputFiles.load(file).setup();
    }

    private static CommandRun checkWith(PlantedFault fault, String file) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                new CommandLine(new CheckCommand(it -> it.with(fault)))
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(file, "--json");
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
