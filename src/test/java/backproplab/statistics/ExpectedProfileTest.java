package backproplab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Activation;
import backproplab.activation.Identity;
import backproplab.activation.Prelu;
import backproplab.activation.Relu;
import backproplab.activation.Sigmoid;
import backproplab.activation.Tanh;
import backproplab.backprop.PassListener;
import backproplab.initializer.Constant;
import backproplab.initializer.HeNormal;
import backproplab.initializer.Initializer;
import backproplab.initializer.Normal;
import backproplab.initializer.XavierNormal;
import backproplab.initializer.Zeros;
import backproplab.layer.Dense;
import backproplab.layer.LayerNorm;
import backproplab.layer.OutputFunctions;
import backproplab.layer.Softmax;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.Sgd;
import backproplab.random.SeededRandom;
import backproplab.statistics.ExpectedProfile.ExpectedLayer;
import backproplab.statistics.ExpectedProfile.Result;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ExpectedProfileTest {
    private static NetworkDescription with(Initializer weights, NetworkDescription network) {
        return with(weights, new Zeros(), network);
    }

    private static NetworkDescription with(Initializer weights, Initializer biases, NetworkDescription network) {
        return new NetworkDescription(
                network.inputs(),
                network.layers().stream().map(it -> it.with(weights).withBiasInitializer(biases)).toList());
    }

    private static List<LossTerm> lossOnLast(NetworkDescription network) {
        return List.of(Runs.squaredError(network.layers().getLast().name()));
    }

    private static List<ExpectedLayer> before(NetworkDescription network) {
        return known(ExpectedProfile.beforeTraining(network, lossOnLast(network), 1));
    }

    private static List<ExpectedLayer> known(Result result) {
        return assertInstanceOf(Result.Known.class, result).profile().layers();
    }

    /// Linear layers: `E[f′²] = 1`, factor `√(m·Var(w))` with m units above; q is the product of all `n·Var(w)`.
    @Test
    void linearInClosedForm() {
        List<ExpectedLayer> layers = before(with(new Normal(0.2), Runs.chain(10, new Identity(), 40, 30, 20, 1)));
        assertEquals(List.of("layer1", "layer2", "layer3"), layers.stream().map(ExpectedLayer::layer).toList());
        assertEquals(10 * 0.04, layers.get(0).variance(), 1e-10);
        assertEquals(10 * 0.04 * 40 * 0.04, layers.get(1).variance(), 1e-10);
        assertEquals(Math.sqrt(30 * 0.04), layers.get(0).factor(), 1e-10);
        assertEquals(Math.sqrt(20 * 0.04), layers.get(1).factor(), 1e-10);
        assertTrue(Double.isNaN(layers.get(2).factor()));
        assertEquals(Math.sqrt(30 * 0.04 * 20 * 0.04), layers.get(0).relative(), 1e-10);
        assertEquals(1, layers.get(2).relative());
    }

    /// ReLU: `E[f′²] = ½`; with He's `Var(w) = 2/n` and equal widths neither z nor δ changes: He et al. 2015.
    @Test
    void heKeepsRectifiersLevel() {
        List<ExpectedLayer> layers = before(with(new HeNormal(1), Runs.chain(50, new Relu(), 50, 50, 50, 50, 1)));
        for (ExpectedLayer layer : layers) {
            assertEquals(2, layer.variance(), 1e-9);
            assertEquals(0.5, layer.squaredSlope(), 1e-10);
            assertEquals(1, layer.relative(), 1e-9);
        }
    }

    /// Biases of one value move the mean: with z ~ N(0.5, q) ReLU is open for `Φ(0.5/√q)` of the units.
    @Test
    void constantBiasesMoveTheMean() {
        ExpectedLayer layer =
                before(with(new Normal(1), new Constant(0.5), Runs.chain(1, new Relu(), 10, 1))).getFirst();
        assertEquals(1, layer.variance(), 1e-12);
        assertEquals(0.691462461274013, layer.squaredSlope(), 1e-10); // Φ(0.5), any table of the normal distribution
    }

    @Test
    void randomBiasesAddTheirVariance() {
        ExpectedLayer layer = before(with(new Normal(1), new Normal(2), Runs.chain(3, new Tanh(), 10, 1))).getFirst();
        assertEquals(3 + 4, layer.variance(), 1e-12);
    }

    /// `E[f′²] = (1 + α²)/2`, averaged over the units.
    @Test
    void learnedSlopes() {
        NetworkDescription network = Runs.chain(5, new Prelu(List.of(0.0, 1.0)), 2, 1);
        assertEquals((0.5 + 1) / 2, before(network).getFirst().squaredSlope(), 1e-10);
        Parameters parameters = Parameters.initial(network, 1);
        parameters.get("layer1", "alpha").fill(2);
        List<ExpectedLayer> now = known(ExpectedProfile.withWeightsOf(parameters, network, lossOnLast(network), 1));
        assertEquals(2.5, now.getFirst().squaredSlope(), 1e-10);
    }

    @Test
    void zeroWeightsLetNothingThrough() {
        List<ExpectedLayer> layers = before(with(new Zeros(), Runs.chain(5, new Tanh(), 4, 4, 1)));
        assertEquals(0, layers.getFirst().relative());
        assertEquals(1, layers.getFirst().squaredSlope()); // tanh′(0)²
    }

    static Stream<Arguments> wideNetworks() {
        return Stream.of(
                Arguments.of(new Tanh(), new XavierNormal(1)),
                Arguments.of(new Tanh(), new Normal(0.03)),
                Arguments.of(new Relu(), new HeNormal(1)),
                Arguments.of(new Relu(), new XavierNormal(1)),
                Arguments.of(new Sigmoid(), new XavierNormal(1)),
                Arguments.of(new Sigmoid(), new Normal(0.25)));
    }

    /// Ten hidden layers of 256 units; the logarithm of δ averaged over six seeds. Targets are far larger than outputs,
    /// so that δ at the output is random: with targets 0 it would be the output itself, which is not independent of the
    /// weights. Theory is the limit of wide layers: the logarithm of nine factors of ReLU layers still scatters by
    /// √(9·5/256)/2 = 0.21 (Hanin, Nica, *Products of Many Large Random Matrices and Gradients in Deep Neural
    /// Networks*, 2020), the mean over six seeds by 0.09; smooth functions scatter less. Allowed are 10 %.
    @ParameterizedTest
    @MethodSource("wideNetworks")
    void wideRandomNetworksFollowIt(Activation activation, Initializer initializer) {
        int[] units = new int[11];
        Arrays.fill(units, 256);
        NetworkDescription network = with(initializer, Runs.chain(256, activation, units));
        List<ExpectedLayer> expected = before(network);
        double[] logs = new double[10];
        int seeds = 6;
        for (int seed = 0; seed < seeds; seed++) {
            Parameters parameters = Parameters.initial(network, seed);
            Runs run = new Runs(network, lossOnLast(network), parameters, 16, new Sgd(1));
            Tensor targets = run.pass.objective().targets(0);
            Runs.fillRandom(targets, new SeededRandom(seed));
            Arrays.setAll(targets.values(), it -> 1e6 * targets.get(it));
            run.pass.run(16, 0, PassListener.NONE);
            run.collector.afterBackward(0);
            StepStatistics step = run.collector.snapshot();
            double last = step.layer("layer10").delta().rms();
            IntStream.range(0, 10)
                    .forEach(it -> logs[it] += Math.log(step.layers().get(it).delta().rms() / last) / seeds);
        }
        for (int l = 0; l < 10; l++) {
            double measured = Math.exp(logs[l]);
            assertEquals(1, measured / expected.get(l).relative(), 0.1, "layer" + (l + 1));
        }
    }

    /// Measured from drawn weights it is what the initializer promises, within the spread of 65 536 squares (2 %).
    @Test
    void measuredWeightsAgreeWithTheInitializer() {
        NetworkDescription network =
                with(new XavierNormal(1), new Normal(0.3), Runs.chain(256, new Tanh(), 256, 256, 256, 1));
        Parameters parameters = Parameters.initial(network, 3);
        List<ExpectedLayer> fresh = before(network);
        List<ExpectedLayer> measured =
                known(ExpectedProfile.withWeightsOf(parameters, network, lossOnLast(network), 1));
        for (int l = 0; l < fresh.size(); l++) {
            assertEquals(1, measured.get(l).variance() / fresh.get(l).variance(), 0.05);
            assertEquals(1, measured.get(l).relative() / fresh.get(l).relative(), 0.05);
        }
    }

    @Test
    void whatTheoryDoesNotCoverSaysWhy() {
        assertEquals("there is no hidden layer", reason(Runs.chain(3, new Tanh(), 1)));
        assertEquals(
                "all weights of layer `layer1` start alike, not at random",
                reason(with(new Constant(0.5), Runs.chain(3, new Tanh(), 4, 1))));
        assertEquals(
                "layer `a` is not one matrix of weights and a function of each unit",
                reason(
                        NetworkDescription.of(
                                Shape.of(3),
                                List.of(dense("a", NetworkDescription.INPUT).with(new Softmax()), dense("b", "a")))));
        assertEquals(
                "the way from layer `a` to layer `b` is not a plain chain",
                reason(
                        NetworkDescription.of(
                                Shape.of(3),
                                List.of(
                                        dense("a", NetworkDescription.INPUT),
                                        LayerDescription.of("norm", new LayerNorm(1e-5), "a"),
                                        dense("b", "norm"),
                                        dense("c", "b")))));
        assertEquals(
                "layer `a` does not follow an input",
                reason(
                        NetworkDescription.of(
                                Shape.of(3),
                                List.of(
                                        LayerDescription.of("norm", new LayerNorm(1e-5), NetworkDescription.INPUT),
                                        dense("a", "norm"),
                                        dense("b", "a")))));
    }

    @Test
    void aBranchIsNotCovered() {
        NetworkDescription network =
                NetworkDescription.of(
                        Shape.of(3),
                        List.of(
                                dense("a", NetworkDescription.INPUT),
                                dense("b", "a"),
                                dense("c", "b"),
                                dense("side", "a")));
        List<LossTerm> losses = List.of(Runs.squaredError("c"), Runs.squaredError("side"));
        assertEquals(
                new Result.NotCovered("the way from layer `a` to layer `b` is not a plain chain"),
                ExpectedProfile.beforeTraining(network, losses, 1));
    }

    private static LayerDescription dense(String name, String input) {
        return LayerDescription.of(name, new Dense(4), input).with(OutputFunctions.of(new Tanh()));
    }

    private static String reason(NetworkDescription network) {
        Result result = ExpectedProfile.beforeTraining(network, lossOnLast(network), 1);
        return assertInstanceOf(Result.NotCovered.class, result).reason();
    }
}
