package backproplab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Activation;
import backproplab.activation.Activations;
import backproplab.activation.Prelu;
import backproplab.activation.Relu;
import backproplab.activation.Square;
import backproplab.activation.Tanh;
import backproplab.layer.BatchNorm;
import backproplab.layer.Convolution2d;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.layer.Recurrent;
import backproplab.layer.Rnn;
import backproplab.layer.Softmax;
import backproplab.network.LayerDescription;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.random.SeededRandom;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

class UnitCensusTest {
    private static final Parameters.Key WEIGHTS = new Parameters.Key("layer", "weights");
    private static final Parameters.Key BIAS = new Parameters.Key("layer", "bias");

    /// One dense layer on the given inputs, judged in portions of `capacity`.
    private static UnitReport judge(OutputFunction function, Tensor weights, Tensor bias, Tensor inputs, int capacity) {
        LayerDescription layer =
                LayerDescription.of("layer", new Dense(bias.size()), NetworkDescription.INPUT).with(function);
        NetworkDescription network = NetworkDescription.of(inputs.shape().item(), List.of(layer));
        Parameters parameters = Parameters.initial(network, 1, Map.of(WEIGHTS, weights, BIAS, bias));
        return new UnitCensus(new Network(network, parameters, capacity, 1)).judge(42, new TensorSource(inputs));
    }

    /// Awake at the first of two steps only, which the layer does not put out; the other unit never wakes.
    @Test
    void aRecurrentUnitIsJudgedByAllSteps() {
        Rnn rnn = new Rnn(2, Recurrent.Steps.LAST, Recurrent.Biases.ONE);
        NetworkDescription network =
                NetworkDescription.of(
                        Shape.of(2, 1),
                        List.of(
                                LayerDescription.of("layer", rnn, NetworkDescription.INPUT)
                                        .with(OutputFunctions.of(new Relu()))));
        Map<Parameters.Key, Tensor> given =
                Map.of(
                        new Parameters.Key("layer", "W_ih"), Tensor.matrix(new double[] {1}, new double[] {0}),
                        new Parameters.Key("layer", "W_hh"), Tensor.zeros(2, 2),
                        new Parameters.Key("layer", "b_ih"), Tensor.vector(0, -1));
        Tensor inputs = Tensor.of(Shape.of(1, 2, 1), 3, -5);
        UnitActivity activity =
                new UnitCensus(new Network(network, Parameters.initial(network, 1, given), 1, 1))
                        .judge(0, new TensorSource(inputs))
                        .layer("layer")
                        .activity()
                        .orElseThrow();
        assertEquals(UnitState.ALIVE, activity.state(0));
        assertEquals(UnitState.DEAD, activity.state(1));
        assertEquals(0.75, activity.closedShare());
    }

    /// Inputs `0, 1, … n − 1`, and one unit per bias: `z = x + b`.
    private static UnitReport ramp(Activation f, int n, double... biases) {
        Tensor weights = Tensor.zeros(biases.length, 1);
        weights.fill(1);
        Tensor inputs = Tensor.zeros(n, 1);
        Arrays.setAll(inputs.values(), i -> i);
        return judge(OutputFunctions.of(f), weights, Tensor.vector(biases), inputs, 64);
    }

    @Test
    void deadNearlyDeadAndAlive() {
        // z > 0 for 0, 1, 9, 10 and 1000 of 1000 samples
        UnitReport report = ramp(new Relu(), 1000, -999, -998, -990, -989, 1);
        UnitActivity activity = report.layer("layer").activity().orElseThrow();
        assertEquals(1000, report.samples());
        assertEquals(42, report.step());
        assertEquals(UnitState.DEAD, activity.state(0));
        assertEquals(UnitState.NEARLY_DEAD, activity.state(1));
        assertEquals(UnitState.NEARLY_DEAD, activity.state(2));
        assertEquals(UnitState.ALIVE, activity.state(3)); // exactly 1 %
        assertEquals(UnitState.ALIVE, activity.state(4));
        assertEquals(List.of(1, 2, 2), Arrays.stream(UnitState.values()).map(activity::count).toList());
        assertEquals(List.of(0, 1, 9, 10, 1000), awake(activity));
        assertEquals((5000 - 1020) / 5000.0, activity.closedShare());
        assertEquals(OptionalDouble.of((5000 - 1020) / 5000.0), activity.saturatedShare());
        assertEquals(OptionalDouble.of(0.999), activity.saturatedShare(1)); // awake for 1 of 1000
        assertEquals(OptionalDouble.of(0), activity.saturatedShare(4));
    }

