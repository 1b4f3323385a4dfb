package backproplab.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Activation;
import backproplab.activation.Identity;
import backproplab.activation.Relu;
import backproplab.activation.Sigmoid;
import backproplab.activation.Tanh;
import backproplab.catalog.Entry;
import backproplab.data.DataFinding.Kind;
import backproplab.data.DataFinding.Severity;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.layer.Softmax;
import backproplab.loss.BinaryCrossEntropy;
import backproplab.loss.CategoricalCrossEntropy;
import backproplab.loss.Hinge;
import backproplab.loss.Loss;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.random.SeededRandom;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

class DataDoctorTest {
    private static final int SAMPLES = 40;

    @Test
    void standardizedInputsWithTargetsOfALinearOutputAreHealthy() {
        assertEquals(List.of(), examined(gaussian(0, 1), targets(0, 1), new Identity(), new SquaredError(0.5)));
    }

    @Test
    void inputsFarFromZeroAreNamedWithTheirNumbers() {
        Tensor x = gaussian(0, 1);
        for (int i = 0; i < SAMPLES; i++) {
            x.set(i, 1, i % 2 == 0 ? 90 : 110);
        }
        DataFinding finding = only(examined(x, targets(0, 1), new Identity(), new SquaredError(0.5)));
        assertEquals(Kind.LARGE_INPUTS, finding.kind());
        assertEquals("inputs", finding.place());
        assertEquals(
                "1 of 3 columns is not standardised: column 2 (mean 100, standard deviation 10)", finding.sentence());
    }

    @Test
    void theRuleForLargeInputsBeginsAboveThree() {
        assertEquals(List.of(), kinds(examined(spread(3), targets(0, 1), new Identity(), new SquaredError(0.5))));
        assertEquals(
                List.of(Kind.LARGE_INPUTS),
                kinds(examined(spread(3.01), targets(0, 1), new Identity(), new SquaredError(0.5))));
        assertEquals(List.of(), kinds(examined(spread(0.1), targets(0, 1), new Identity(), new SquaredError(0.5))));
        assertEquals(
                List.of(Kind.SMALL_INPUTS),
                kinds(examined(spread(0.099), targets(0, 1), new Identity(), new SquaredError(0.5))));
    }

    @Test
    void aConstantColumnIsNotedAndNotMore() {
        Tensor x = gaussian(0, 1);
        for (int i = 0; i < SAMPLES; i++) {
            x.set(i, 2, 0);
        }
        DataFinding finding = only(examined(x, targets(0, 1), new Identity(), new SquaredError(0.5)));
        assertEquals(Kind.CONSTANT_COLUMNS, finding.kind());
        assertEquals(Severity.NOTE, finding.severity());
        assertTrue(finding.sentence().contains("column 3 (always 0)"), finding.sentence());
    }

    @Test
    void bytesThatWereReadWithASignAreRecognised() {
        for (double unit : new double[] {1, 1.0 / 255, 1.0 / 256, 1.0 / 128}) {
            Tensor bytes = Tensor.zeros(SAMPLES, 16);
            Tensor pixels = Tensor.zeros(SAMPLES, 16);
            SeededRandom random = new SeededRandom(1);
            for (int i = 0; i < bytes.size(); i++) {
                int pixel = random.nextInt(256);
                bytes.set(i, (byte) pixel * unit);
                pixels.set(i, pixel * unit);
            }
            assertTrue(
                    kinds(examined(bytes, targets(0, 1), new Identity(), new SquaredError(0.5)))
                            .contains(Kind.OVERFLOWED_BYTES));
            assertFalse(
                    kinds(examined(pixels, targets(0, 1), new Identity(), new SquaredError(0.5)))
                            .contains(Kind.OVERFLOWED_BYTES));
        }
    }

    @Test
    void tanhNeverReachesPlusAndMinusOne() {
        DataFinding finding = only(examined(gaussian(0, 1), targets(-1, 1), new Tanh(), new SquaredError(0.5)));
        assertEquals(Kind.TARGETS_AT_LIMIT, finding.kind());
        assertEquals("targets of layer `output`", finding.place());
        assertTrue(
                finding.sentence()
                        .startsWith("40 of 40 targets are never quite reached, such as −1: the outputs lie in (−1, 1)"),
                finding.sentence());
        assertEquals(List.of(), examined(gaussian(0, 1), targets(-0.9, 0.9), new Tanh(), new SquaredError(0.5)));
        assertEquals(List.of(), examined(gaussian(0, 1), targets(-1, 1), new Tanh(), new Hinge(1)));
    }

    @Test
    void sigmoidWithZeroAndOneIsFineWithCrossEntropyOnly() {
        assertEquals(List.of(), examined(gaussian(0, 1), targets(0, 1), new Sigmoid(), new BinaryCrossEntropy(0)));
        assertEquals(
                List.of(Kind.TARGETS_AT_LIMIT),
                kinds(examined(gaussian(0, 1), targets(0, 1), new Sigmoid(), new SquaredError(0.5))));
    }

