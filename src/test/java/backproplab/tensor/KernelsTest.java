package backproplab.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.random.SeededRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {
    @Test
    void affineIsWXPlusB() { // by hand: 1·5 + 2·6 + 0.5, 3·5 + 4·6 − 1
        Tensor z = Tensor.zeros(1, 2);
        Kernels.affine(Tensor.matrix(new double[] {5, 6}), matrix(), Tensor.vector(0.5, -1), z, 1);
        assertArrayEquals(new double[] {17.5, 38}, z.values());
    }

    @Test
    void affineTakesNoBias() {
        Tensor z = Tensor.zeros(1, 2);
        Kernels.affine(Tensor.matrix(new double[] {5, 6}), matrix(), null, z, 1);
        assertArrayEquals(new double[] {17, 39}, z.values());
    }

    @Test
    void gradientsAreAddedToWhatIsThere() { // by hand
        Tensor dx = Tensor.matrix(new double[] {100, 100});
        Kernels.addTimes(Tensor.matrix(new double[] {1, 10}), matrix(), dx, 1);
        assertArrayEquals(new double[] {131, 142}, dx.values());

        Tensor dw = Tensor.matrix(new double[] {1, 1}, new double[] {1, 1});
        Kernels.addTransposeTimes(Tensor.matrix(new double[] {1, 10}), Tensor.matrix(new double[] {5, 6}), dw, 1);
        assertArrayEquals(new double[] {6, 7, 51, 61}, dw.values());

        Tensor db = Tensor.vector(1, 1);
        Kernels.addColumnSums(matrix(), db, 2);
        assertArrayEquals(new double[] {5, 7}, db.values());
    }

    /// Over whatever was there, NaN too, and in the rows of the batch only.
    @Test
    void productsThatStartFromZeroOverwrite() { // by hand
        Tensor dz = Tensor.matrix(new double[] {1, 10}, new double[] {Double.NaN, Double.NaN});
        Tensor dx = Tensor.matrix(new double[] {Double.NaN, 100}, new double[] {7, 7});
        Kernels.times(dz, matrix(), dx, 1);
        assertArrayEquals(new double[] {31, 42, 7, 7}, dx.values());

        Tensor dw = Tensor.matrix(new double[] {Double.NaN, 1}, new double[] {1, 1});
        Kernels.transposeTimes(dz, Tensor.matrix(new double[] {5, 6}), dw, 1);
        assertArrayEquals(new double[] {5, 6, 50, 60}, dw.values());
    }

    /// By hand: one row into another one, and nothing else.
    @Test
    void oneRowIsAddedWhereItIsWanted() {
        Tensor dz = Tensor.matrix(new double[] {Double.NaN, Double.NaN}, new double[] {1, 10});
        Tensor dx = Tensor.matrix(new double[] {100, 100}, new double[] {7, 7});
        Kernels.addRowTimes(dz, 1, matrix(), dx, 0);
        assertArrayEquals(new double[] {131, 142, 7, 7}, dx.values());
        assertThrows(IllegalArgumentException.class, () -> Kernels.addRowTimes(dz, 2, matrix(), dx, 0));
        assertThrows(IllegalArgumentException.class, () -> Kernels.addRowTimes(dz, 1, matrix(), dx, 2));
    }

    @Test
    void rowsBeyondTheBatchDoNotTakePart() {
        Tensor x = Tensor.matrix(new double[] {5, 6}, new double[] {Double.NaN, Double.NaN});
        Tensor z = Tensor.zeros(2, 2);
        z.fill(-7);
        Kernels.affine(x, matrix(), null, z, 1);
        assertArrayEquals(new double[] {17, 39, -7, -7}, z.values());
    }

    /// The contract of the order: a sum that rounds differently in any other order.
    @Test
    void theOrderOfAccumulationIsThatOfTheContract() {
        SeededRandom random = new SeededRandom(1);
        int in = 37;
        Tensor x = Tensor.zeros(1, in);
        Tensor w = Tensor.zeros(1, in);
        for (int i = 0; i < in; i++) {
            x.set(i, random.nextGaussian());
            w.set(i, random.nextGaussian() * 1e3);
        }
        double expected = 0.1;
        for (int i = 0; i < in; i++) {
            expected = Math.fma(x.get(i), w.get(i), expected);
        }
        Tensor z = Tensor.zeros(1, 1);
        Kernels.affine(x, w, Tensor.vector(0.1), z, 1);
        assertEquals(expected, z.get(0));
    }

    /// Units are computed side by side, which changes no sum.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 8, 11})
    void theNumberOfUnitsChangesNoSum(int units) {
        SeededRandom random = new SeededRandom(units);
        Tensor x = drawn(random, 3, 17);
        Tensor w = drawn(random, units, 17);
        Tensor b = drawn(random, units);
        Tensor z = Tensor.zeros(3, units);
        Kernels.affine(x, w, b, z, 3);
        for (int r = 0; r < 3; r++) {
            for (int o = 0; o < units; o++) {
                double expected = b.get(o);
                for (int i = 0; i < 17; i++) {
                    expected = Math.fma(x.get(r, i), w.get(o, i), expected);
                }
                assertEquals(expected, z.get(r, o));
            }
        }
    }

    private static Tensor drawn(SeededRandom random, int... sizes) {
        Tensor tensor = Tensor.zeros(sizes);
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, random.nextGaussian());
        }
        return tensor;
    }

    @ParameterizedTest
    @CsvSource({"3, 2, 2", "2, 3, 2", "2, 2, 3"})
    void wrongShapesFailWithBothOfThem(int in, int out, int rows) {
        var e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Kernels.affine(Tensor.zeros(2, in), matrix(), null, Tensor.zeros(2, out), rows));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains("has shape [2, ") && message.contains("needed"), message);
    }

    @Test
    void theFirstNumberThatIsNotFiniteIsFound() {
        assertEquals(-1, Kernels.firstNonFinite(new double[] {1, -2, 0}, 3));
        assertEquals(1, Kernels.firstNonFinite(new double[] {1, Double.NaN, Double.POSITIVE_INFINITY}, 3));
        assertEquals(2, Kernels.firstNonFinite(new double[] {1, 2, Double.NEGATIVE_INFINITY}, 3));
        assertEquals(-1, Kernels.firstNonFinite(new double[] {1, 2, Double.NaN}, 2));
    }

    private static Tensor matrix() {
        return Tensor.matrix(new double[] {1, 2}, new double[] {3, 4});
    }
}
