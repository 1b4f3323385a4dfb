package backproplab.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.random.SeededRandom;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class SumsTest {
    private static final int OFFSET = 3;

    private final double[] sums = new double[2];

    @Test
    void byHand() {
        Kernels.sizes(new double[] {100, 3, -4, 100}, 1, 2, sums);
        assertArrayEquals(new double[] {25, 7}, sums);
        Kernels.changes(new double[] {100, 3, -4, 100}, 1, new double[] {1, -2}, 2, sums);
        assertArrayEquals(new double[] {25, 8}, sums);
        Kernels.sizes(new double[0], 0, 0, sums);
        assertArrayEquals(new double[2], sums);
    }

    /// The contract of the order, lane by lane, bit for bit, with whole rows, without, and with rests of every length.
    @Test
    void theOrderIsThatOfTheContract() {
        for (int n = 0; n <= 200; n++) {
            double[] x = numbers(OFFSET + n, 1);
            double[] before = numbers(n, 2);
            double[] squares = new double[n];
            double[] magnitudes = new double[n];
            double[] changes = new double[n];
            for (int i = 0; i < n; i++) {
                squares[i] = x[OFFSET + i];
                magnitudes[i] = x[OFFSET + i];
                changes[i] = x[OFFSET + i] - before[i];
            }
            Kernels.sizes(x, OFFSET, n, sums);
            assertEquals(inOrder(squares, false), sums[0], "squares of " + n);
            assertEquals(inOrder(magnitudes, true), sums[1], "magnitudes of " + n);
            Kernels.changes(x, OFFSET, before, n, sums);
            assertEquals(inOrder(squares, false), sums[0], "squares of " + n);
            assertEquals(inOrder(changes, false), sums[1], "changes of " + n);
        }
    }

    private static double inOrder(double[] x, boolean magnitudes) {
        int whole = x.length / 16 * 16;
        return halved(x, 0, whole, 16, magnitudes) + halved(x, whole, x.length, 4, magnitudes);
    }

    private static double halved(double[] x, int from, int to, int width, boolean magnitudes) {
        double[] lanes = new double[width];
        for (int i = from; i < to; i++) {
            int k = (i - from) % width;
            lanes[k] = magnitudes ? lanes[k] + Math.abs(x[i]) : Math.fma(x[i], x[i], lanes[k]);
        }
        for (int half = width / 2; half > 0; half /= 2) {
            for (int k = 0; k < half; k++) {
                lanes[k] += lanes[k + half];
            }
        }
        return lanes[0];
    }

    private static double[] numbers(int n, long seed) {
        SeededRandom random = new SeededRandom(seed);
        double[] numbers = new double[n];
        Arrays.setAll(numbers, _ -> random.nextGaussian());
        return numbers;
    }

    /// So that nobody else has to look for them.
    @Test
    void whatIsNotFiniteShowsInEverySum() {
        for (int at : new int[] {0, 15, 70, 79}) {
            double[] x = numbers(80, 1);
            x[at] = Double.NEGATIVE_INFINITY;
            Kernels.sizes(x, 0, 80, sums);
            assertArrayEquals(new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY}, sums);
            x[at] = Double.NaN;
            Kernels.sizes(x, 0, 80, sums);
            assertTrue(Double.isNaN(sums[0]) && Double.isNaN(sums[1]));
            Kernels.changes(x, 0, numbers(80, 2), 80, sums);
            assertTrue(Double.isNaN(sums[0]) && Double.isNaN(sums[1]));
        }
    }

    @Test
    void partsBeyondTheArrayAreRefused() {
        double[] x = new double[3];
        assertThrows(IllegalArgumentException.class, () -> Kernels.sizes(x, 0, 4, sums));
        assertThrows(IllegalArgumentException.class, () -> Kernels.sizes(x, 2, 2, sums));
        assertThrows(IllegalArgumentException.class, () -> Kernels.sizes(x, -1, 2, sums));
        assertThrows(IllegalArgumentException.class, () -> Kernels.changes(x, 0, new double[2], 3, sums));
    }
}
