package backproplab.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.backprop.BackwardPass;
import backproplab.backprop.PassListener;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.tensor.Extent;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Convolution and pooling on pictures so small that everything can be done by hand.
class PictureLayersTest {
    private static final double NAN = Double.NaN;

    /// A pass over one sample whose targets are such that `∂L/∂z` is `arriving`: L = ½·Σ(z − t)², t = z − arriving.
    private static BackwardPass pass(
            Layer layer, Tensor picture, Map<Parameters.Key, Tensor> given, double... arriving) {
        NetworkDescription description =
                NetworkDescription.of(picture.shape(), List.of(LayerDescription.of("layer", layer, "input")));
        Network network = new Network(description, Parameters.initial(description, 1, given), 1, 1);
        BackwardPass pass = new BackwardPass(network, List.of(LossTerm.of("layer", new SquaredError(0.5))), true);
        System.arraycopy(picture.values(), 0, network.input("input").values(), 0, picture.size());
        pass.forward(1, true, 0, PassListener.NONE);
        for (int i = 0; i < arriving.length; i++) {
            pass.objective().targets(0).set(i, network.node("layer").z().get(i) - arriving[i]);
        }
        pass.run(1, 0, PassListener.NONE);
        return pass;
    }

    private static double[] z(BackwardPass pass) {
        return pass.network().node("layer").z().values();
    }

    private static double[] sentBack(BackwardPass pass) {
        return Objects.requireNonNull(pass.gradients().input("input")).values();
    }

    /// 1 2 3     the kernel 1 0 looks at the diagonal and is not turned: 1·1 + 5·2, …
    /// 4 5 6                0 2
    /// 7 8 9
    @Test
    void theKernelIsNotTurned() {
        Parameters.Key weights = new Parameters.Key("layer", "weights");
        Map<Parameters.Key, Tensor> kernel =
                Map.of(
                        weights,
                        Tensor.of(Shape.of(1, 1, 2, 2), 1, 0, 0, 2),
                        new Parameters.Key("layer", "bias"),
                        Tensor.vector(100));

        BackwardPass pass = pass(new Convolution2d(1, 2), nine(), kernel, 1, 0, 0, 10);

        assertArrayEquals(new double[] {111, 114, 120, 123}, z(pass));
        assertArrayEquals(new double[] {1, 0, 0, 0, 2 + 10, 0, 0, 0, 20}, sentBack(pass));
        assertArrayEquals(new double[] {1 + 50, 2 + 60, 4 + 80, 5 + 90}, pass.gradients().of(weights).values());
        assertArrayEquals(new double[] {11}, pass.gradients().of(new Parameters.Key("layer", "bias")).values());
    }

    private static Tensor nine() {
        return Tensor.of(Shape.of(1, 3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    /// Windows of 2×2 that overlap: 9 wins once, 8 wins once more, and 8 of the corner in the middle twice.
    @Test
    void theLargestNumberTakesTheWholeGradient() {
        Tensor picture = Tensor.of(Shape.of(1, 3, 3), 1, 2, 3, 4, 8, 6, 7, 5, 9);
        BackwardPass pass = pass(new MaxPool2d(Extent.square(2), Extent.square(1)), picture, Map.of(), 1, 2, 3, 4);

        assertArrayEquals(new double[] {8, 8, 8, 9}, z(pass));
        assertArrayEquals(new double[] {0, 0, 0, 0, 6, 0, 0, 0, 4}, sentBack(pass));
    }

    @Test
    void ofEqualNumbersTheFirstInRowMajorOrderWins() {
        Tensor picture = Tensor.of(Shape.of(1, 2, 4), 0, 5, 0, 0, 5, 5, 0, 0);
        BackwardPass pass = pass(new MaxPool2d(Extent.square(2), Extent.square(2)), picture, Map.of(), 1, 2);

        assertArrayEquals(new double[] {0, 1, 2, 0, 0, 0, 0, 0}, sentBack(pass));
    }

    @Test
    void aNanWinsSoThatItIsSeen() {
        Tensor picture = Tensor.of(Shape.of(1, 1, 4), 5, NAN, NAN, 7);
        assertArrayEquals(
                new double[] {NAN, NAN}, z(pass(new MaxPool2d(new Extent(1, 2), new Extent(1, 2)), picture, Map.of())));
    }

    /// The third column does not fill a window: it is not seen and gets nothing.
    @Test
    void whatDoesNotFillAWindowIsLeftOut() {
        BackwardPass pass = pass(new AveragePool2d(new Extent(3, 2), Extent.square(2)), nine(), Map.of(), 6);

        assertArrayEquals(new double[] {(1 + 2 + 4 + 5 + 7 + 8) / 6.0}, z(pass));
        assertArrayEquals(new double[] {1, 1, 0, 1, 1, 0, 1, 1, 0}, sentBack(pass), 1e-15);
    }

    /// 1 2   becomes   1 1 1 2 2 2   and what arrives at the six copies of a number adds up.
    /// 3 4             1 1 1 2 2 2
    ///                 3 3 3 4 4 4
    ///                 3 3 3 4 4 4
    @Test
    void everyCopySendsItsGradientBack() {
        double[] arriving = new double[2 * 24];
        for (int i = 0; i < arriving.length; i++) {
            arriving[i] = i;
        }
        Tensor maps = Tensor.of(Shape.of(2, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8);
        BackwardPass pass = pass(new Upsample2d(new Extent(2, 3)), maps, Map.of(), arriving);
        assertArrayEquals(
                new double[] {1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 3, 3, 3, 4, 4, 4},
                Arrays.copyOf(z(pass), 24));
        assertEquals(8, z(pass)[47]);
        assertArrayEquals(
                new double[] {
                    0 + 1 + 2 + 6 + 7 + 8,
                    3 + 4 + 5 + 9 + 10 + 11,
                    12 + 13 + 14 + 18 + 19 + 20,
                    15 + 16 + 17 + 21 + 22 + 23,
                    6 * 24 + 24,
                    6 * 24 + 42,
                    6 * 24 + 96,
                    6 * 24 + 114
                },
                sentBack(pass),
                1e-12);
    }

    @Test
    void theGlobalAverageIsThatOfEachMap() {
        Tensor maps = Tensor.of(Shape.of(2, 1, 2), 1, 3, 10, 20);
        BackwardPass pass = pass(new GlobalAveragePool(), maps, Map.of(), 1, 4);

        assertArrayEquals(new double[] {2, 15}, z(pass));
        assertArrayEquals(new double[] {0.5, 0.5, 2, 2}, sentBack(pass), 1e-15);
    }

    @Test
    void flattenGoesChannelByChannel() {
        Tensor maps = Tensor.of(Shape.of(2, 1, 2), 1, 2, 3, 4);
        BackwardPass pass = pass(new Flatten(), maps, Map.of(), 1, 2, 3, 4);

        assertArrayEquals(new double[] {1, 2, 3, 4}, z(pass));
        assertArrayEquals(new double[] {1, 2, 3, 4}, sentBack(pass), 1e-14);
        assertEquals(Shape.of(1, 4), pass.network().node("layer").z().shape());
    }

    /// Over all numbers of the maps: `½·(1 + 4 + 9 + 16)`, and the mean divides by 4, not by the two of a row.
    @Test
    void everyNumberOfAMapIsAnOutputOfTheSample() {
        Tensor maps = Tensor.of(Shape.of(2, 1, 2), 1, 2, 3, 4);
        BackwardPass pass = pass(new ActivationLayer(), maps, Map.of(), 1, 2, 3, 4);
        assertEquals(15, pass.loss(), 1e-14);
    }
}