    private static List<Integer> awake(UnitActivity activity) {
        return IntStream.range(0, activity.units()).mapToObj(activity::awakeSamples).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 300, 700, 2900, 5800})
    void onePercentIsAlive(int samples) {
        UnitActivity activity =
                ramp(new Relu(), samples, 1 - samples + samples / 100).layer("layer").activity().orElseThrow();
        assertEquals(samples / 100, activity.awakeSamples(0));
        assertEquals(UnitState.ALIVE, activity.state(0));
    }

    /// A kernel of one pixel: z = x and z = x − 10, for pictures (−1, 2) and (−3, −4). Of the first channel the first
    /// position is dead, of the second one both are.
    @Test
    void ofMapsEachPositionOfEachChannelIsAUnit() {
        LayerDescription layer =
                LayerDescription.of("layer", new Convolution2d(2, 1), NetworkDescription.INPUT)
                        .with(OutputFunctions.of(new Relu()));
        NetworkDescription network = NetworkDescription.of(Shape.of(1, 1, 2), List.of(layer));
        Parameters parameters =
                Parameters.initial(
                        network,
                        1,
                        Map.of(WEIGHTS, Tensor.of(Shape.of(2, 1, 1, 1), 1, 1), BIAS, Tensor.vector(0, -10)));
        Tensor pictures = Tensor.of(Shape.of(2, 1, 1, 2), -1, 2, -3, -4);
        UnitActivity activity =
                new UnitCensus(new Network(network, parameters, 1, 1))
                        .judge(0, new TensorSource(pictures))
                        .layer("layer")
                        .activity()
                        .orElseThrow();
        assertEquals(List.of(0, 1, 0, 0), awake(activity));
        assertEquals(3, activity.count(UnitState.DEAD));
        assertEquals(2, activity.channels());
        assertEquals(1, activity.deadChannels());
        assertEquals(7 / 8.0, activity.closedShare());
    }

    /// ReLU′(0) is a convention, and it decides.
    @Test
    void theSlopeAtZeroDecides() {
        assertEquals(1, dead(new Relu(0)));
        assertEquals(0, dead(new Relu(0.5)));
    }

    private static int dead(Activation f) {
        return ramp(f, 10, -9).layer("layer").activity().orElseThrow().count(UnitState.DEAD);
    }

    /// hard_tanh is flat at and beyond ±1.
    @Test
    void judgedByTheSlopeNotByTheSign() {
        UnitActivity activity =
                ramp(Activations.CATALOG.get("hard_tanh").standard(), 10, 1, 0, -4.5)
                        .layer("layer")
                        .activity()
                        .orElseThrow();
        assertEquals(List.of(0, 1, 2), awake(activity)); // z from 1; z = 0 alone within ±1; z = −0.5 and 0.5
    }

    /// tanh′ is under 5 % of its largest value, which is 1, where `|z| > arcosh(√20) = 2.178`.
    @Test
    void saturatedShare() {
        UnitLayer layer = ramp(new Tanh(), 10, -4.5).layer("layer"); // −4.5, −3.5, … 4.5
        UnitActivity activity = layer.activity().orElseThrow();
        assertEquals(OptionalDouble.of(0.6), activity.saturatedShare()); // ±2.5, ±3.5, ±4.5
        assertEquals(0, activity.closedShare());
        assertEquals(UnitState.ALIVE, activity.state(0));
    }

    @Test
    void slopesWithoutBoundDoNotSaturate() {
        UnitActivity activity = ramp(new Square(), 10, 0).layer("layer").activity().orElseThrow();
        assertEquals(OptionalDouble.empty(), activity.saturatedShare());
        assertEquals(9, activity.awakeSamples(0)); // f′(0) = 0
    }

    @Test
    void distributionsAndRanges() {
        UnitLayer layer = ramp(new Relu(), 10, -4, 100).layer("layer");
        assertEquals(-4, layer.ranges().min(0));
        assertEquals(5, layer.ranges().max(0));
        assertEquals(0.5, layer.ranges().mean(0));
        assertEquals(100, layer.ranges().min(1));
        assertEquals(104.5, layer.ranges().mean(1));
        assertEquals(20, layer.z().moments().count());
        assertEquals(52.5, layer.z().moments().mean(), 1e-13);
        assertEquals(-4, layer.z().moments().min());
        assertEquals((15 + 1045) / 20.0, layer.activations().mean(), 1e-13); // 1 + … + 5 and 100 + … + 109
        assertEquals(0, layer.activations().min());
    }

    @Test
    void identityAndSoftmaxAreNotJudged() {
        Tensor inputs = Tensor.zeros(3, 1);
        for (OutputFunction function : List.of(OutputFunctions.IDENTITY, new Softmax())) {
            UnitLayer layer = judge(function, Tensor.zeros(2, 1), Tensor.zeros(2), inputs, 2).layer("layer");
            assertTrue(layer.activity().isEmpty());
            assertEquals(6, layer.z().moments().count());
        }
    }

    /// With what each unit has learned: α = 0 is a ReLU, α = 5 is steep below 0 and, by comparison, flat nowhere.
    @Test
    void learnedFunctionsAreThoseOfNow() {
        LayerDescription layer =
                LayerDescription.of("layer", new Dense(3), NetworkDescription.INPUT)
                        .with(OutputFunctions.of(new Prelu(List.of(0.25, 0.25, 0.25))));
        NetworkDescription network = NetworkDescription.of(Shape.of(1), List.of(layer));
        Tensor weights = Tensor.of(Shape.of(3, 1), 1, 1, 1);
        Tensor bias = Tensor.vector(-100, -100, -100);
        Parameters parameters = Parameters.initial(network, 1, Map.of(WEIGHTS, weights, BIAS, bias));
        UnitCensus census = new UnitCensus(new Network(network, parameters, 4, 1));
        SampleSource set = new TensorSource(Tensor.zeros(10, 1));
        assertEquals(0, census.judge(0, set).layer("layer").activity().orElseThrow().count(UnitState.DEAD));

        parameters.get("layer", "alpha").copyFrom(Tensor.vector(0, 0.04, 5));
        UnitActivity learned = census.judge(1, set).layer("layer").activity().orElseThrow();
        assertEquals(List.of(0, 10, 10), awake(learned));
        assertEquals(OptionalDouble.of(20 / 30.0), learned.saturatedShare());
    }

    /// `[time, features]`: a unit is a feature, awake when it is at any time step.
    @Test
    void unitsOfASequence() {
        Tensor inputs = Tensor.of(Shape.of(2, 3, 1), -1, -1, 1, /**/ -1, -1, -1);
        UnitLayer layer =
                judge(OutputFunctions.of(new Relu()), Tensor.of(Shape.of(2, 1), 1, -1), Tensor.zeros(2), inputs, 1)
                        .layer("layer");
        UnitActivity activity = layer.activity().orElseThrow();
        assertEquals(2, activity.units());
        assertEquals(List.of(1, 2), awake(activity));
        assertEquals(6 / 12.0, activity.closedShare()); // per time step: unit 0 open once, unit 1 five times
        assertEquals(-1, layer.ranges().min(0));
        assertEquals(1, layer.ranges().max(0));
    }

    /// `[channels, rows, columns]`: a unit is a position of a channel.
    @Test
    void unitsOfFeatureMaps() {
        NetworkDescription network =
                NetworkDescription.of(
                        Shape.of(2, 1, 2),
                        List.of(
                                LayerDescription.of(
                                                "layer",
                                                new BatchNorm(1e-5, 0.1, BatchNorm.Mode.EVAL),
                                                NetworkDescription.INPUT)
                                        .with(OutputFunctions.of(new Relu()))));
        Tensor inputs = Tensor.of(Shape.of(2, 2, 1, 2), 1, -1, -1, -1, /**/ 1, 1, -1, -1);
        Network forward = new Network(network, Parameters.initial(network, 1), 2, 1);
        UnitActivity activity =
                new UnitCensus(forward).judge(0, new TensorSource(inputs)).layer("layer").activity().orElseThrow();
        assertEquals(List.of(2, 1, 0, 0), awake(activity));
    }

    /// The same bits, whether the set comes sample by sample or all at once, and again with the same census.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 300, 1000})
    void portionsMakeNoDifference(int capacity) {
        NetworkDescription network = Runs.chain(5, new Relu(), 16, 12, 3);
        Parameters parameters = Parameters.initial(network, 9);
        Tensor inputs = Tensor.zeros(300, 5);
        Runs.fillRandom(inputs, new SeededRandom(4));
        TensorSource set = new TensorSource(inputs);
        UnitReport atOnce = new UnitCensus(new Network(network, parameters, 300, 1)).judge(0, set);
        UnitCensus census = new UnitCensus(new Network(network, parameters, capacity, 1));
        for (int time = 0; time < 2; time++) {
            UnitReport report = census.judge(0, set);
            for (UnitLayer expected : atOnce.layers()) {
                assertSame(expected, report.layer(expected.layer()));
            }
        }
    }

    private static void assertSame(UnitLayer expected, UnitLayer found) {
        assertEquals(expected.z(), found.z());
        assertEquals(expected.activations(), found.activations());
        for (int unit = 0; unit < expected.ranges().units(); unit++) {
            assertEquals(expected.ranges().min(unit), found.ranges().min(unit));
            assertEquals(expected.ranges().max(unit), found.ranges().max(unit));
            assertEquals(expected.ranges().mean(unit), found.ranges().mean(unit));
        }
        assertEquals(expected.activity().isPresent(), found.activity().isPresent());
        expected.activity()
                .ifPresent(it -> {
                    UnitActivity other = found.activity().orElseThrow();
                    assertEquals(awake(it), awake(other));
                    assertEquals(it.saturatedShare(), other.saturatedShare());
                    assertEquals(it.closedShare(), other.closedShare());
                });
    }

    @Test
    void anInfiniteZIsCountedApart() {
        UnitLayer layer =
                judge(
                                OutputFunctions.of(new Relu()),
                                Tensor.of(Shape.of(2, 1), 1e300, 1),
                                Tensor.zeros(2),
                                Tensor.of(Shape.of(2, 1), 1e300, 2),
                                2)
                        .layer("layer");
        assertEquals(1, layer.z().moments().nonFinite());
        assertEquals(2e300, layer.ranges().max(0));
        assertEquals(1e300, layer.ranges().max(1));
    }

    @Test
    void anEmptySetIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ramp(new Relu(), 0, 1));
    }
}