    @Test
    void targetsThatTheOutputCannotReachAreCounted() {
        DataFinding finding = only(examined(gaussian(0, 1), targets(-1, 1), new Relu(), new SquaredError(0.5)));
        assertEquals(Kind.TARGETS_OUT_OF_RANGE, finding.kind());
        assertTrue(
                finding.sentence()
                        .startsWith("20 of 40 targets can never be reached, such as −1: the outputs lie in [0, ∞)"));
        assertEquals(List.of(), examined(gaussian(0, 1), targets(0, 1), new Relu(), new SquaredError(0.5)));
    }

    @Test
    void whatWasLookedAtIsTold() {
        Dataset labels = Dataset.of(gaussian(0, 1), targets(0, 1)).withTarget("output");
        assertEquals(
                List.of(
                        "size and spread, bytes read with a sign and columns that never change, in 3 input columns of"
                                + " 40 training samples",
                        "how many samples each of the 2 classes has"),
                DataDoctor.lookedAt(labels, terms(new BinaryCrossEntropy(0))));
        assertEquals(
                List.of(
                        "size, bytes read with a sign and columns that never change, in 3 input columns of 1 training"
                                + " sample",
                        "whether the outputs can reach their targets"),
                DataDoctor.lookedAt(labels.select(0), terms(new SquaredError(0.5))));
    }

    @Test
    void classesOfVeryUnequalSizeAreCounted() {
        Tensor targets = Tensor.zeros(SAMPLES, 1);
        for (int i = 0; i < 7; i++) {
            targets.set(i, 1);
        }
        DataFinding finding = only(examined(gaussian(0, 1), targets, new Sigmoid(), new BinaryCrossEntropy(0)));
        assertEquals(
                "class `0` has 33 samples and class `1` 7: a network that always says `0` is right in 83 %",
                finding.sentence());
        targets.set(7, 1); // 32 to 8 is four times as many and not more
        assertEquals(List.of(), examined(gaussian(0, 1), targets, new Sigmoid(), new BinaryCrossEntropy(0)));
    }

    static Stream<Generator> generators() {
        return Generators.CATALOG.entries().stream().map(Entry::standard);
    }

    @ParameterizedTest
    @MethodSource("generators")
    void generatedSetsNeedNoDoctor(Generator generator) {
        Dataset data = generator.generate(1).withTarget("output");
        boolean regression = data.task() instanceof Task.Regression;
        OutputFunction function = OutputFunctions.of(regression ? new Identity() : new Sigmoid());
        Loss loss = regression ? new SquaredError(0.5) : new BinaryCrossEntropy(0);
        assertEquals(List.of(), DataDoctor.examine(data, network(data, function), terms(loss)));
    }

    /// Three pixels at the edge are white in all 1,797 pictures.
    @Test
    void ofTheDigitsOnlyTheWhiteCornersAreNoted() {
        Dataset digits = new Digits().load().withTarget("output");
        List<DataFinding> findings =
                DataDoctor.examine(digits, network(digits, new Softmax()), terms(new CategoricalCrossEntropy(0)));
        assertEquals(Kind.CONSTANT_COLUMNS, only(findings).kind());
        assertEquals(
                "3 of 64 columns are the same in every sample: `row 1, column 1` (always 0), `row 5, column 1` (always"
                    + " 0), `row 5, column 8` (always 0). Nothing can be learnt from that; where it is 0, the weights"
                    + " behind it never move",
                only(findings).sentence());
    }

    private static List<DataFinding> examined(Tensor x, Tensor targets, Activation output, Loss loss) {
        Dataset data = Dataset.of(x, targets).withTarget("output");
        return DataDoctor.examine(data, network(data, OutputFunctions.of(output)), terms(loss));
    }

    private static NetworkDescription network(Dataset data, OutputFunction function) {
        return NetworkDescription.of(
                data.input().shape().item(),
                List.of(LayerDescription.of("output", new Dense(data.target().rowSize()), "input").with(function)));
    }

    private static List<LossTerm> terms(Loss loss) {
        return List.of(LossTerm.of("output", loss));
    }

    private static DataFinding only(List<DataFinding> findings) {
        assertEquals(1, findings.size(), findings.toString());
        return findings.getFirst();
    }

    private static List<Kind> kinds(List<DataFinding> findings) {
        return findings.stream().map(DataFinding::kind).toList();
    }

    private static Tensor gaussian(double mean, double deviation) {
        SeededRandom random = new SeededRandom(1);
        Tensor x = Tensor.zeros(Shape.of(SAMPLES, 3));
        for (int i = 0; i < x.size(); i++) {
            x.set(i, mean + deviation * random.nextGaussian());
        }
        return x;
    }

    /// Half of the samples at −s, half at s: mean 0, deviation s.
    private static Tensor spread(double s) {
        Tensor x = Tensor.zeros(SAMPLES, 1);
        for (int i = 0; i < SAMPLES; i++) {
            x.set(i, i % 2 == 0 ? -s : s);
        }
        return x;
    }

    private static Tensor targets(double low, double high) {
        Tensor targets = Tensor.zeros(SAMPLES, 1);
        for (int i = 0; i < SAMPLES; i++) {
            targets.set(i, i % 2 == 0 ? low : high);
        }
        return targets;
    }
}
