package backproplab.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.network.LayerDescription;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class SoftmaxTest {
    @Test
    void equalNumbersShareEqually() {
        assertArrayEquals(new double[] {0.25, 0.25, 0.25, 0.25}, of(new Softmax(), 7, 7, 7, 7));
    }

    @Test
    void whatOverflowsTheExponentialDoesNotMatter() {
        assertArrayEquals(new double[] {1, 0, 0}, of(new Softmax(), 1000, 0, -1000));
        assertArrayEquals(new double[] {0, -1000, -2000}, of(new LogSoftmax(), 1000, 0, -1000));
    }

    /// `ln p = −ln(1 + e⁻⁵⁰) = −1.9287498479639178e-22`, where p itself rounds to 1.
    @Test
    void theLogarithmKeepsItsDigitsWhereTheProbabilityRoundsToOne() {
        double[] a = of(new LogSoftmax(), 50, 0);
        assertEquals(-1.9287498479639178e-22, a[0], 1e-36);
        assertEquals(-50, a[1]);
    }

    @Test
    void notANumberStaysNotANumber() {
        assertArrayEquals(new double[] {Double.NaN, Double.NaN}, of(new Softmax(), Double.NaN, 1));
        assertArrayEquals(new double[] {Double.NaN, Double.NaN}, of(new LogSoftmax(), 1, Double.NaN));
    }

    /// The function of a layer that passes its inputs on.
    private static double[] of(OutputFunction function, double... z) {
        Shape shape = Shape.of(z.length);
        NetworkDescription description =
                NetworkDescription.of(
                        shape, List.of(LayerDescription.of("layer", new Dense(z.length), "input").with(function)));
        Tensor zero = Tensor.zeros(z.length, z.length);
        Map<Parameters.Key, Tensor> weights = Map.of(new Parameters.Key("layer", "weights"), zero);
        Network network = new Network(description, Parameters.initial(description, 1, weights), 1, 1);
        System.arraycopy(z, 0, network.parameters().get("layer", "bias").values(), 0, z.length);
        network.forward(1, true, 0);
        return network.node("layer").a().values();
    }
}
