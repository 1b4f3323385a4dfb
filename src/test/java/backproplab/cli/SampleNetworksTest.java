package backproplab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.data.DataDoctor;
import backproplab.data.DataFinding;
import backproplab.data.Dataset;
import backproplab.experiment.ExperimentFile;
import backproplab.experiment.ExperimentProblem;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.Reading;
import backproplab.fault.BranchesOverwritten;
import backproplab.fault.Exercise;
import backproplab.fault.Fault;
import backproplab.fault.MomentumTwice;
import backproplab.fault.Place;
import backproplab.fault.PlacedFault;
import backproplab.fault.PlantedFault;
import backproplab.reference.ReferenceCase;
import backproplab.training.Judge;
import backproplab.training.Trainer;
import backproplab.training.TrainingProgress;
import backproplab.training.TrainingSetup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What the sample networks claim in `about`, with their seeds, and what they promise for a changed setting.
class SampleNetworksTest {
    private static final Path FOLDER = Path.of("sample-networks");

    @TempDir Path folder;

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isCompleteAndSaysWhatToLookAt(Path sample) {
        LoadedExperiment loaded = load(sample);

        assertFalse(loaded.experiment().title().isBlank());
        assertTrue(loaded.experiment().about().contains("**"), loaded.experiment().about());
    }

