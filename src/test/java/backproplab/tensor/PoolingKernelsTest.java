package backproplab.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import backproplab.random.SeededRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;

/// Max-pooling in vectors against the plain one, bit for bit, and the plain one by hand.
class PoolingKernelsTest {
    private static final KernelProvider PLAIN = new ScalarKernels();
    private static final KernelProvider FAST = new SimdKernels(true);
    private static final double NAN = Double.NaN;

    /// Of equal numbers the first; of zeros of both signs, which are equal, too; the first NaN.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 14, 15, 16, 17, 33})
    void theBitsOfThePlainOne(int columns) {
        for (Extent kernel : new Extent[] {Extent.square(2), new Extent(3, 2)}) {
            for (int spare = 0; spare < 2; spare++) {
                Tensor x = drawn(columns, 3, 4, kernel.rows() + 3, 2 * columns + spare);
                Tensor z = Tensor.zeros(3, 4, Kernels.places(x.shape().size(2), kernel.rows(), 2, 0), columns);
                same(x, z, kernel, 0, 12);
                same(x, z, kernel, 5, 7);
            }
        }
    }

    private static void same(Tensor x, Tensor z, Extent kernel, int fromMap, int toMap) {
        Tensor plainZ = z.copy();
        Tensor fastZ = z.copy();
        Tensor plainWinners = z.copy();
        Tensor fastWinners = z.copy();
        Extent stride = Extent.square(2);
        PLAIN.maxPool(x, plainZ, plainWinners, kernel, stride, fromMap, toMap);
        FAST.maxPool(x, fastZ, fastWinners, kernel, stride, fromMap, toMap);
        assertArrayEquals(plainZ.values(), fastZ.values());
        assertArrayEquals(plainWinners.values(), fastWinners.values());

        Tensor dz = drawn(7, z.shape().toArray());
        Tensor plainDx = x.copy();
        Tensor fastDx = x.copy();
        PLAIN.addMaxPoolGradient(dz, plainWinners, plainDx, kernel, stride, fromMap, toMap);
        FAST.addMaxPoolGradient(dz, plainWinners, fastDx, kernel, stride, fromMap, toMap);
        assertArrayEquals(plainDx.values(), fastDx.values());
    }

    /// Few different numbers, so that there are ties, with NaN, infinities and zeros of both signs among them.
    private static Tensor drawn(long seed, int... sizes) {
        double[] choice = {0, -0.0, 1, -1, 2, 0.5, NAN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, -0.5};
        SeededRandom random = new SeededRandom(seed);
        Tensor tensor = Tensor.zeros(sizes);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, choice[random.nextInt(choice.length)]);
        }
        return tensor;
    }

    /// Ties, a NaN behind a larger number, two NaNs.
    @Test
    void theFirstOfTheLargestWins() { // by hand
        Tensor x = Tensor.of(Shape.of(1, 1, 2, 6), 5, 5, 1, 9, NAN, 3, 5, 2, NAN, 0, NAN, 7);
        Tensor z = Tensor.zeros(1, 1, 1, 3);
        Tensor winners = Tensor.zeros(1, 1, 1, 3);
        Kernels.maxPool(x, z, winners, Extent.square(2), Extent.square(2), 0, 1);
        assertArrayEquals(new double[] {5, NAN, NAN}, z.values());
        assertArrayEquals(new double[] {0, 2, 0}, winners.values());

        Tensor dx = Tensor.zeros(1, 1, 2, 6);
        Arrays.fill(dx.values(), 100);
        Tensor dz = Tensor.of(Shape.of(1, 1, 1, 3), 1, 2, 3);
        Kernels.addMaxPoolGradient(dz, winners, dx, Extent.square(2), Extent.square(2), 0, 1);
        assertArrayEquals(new double[] {101, 100, 100, 100, 103, 100, 100, 100, 102, 100, 100, 100}, dx.values());
    }

    @Test
    void wrongShapesFailWithAllOfThem() {
        Tensor x = Tensor.zeros(1, 2, 4, 4);
        Tensor z = Tensor.zeros(1, 2, 2, 3);
        Extent two = Extent.square(2);
        Exception refused =
                assertThrows(IllegalArgumentException.class, () -> Kernels.maxPool(x, z, z, two, two, 0, 2));
        assertEquals(
                "a pooling of 2×2 with stride 2×2 does not go from X [1, 2, 4, 4] to Z [1, 2, 2, 3] with winners"
                        + " [1, 2, 2, 3]",
                refused.getMessage());
    }
}
