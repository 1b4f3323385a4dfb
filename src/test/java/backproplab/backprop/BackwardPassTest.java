package backproplab.backprop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Sigmoid;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunctions;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

class BackwardPassTest {
    /// Central differences with h = 1e-4 are off by about h²·f‴/6 ≈ 1e-8 and by rounding of about 1e-16/1e-4 = 1e-12
    /// times the loss; a gradient that misses a term is off by its own size.
    private static final double H = 1e-4;

    private static final double TOLERANCE = 2e-6;

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyGradientOfARandomGraphMatchesCentralDifferences(long seed) {
        RandomNetworks random = new RandomNetworks(seed);
        NetworkDescription description = random.description(false);
        List<LossTerm> losses = random.losses(description);
        BackwardPass pass = random.pass(description, losses, 4);
        double loss = pass.run(4, 0, PassListener.NONE);
        assertTrue(Double.isFinite(loss), () -> description + " has the loss " + loss);
        assertGradientsMatchCentralDifferences(pass);
    }

    /// @param pass that was run
    static void assertGradientsMatchCentralDifferences(BackwardPass pass) {
        NetworkDescription description = pass.network().description();
        for (Parameters.Parameter parameter : pass.network().parameters().trained()) {
            compare(pass, parameter.value(), pass.gradients().of(parameter.key()).copy(), parameter.key(), description);
        }
        for (String input : pass.network().inputNames()) {
            Tensor gradient = Objects.requireNonNull(pass.gradients().input(input)).copy();
            compare(pass, pass.network().input(input), gradient, input, description);
        }
    }

    private static void compare(BackwardPass pass, Tensor variable, Tensor gradient, Object name, Object description) {
        double scale = 1e-3;
        for (double value : gradient.values()) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < variable.size(); i++) {
            double numeric = centralDifference(pass, variable, i);
            int index = i;
            assertEquals(
                    numeric,
                    gradient.get(i),
                    TOLERANCE * scale,
                    () -> "%s[%d] of %s".formatted(name, index, description));
        }
    }

    private static double centralDifference(BackwardPass pass, Tensor variable, int index) {
        double value = variable.get(index);
        variable.set(index, value + H);
        int samples = pass.network().samples();
        double above = pass.forward(samples, true, 0, PassListener.NONE);
        variable.set(index, value - H);
        double below = pass.forward(samples, true, 0, PassListener.NONE);
        variable.set(index, value);
        return (above - below) / (2 * H);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPassLeavesNoTraceInTheNextOne(long seed) {
        RandomNetworks random = new RandomNetworks(seed);
        NetworkDescription description = random.description(true);
        List<LossTerm> losses = random.losses(description);
        BackwardPass pass = random.pass(description, losses, 3);
        double loss = pass.run(3, 0, PassListener.NONE);
        List<Tensor> gradients = pass.gradients().parameters().stream().map(Tensor::copy).toList();
        assertEquals(loss, pass.run(3, 0, PassListener.NONE));
        assertEquals(gradients, pass.gradients().parameters());
    }

    /// Three layers of unequal widths with numbers that a mirrored order would swap.
    @Test
    void deltasBelongToTheirLayers() {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(1),
                        List.of(
                                LayerDescription.of("first", new Dense(3), "input"),
                                LayerDescription.of("second", new Dense(2), "first"),
                                LayerDescription.of("third", new Dense(1), "second")));
        Parameters parameters =
                Parameters.initial(
                        description,
                        1,
                        Map.of(
                                new Parameters.Key("second", "weights"),
                                Tensor.matrix(new double[] {1, 2, 3}, new double[] {4, 5, 6}),
                                new Parameters.Key("third", "weights"),
                                Tensor.matrix(new double[] {10, 100})));
        Network network = new Network(description, parameters, 1, 1);
        BackwardPass pass = new BackwardPass(network, List.of(LossTerm.of("third", new SquaredError(0.5))), false);
        network.input("input").set(0, 1);
        pass.forward(1, true, 0, PassListener.NONE);
        pass.objective().targets(0).set(0, network.node("third").a().get(0) - 1); // ∂L/∂y = 1
        pass.run(1, 0, PassListener.NONE);

        assertEquals(Tensor.matrix(new double[] {1}), rounded(pass.gradients().delta(network.node("third"))));
        assertEquals(Tensor.matrix(new double[] {10, 100}), rounded(pass.gradients().delta(network.node("second"))));
        assertEquals(
                Tensor.matrix(new double[] {410, 520, 630}), rounded(pass.gradients().delta(network.node("first"))));
    }

    /// y − (y − 1) is 1 only up to rounding.
    private static Tensor rounded(Tensor tensor) {
        Tensor rounded = Tensor.zeros(tensor.shape());
        for (int i = 0; i < tensor.size(); i++) {
            rounded.set(i, Math.rint(tensor.get(i) * 1e9) / 1e9);
        }
        return rounded;
    }

    /// A batch that does not fill the buffers must not see what an earlier, larger one left there.
    @Test
    void aSmallerBatchDoesNotSeeTheRestOfTheBuffers() {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(2),
                        List.of(
                                LayerDescription.of("output", new Dense(1), "input")
                                        .with(OutputFunctions.of(new Sigmoid()))));
        List<LossTerm> losses = List.of(LossTerm.of("output", new SquaredError(0.5)));
        Parameters parameters = Parameters.initial(description, 3);
        BackwardPass large = new BackwardPass(new Network(description, parameters, 8, 1), losses, false);
        large.network().input("input").fill(0.7);
        large.objective().targets(0).fill(5);
        large.run(8, 0, PassListener.NONE);
        large.network().input("input").fill(0.3);
        double loss = large.run(2, 0, PassListener.NONE);

        BackwardPass exact = new BackwardPass(new Network(description, parameters, 2, 1), losses, false);
        exact.network().input("input").fill(0.3);
        exact.objective().targets(0).fill(5);
        assertEquals(exact.run(2, 0, PassListener.NONE), loss);
        assertEquals(exact.gradients().parameters(), large.gradients().parameters());
    }
}
