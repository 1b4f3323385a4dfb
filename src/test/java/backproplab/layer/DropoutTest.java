package backproplab.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.network.LayerDescription;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

class DropoutTest {
    private static final int FEATURES = 500;
    private static final int SAMPLES = 40;

    private static Network network(double p, String name, long seed, int capacity) {
        NetworkDescription description =
                NetworkDescription.of(Shape.of(FEATURES), List.of(LayerDescription.of(name, new Dropout(p), "input")));
        Network network = new Network(description, Parameters.initial(description, 1), capacity, seed);
        network.input("input").fill(3);
        return network;
    }

    private static double[] dropped(Network network, int samples, boolean training, long step) {
        network.forward(samples, training, step);
        return network.nodes().getFirst().z().firstRows(samples).values();
    }

    private static double[] dropped(double p, String name, long seed, long step) {
        return dropped(network(p, name, seed, SAMPLES), SAMPLES, true, step);
    }

    /// 20,000 numbers, each left out with probability 0.3: the share is off by 0.0032 (one σ).
    @Test
    void leavesOutTheGivenShareAndScalesTheRest() {
        double[] y = dropped(0.3, "drop", 1, 0);
        double kept = 3 * (1 / (1 - 0.3));
        assertTrue(Arrays.stream(y).allMatch(it -> it == 0 || it == kept));
        double share = Arrays.stream(y).filter(it -> it == 0).count() / (double) y.length;
        assertEquals(0.3, share, 4 * 0.0032);
        assertEquals(3, Arrays.stream(y).average().orElseThrow(), 0.06);
    }

    @Test
    void doesNothingInEvaluation() {
        double[] y = dropped(network(0.9, "drop", 1, SAMPLES), SAMPLES, false, 0);
        assertTrue(Arrays.stream(y).allMatch(it -> it == 3));
    }

    @Test
    void keepsEverythingWithProbabilityZero() {
        assertTrue(Arrays.stream(dropped(0, "drop", 1, 0)).allMatch(it -> it == 3));
    }

    /// The same for the same step, another one for every other step, seed and layer.
    @Test
    void theMaskFollowsFromSeedLayerAndStep() {
        double[] y = dropped(0.5, "drop", 1, 7);
        assertArrayEquals(y, dropped(0.5, "drop", 1, 7));
        assertFalse(Arrays.equals(y, dropped(0.5, "drop", 1, 8)));
        assertFalse(Arrays.equals(y, dropped(0.5, "drop", 2, 7)));
        assertFalse(Arrays.equals(y, dropped(0.5, "other", 1, 7)));
    }

    @Test
    void theMaskOfASampleDoesNotDependOnTheSizeOfTheBatch() {
        double[] all = dropped(network(0.5, "drop", 1, SAMPLES), SAMPLES, true, 0);
        double[] three = dropped(network(0.5, "drop", 1, SAMPLES), 3, true, 0);
        assertArrayEquals(Arrays.copyOf(all, three.length), three);
    }

    /// Rows are taken in turns.
    @Test
    void aGivenMaskHoldsInEveryStep() {
        NetworkDescription description =
                NetworkDescription.of(Shape.of(2), List.of(LayerDescription.of("drop", new Dropout(0.5), "input")));
        Tensor mask = Tensor.matrix(new double[] {1, 0}, new double[] {0, 1});
        Parameters parameters = Parameters.initial(description, 1, Map.of(new Parameters.Key("drop", "mask"), mask));
        Network network = new Network(description, parameters, 3, 1);
        network.input("input").copyFrom(Tensor.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6));

        assertArrayEquals(new double[] {2, 0, 0, 8, 10, 0}, dropped(network, 3, true, 0));
        assertArrayEquals(new double[] {2, 0, 0, 8, 10, 0}, dropped(network, 3, true, 9));
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6}, dropped(network, 3, false, 0));
    }
}