    /// The circle with tanh shows targets at ±1 on purpose; some pixels of the digits are white in every picture.
    @ParameterizedTest
    @MethodSource("samples")
    void theDataDoctorFindsWhatIsMeantAndNothingElse(Path sample) {
        TrainingSetup setup = load(sample).setup();
        List<DataFinding.Kind> meant =
                switch (sample.getFileName().toString()) {
                    case "circle-tanh.json" -> List.of(DataFinding.Kind.TARGETS_AT_LIMIT);
                    case "digits-64-30-10.json",
                            "lenet5-digits.json",
                            "lenet5-relu-nan.json",
                            "deep-sigmoid-conv-vanishing.json",
                            "deep-sigmoid-conv-batchnorm.json" ->
                            List.of(DataFinding.Kind.CONSTANT_COLUMNS);
                    default -> List.of();
                };
        assertEquals(
                meant,
                DataDoctor.examine(setup.training(), setup.network(), setup.losses()).stream()
                        .map(DataFinding::kind)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aBugCanBeHiddenInEverySample(Path sample) {
        TrainingSetup clean = load(sample).setup();
        PlacedFault hidden = Exercise.draw(clean.surroundings(), 1).orElseThrow().hidden();
        Trainer trainer = new Trainer(clean.with(hidden.planted()), load(sample).start());
        assertTrue(trainer.step(), hidden.fault() + " in " + hidden.place());
    }

    @Test
    void circleTanh() {
        JsonNode end = train("circle-tanh");

        assertTrue(end.at("/training/accuracy").doubleValue() >= 0.99);
        assertTrue(end.at("/test/accuracy").doubleValue() >= 0.99);
        assertEquals("none", flag(end));
    }

    @Test
    void spiralRelu() {
        JsonNode end = train("spiral-relu");

        assertTrue(end.at("/test/accuracy").doubleValue() >= 0.98);
        assertTrue(deadUnits(end, 1) >= 3, "a few die");
    }

    @Test
    void xor221() {
        JsonNode end = train("xor-2-2-1");

        assertEquals(1, end.at("/training/accuracy").doubleValue());
        assertTrue(end.at("/training/loss").doubleValue() < 0.01);
    }

    @Test
    void xor221FromAnotherStartStaysOnItsPlateau() {
        JsonNode end = train(changed("xor-2-2-1", "\"seed\": 5", "\"seed\": 5, \"weights_seed\": 1"));

        assertEquals(0.348, end.at("/training/loss").doubleValue(), 5e-4);
    }

    @Test
    void sine1501() {
        assertTrue(train("sine-1-50-1").at("/test/loss").doubleValue() < 0.0025);
    }

    @Test
    void digits643010() {
        assertTrue(train("digits-64-30-10", "--epochs", "1").at("/test/accuracy").doubleValue() > 0.8);
        assertTrue(train("digits-64-30-10").at("/test/accuracy").doubleValue() >= 0.97);
    }

    @Test
    void lenet5() {
        assertTrue(train("lenet5-digits").at("/test/accuracy").doubleValue() >= 0.95);
    }

    @Test
    void lenet5WithReluOverflows() {
        CommandRun run = CommandRun.of("train", sample("lenet5-relu-nan"), "--json");

        assertEquals(1, run.exitCode());
        assertEquals(5, run.json().at("/diverged/update").intValue());
        assertEquals("dense1", run.json().at("/diverged/layer").stringValue());
        assertTrue(run.json().at("/diverged/text").stringValue().contains("∂L/∂a of layer `dense1` became ∞"));
    }

    @Test
    void lenet5StaysFiniteWithSigmoidOrWithWeightsForRelu() {
        JsonNode sigmoid = train(changed("lenet5-relu-nan", "\"relu\"", "\"sigmoid\""), "--steps", "60");
        assertTrue(sigmoid.at("/test/accuracy").doubleValue() < 0.2);

        String he = changed("lenet5-relu-nan", "\"type\": \"normal\", \"std\": 0.2", "\"type\": \"he_normal\"");
        JsonNode end = train(changed(he, "\"learning_rate\": 0.1", "\"learning_rate\": 0.02"));
        assertTrue(end.at("/test/accuracy").doubleValue() > 0.66);
    }

    /// Every figure that the article prints, to its last digit; and the one that is wrong there.
    @Test
    void mazur222() {
        JsonNode result = gradients("mazur-2-2-2");
        List<String> places =
                List.of(
                        "/preactivations/hidden/0/0",
                        "/activations/hidden/0/0",
                        "/activations/hidden/0/1",
                        "/preactivations/output/0/0",
                        "/outputs/0/0",
                        "/outputs/0/1",
                        "/loss",
                        "/gradients/output/weights/0/0",
                        "/gradients/hidden/weights/0/0",
                        "/after_update/1/hidden/weights/0/0",
                        "/after_update/1/hidden/weights/0/1",
                        "/after_update/1/hidden/weights/1/0",
                        "/after_update/1/hidden/weights/1/1",
                        "/after_update/1/output/weights/0/0",
                        "/after_update/1/output/weights/0/1",
                        "/after_update/1/output/weights/1/0",
                        "/after_update/1/output/weights/1/1");
        JsonNode published = ReferenceCase.of("C01_mazur").json().get("published");
        for (int i = 0; i < places.size(); i++) {
            BigDecimal printed = new BigDecimal(published.get(i).get("printed").stringValue());
            BigDecimal ours = new BigDecimal(result.at(places.get(i)).asString());
            assertEquals(printed, ours.setScale(printed.scale(), RoundingMode.HALF_UP), places.get(i));
        }
        assertEquals(0.291027774, result.at("/loss_trajectory/1").doubleValue(), 5e-10);
        assertEquals("[0.35,0.35]", result.at("/after_update/1/hidden/bias").toString());
    }

    /// By the chain rule on paper: `δ = (y − t)·y(1 − y)`, then `δ·v·h(1 − h)`.
    @Test
    void threeTwoOne() {
        JsonNode result = gradients("three-two-one");

        double y = 0.7890033084910505;
        double delta = (y - 0.1) * y * (1 - y);
        assertEquals(y, result.at("/outputs/0/0").doubleValue(), 1e-15);
        assertEquals(0.23736278, result.get("loss").doubleValue(), 5e-9);
        assertEquals(delta, result.at("/deltas/output/0/0").doubleValue(), 1e-15);
        double[] v = {0.5, 0.55};
        for (int unit = 0; unit < 2; unit++) {
            double h = result.at("/activations/hidden/0/" + unit).doubleValue();
            double hidden = delta * v[unit] * h * (1 - h);
            assertEquals(hidden, result.at("/deltas/hidden/0/" + unit).doubleValue(), 1e-15);
            assertEquals(0, result.at("/gradients/hidden/weights/" + unit + "/0").doubleValue());
            assertEquals(hidden * 0.5, result.at("/gradients/hidden/weights/" + unit + "/1").doubleValue(), 1e-15);
        }
    }

    @Test
    void halfAdder() {
        assertTrue(train("half-adder").at("/training/loss").doubleValue() < 0.01);
        JsonNode two = train(changed("half-adder", "\"units\": 4", "\"units\": 2"));
        assertTrue(two.at("/training/loss").doubleValue() < 0.01);
    }

    @Test
    void halfAdderLearnsOnlyTheCarryWhenItsBranchesAreOverwritten() {
        Trainer trainer = faulty("half-adder", new BranchesOverwritten());
        for (int i = 0; i < 1000; i++) {
            assertTrue(trainer.step());
        }
        TrainingProgress.Evaluated end = new Judge(trainer.setup(), trainer.parameters()).look(1000);
        assertTrue(end.training().loss() > 0.6);
        assertEquals(1, end.training().accuracy().orElseThrow());
    }

    @Test
    void ravineWithMomentum() {
        assertTrue(train("ravine-momentum").at("/training/loss").doubleValue() < 1e-5);
    }

    /// In the two directions `w₁ ± w₂` the loss is `½·λ·e²` with λ = 2 and 0.02, and without momentum an update takes
    /// e to `(1 − ηλ)·e`.
    @Test
    void ravineWithoutMomentumIsCreptAlong() {
        String momentum = "\"learning_rate\": 0.5, \"momentum\": 0.9";
        double[] errors = {-0.5 * Math.sqrt(2), -2.5 * Math.sqrt(2)};
        double[] slopes = {2, 0.02};
        double[] printed = {0.0167, 0.011};
        double[] rates = {0.5, 0.99};
        for (int i = 0; i < rates.length; i++) {
            String with = "\"learning_rate\": %s, \"momentum\": 0".formatted(rates[i]);
            double loss = train(changed("ravine-momentum", momentum, with)).at("/training/loss").doubleValue();
            double expected = 0;
            for (int k = 0; k < 2; k++) {
                double left = errors[k] * Math.pow(1 - rates[i] * slopes[k], 100);
                expected += 0.5 * slopes[k] * left * left;
            }
            assertEquals(expected, loss, 1e-12);
            assertEquals(printed[i], loss, 1e-4);
        }
    }

    @Test
    void ravineIsLeftWhenMomentumIsAppliedTwice() {
        Trainer trainer = faulty("ravine-momentum", new MomentumTwice());
        for (int i = 0; i < 100; i++) {
            assertTrue(trainer.step());
        }
        assertTrue(new Judge(trainer.setup(), trainer.parameters()).look(100).training().loss() > 1e20);
    }

    private static Trainer faulty(String name, Fault fault) {
        LoadedExperiment loaded = load(Path.of(sample(name)));
        Place place = PlacedFault.placesFor(fault, loaded.setup().surroundings()).getFirst();
        return new Trainer(loaded.setup().with(new PlantedFault(fault, place)), loaded.start());
    }

    @Test
    void deepSigmoidVanishes() {
        JsonNode first = train("deep-sigmoid-vanishing", "--steps", "1");
        JsonNode end = train("deep-sigmoid-vanishing");

        assertEquals("vanishing", flag(first));
        double factor = first.at("/gradient_flow/factor_per_layer").doubleValue();
        assertTrue(factor > 0.2 && factor < 0.25, "×" + factor);
        assertEquals("vanishing", flag(end));
        assertEquals(0.5, end.at("/test/accuracy").doubleValue());
        assertEquals(Math.log(2), end.at("/training/loss").doubleValue(), 0.01);
    }

    @Test
    void deepReluWithHesStartIsHealthy() {
        JsonNode first = train("deep-relu-he-healthy", "--steps", "1");
        JsonNode end = train("deep-relu-he-healthy");

        assertEquals("none", flag(first));
        assertEquals("none", flag(end));
        assertTrue(end.at("/test/accuracy").doubleValue() >= 0.97);
    }

    @Test
    void deepReluWithWeightsTooLargeExplodes() {
        JsonNode first = train("deep-relu-exploding", "--steps", "1");
        CommandRun run = CommandRun.of("train", sample("deep-relu-exploding"), "--json");

        assertEquals("exploding", flag(first));
        assertTrue(first.at("/gradient_flow/ratio").doubleValue() > 1e4);
        assertTrue(first.at("/training/loss").doubleValue() > 1e100, "more than a hundred digits");
        assertEquals(1, run.exitCode());
        assertEquals(3, run.json().at("/diverged/update").intValue());
    }

    @Test
    void deepReluWithWeightsTooLargeGoesOnWithClipping() {
        String rate = "\"learning_rate\": 0.01";

        train(changed("deep-relu-exploding", rate, rate + ", \"clip\": {\"type\": \"norm\", \"max_norm\": 1}"));
    }

    @Test
    void deepSigmoidConvolutionsVanish() {
        JsonNode first = train("deep-sigmoid-conv-vanishing", "--steps", "1");
        JsonNode end = train("deep-sigmoid-conv-vanishing");

        assertEquals("vanishing", flag(first));
        double factor = first.at("/gradient_flow/factor_per_layer").doubleValue();
        assertTrue(factor > 0.2 && factor < 0.25, "×" + factor);
        assertEquals(Math.pow(factor, 7), first.at("/gradient_flow/ratio").doubleValue(), 1e-15);
        double smallest = first.at("/layers/0/weight_gradient/rms").doubleValue();
        assertEquals(45_000, first.at("/layers/7/weight_gradient/rms").doubleValue() / smallest, 1_000);
        assertEquals("vanishing", flag(end));
        assertEquals(0.1, end.at("/test/accuracy").doubleValue(), 0.01);
        assertEquals(Math.log(10), end.at("/training/loss").doubleValue(), 0.01);
    }

    @Test
    void batchNormalisationCuresDeepSigmoidConvolutions() {
        JsonNode first = train("deep-sigmoid-conv-batchnorm", "--steps", "1");
        JsonNode end = train("deep-sigmoid-conv-batchnorm");

        assertEquals("none", flag(first));
        assertEquals(0.93, first.at("/gradient_flow/factor_per_layer").doubleValue(), 0.005);
        assertEquals("none", flag(end));
        assertTrue(end.at("/test/accuracy").doubleValue() >= 0.95);
    }

    @Test
    void batchNormalisationIsAllThatDiffers() throws IOException {
        String plain = Files.readString(Path.of(sample("deep-sigmoid-conv-vanishing")));
        String normalised = Files.readString(Path.of(sample("deep-sigmoid-conv-batchnorm")));
        String without =
                normalised
                        .replaceAll(" *\\{\"name\": \"(norm|sigmoid)\\d\".*\\n", "")
                        .replace("\"padding\": 1,", "\"padding\": 1, \"activation\": {\"type\": \"sigmoid\"},");

        assertEquals(plain.substring(plain.indexOf("\"seed\"")), without.substring(without.indexOf("\"seed\"")));
    }

    @Test
    void batchNormalisationTakesAwayWhatABiasAdds() {
        JsonNode gradients = gradientsOf(sample("deep-sigmoid-conv-batchnorm"));

        for (int layer = 1; layer <= 8; layer++) {
            for (int channel = 0; channel < 4; channel++) {
                assertEquals(
                        0, gradients.at("/gradients/conv%d/bias/%d".formatted(layer, channel)).doubleValue(), 1e-13);
                double beta = gradients.at("/gradients/norm%d/beta/%d".formatted(layer, channel)).doubleValue();
                assertTrue(Math.abs(beta) > 1e-7, "β learns: " + beta);
            }
        }
    }

    @Test
    void batchNormalisationByConstantStatisticsCuresNothing() {
        String type = "\"type\": \"batch_norm\"";
        String constant = changed("deep-sigmoid-conv-batchnorm", type, type + ", \"mode\": \"eval\"");

        assertEquals("vanishing", flag(train(constant, "--steps", "1")));
        assertEquals(0.1, train(constant).at("/test/accuracy").doubleValue(), 0.01);
    }

    @Test
    void reluDiesOfALargeRate() {
        JsonNode end = train("dying-relu");

        assertTrue(deadUnits(end, 0) > 8, deadUnits(end, 0) + " dead");
        assertTrue(end.at("/test/accuracy").doubleValue() < 0.8);
    }

    @Test
    void reluLivesWithASmallerRateOrASlopeBelowZero() {
        JsonNode slower = train(changed("dying-relu", "\"learning_rate\": 6", "\"learning_rate\": 1"));
        JsonNode leaky = train(changed("dying-relu", "\"relu\"", "\"leaky_relu\""));

        assertEquals(0, deadUnits(slower, 0));
        assertEquals(1, slower.at("/test/accuracy").doubleValue());
        assertEquals(0, deadUnits(leaky, 0));
    }

    /// The closed form of linear regression: slope `cov(x, y) / var(x)`, through the means.
    @Test
    void deepLinearIsLinearRegression() {
        Dataset data = load(Path.of(sample("deep-linear"))).samples();
        int n = data.samples();
        double meanX = mean(data.input().values());
        double meanY = mean(data.target().values());
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < n; i++) {
            double x = data.input().get(i) - meanX;
            covariance += x * (data.target().get(i) - meanY);
            variance += x * x;
        }
        String end = folder.resolve("end.json").toString();

        CommandRun.of("train", sample("deep-linear"), "--save", end).succeeded();
        JsonNode outputs = CommandRun.of("gradients", end).succeeded().json().get("outputs");

        for (int i = 0; i < n; i++) {
            double line = meanY + covariance / variance * (data.input().get(i) - meanX);
            assertEquals(line, outputs.get(i).get(0).doubleValue(), 1e-10);
        }
    }

    @Test
    void residual20Layers() {
        JsonNode first = train("residual-20-layers", "--steps", "1");
        JsonNode end = train("residual-20-layers");

        assertEquals("none", flag(first));
        assertEquals("none", flag(end));
        assertTrue(end.at("/test/accuracy").doubleValue() >= 0.97);
    }

    /// The same blocks one behind the other.
    @Test
    void residual20LayersWithoutTheirSkipConnectionsVanish() throws IOException {
        String text = Files.readString(Path.of(sample("residual-20-layers")));
        String plain =
                text.replaceAll(" *\\{\"name\": \"sum\\d+\".*\\n", "")
                        .replaceAll("\\[\"sum(\\d+)\"\\]", "[\"block$1\"]");
        String file = CommandRun.file(folder, "plain.json", plain);

        JsonNode first = train(file, "--steps", "1");
        JsonNode end = train(file);

        assertEquals("vanishing", flag(first));
        assertTrue(first.at("/gradient_flow/ratio").doubleValue() < 1e-6);
        assertEquals(0.5, end.at("/test/accuracy").doubleValue(), 0.1);
    }

    /// ∇(L₁ + 0.3·L₂) = ∇L₁ + 0.3·∇L₂, number by number.
    @Test
    void twoLossesSendTheirWeightedSumIntoTheSharedLayer() {
        String weights = "\"weight\": 0.3";
        JsonNode both = gradients("two-losses").at("/gradients/shared/weights");
        JsonNode one = gradientsOf(changed("two-losses", weights, "\"weight\": 0"));
        JsonNode full = gradientsOf(changed("two-losses", weights, "\"weight\": 1"));

        for (int unit = 0; unit < 6; unit++) {
            for (int input = 0; input < 2; input++) {
                double first = one.at("/gradients/shared/weights").get(unit).get(input).doubleValue();
                double second = full.at("/gradients/shared/weights").get(unit).get(input).doubleValue() - first;
                assertEquals(first + 0.3 * second, both.get(unit).get(input).doubleValue(), 1e-14);
                assertTrue(Math.abs(second) > 1e-6, "the second loss has a say");
            }
        }
        assertEquals("[[0,0,0,0,0,0]]", one.at("/gradients/early/weights").toString());
    }

    @Test
    void twoLossesLearnBoth() {
        String end = folder.resolve("end.json").toString();
        CommandRun.of("train", sample("two-losses"), "--save", end).succeeded();
        JsonNode result = CommandRun.of("gradients", end).succeeded().json();
        for (String head : List.of("out", "early")) {
            Dataset data = load(Path.of(end)).samples();
            int right = 0;
            for (int i = 0; i < data.samples(); i++) {
                double y = result.get("outputs").get(head).get(i).get(0).doubleValue();
                right += y > 0.5 == data.target().get(i) > 0.5 ? 1 : 0;
            }
            assertTrue(right >= 37, "%s has %d of 40 right".formatted(head, right));
        }
    }

    /// `‖∂L/∂hₜ‖` of the first step over that of the last.
    private static double throughTime(String name) {
        JsonNode norms = CommandRun.of("gradients", sample(name)).succeeded().json().at("/hidden_gradient_norms/cell");
        return norms.get(0).doubleValue() / norms.get(norms.size() - 1).doubleValue();
    }

    @Test
    void rnnVanishesThroughALongSequence() {
        JsonNode end = train("rnn-long-sequence-vanishing");

        assertTrue(throughTime("rnn-long-sequence-vanishing") < 1e-23);
        assertTrue(end.at("/training/loss").doubleValue() > 0.6);
        assertTrue(end.at("/test/accuracy").doubleValue() < 0.7);
    }

    @Test
    void rnnLearnsAShortSequence() throws IOException {
        String text = Files.readString(Path.of(sample("rnn-long-sequence-vanishing")));
        String file = text.replace("\"steps\": 150", "\"steps\": 10").replace("[150, 1]", "[10, 1]");

        assertEquals(1, train(CommandRun.file(folder, "short.json", file)).at("/test/accuracy").doubleValue());
    }

    @Test
    void rnnExplodesAndClippingCuresIt() {
        CommandRun run = CommandRun.of("train", sample("rnn-exploding"), "--json");
        String rate = "\"learning_rate\": 0.1";
        String clipped = changed("rnn-exploding", rate, rate + ", \"clip\": {\"type\": \"norm\", \"max_norm\": 1}");

        assertTrue(throughTime("rnn-exploding") > 5e6);
        assertEquals(1, run.exitCode());
        assertEquals(3, run.json().at("/diverged/update").intValue());
        assertEquals("cell", run.json().at("/diverged/layer").stringValue());
        assertEquals(1, train(clipped).at("/test/accuracy").doubleValue());
    }

    @Test
    void lstmRemembers() {
        JsonNode end = train("lstm-long-memory");

        double ratio = throughTime("lstm-long-memory");
        assertTrue(ratio > 0.02 && ratio < 0.03, "×" + ratio);
        assertEquals(1, end.at("/training/accuracy").doubleValue());
        assertEquals(1, end.at("/test/accuracy").doubleValue());
    }

    @Test
    void lstmForgetsWithItsForgetGateHalfOpen() {
        JsonNode end = train(changed("lstm-long-memory", "5, 5, 5, 5, 5, 5, 5, 5", "0, 0, 0, 0, 0, 0, 0, 0"));

        assertTrue(end.at("/training/loss").doubleValue() > 0.6);
    }

    private static JsonNode gradientsOf(String file) {
        return CommandRun.of("gradients", file).succeeded().json();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static JsonNode train(String nameOrFile, String... options) {
        String[] arguments =
                Stream.concat(Stream.of("train", file(nameOrFile), "--json"), Stream.of(options))
                        .toArray(String[]::new);
        return CommandRun.of(arguments).succeeded().json();
    }

    private static JsonNode gradients(String name) {
        return CommandRun.of("gradients", sample(name), "--updates", "1").succeeded().json();
    }

    private static String flag(JsonNode report) {
        return report.at("/gradient_flow/flag").stringValue();
    }

    private static int deadUnits(JsonNode report, int layer) {
        return report.get("layers").get(layer).get("dead_units").intValue();
    }

    private static String file(String nameOrFile) {
        return nameOrFile.endsWith(".json") ? nameOrFile : sample(nameOrFile);
    }

    private static String sample(String name) {
        return FOLDER.resolve(name + ".json").toString();
    }

    /// The sample with one setting changed, as a file.
    private String changed(String nameOrFile, String from, String to) {
        try {
            String text = Files.readString(Path.of(file(nameOrFile)));
            assertTrue(text.contains(from), from);
            return CommandRun.file(folder, "changed.json", text.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LoadedExperiment load(Path file) {
        return switch (ExperimentFile.read(file)) {
            case Reading.Done<LoadedExperiment>(LoadedExperiment loaded) -> loaded;
            case Reading.Refused<LoadedExperiment>(List<ExperimentProblem> problems) ->
                    throw new AssertionError(problems.toString());
        };
    }
}
