package backproplab.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.random.SeededRandom;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.util.List;

class StandardizerTest {
    @Test
    void meanAndBiasedDeviationByHand() {
        // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, variance 4
        Tensor x = Tensor.matrix(new double[][] {{2}, {4}, {4}, {4}, {5}, {5}, {7}, {9}});
        Standardizer standardizer = Standardizer.of(x);
        assertEquals(new Standardizer(List.of(5.0), List.of(2.0)), standardizer);
        assertArrayEquals(new double[] {-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2}, standardizer.apply(x).values());
    }

    @Test
    void everyColumnGetsMeanZeroAndVarianceOne() {
        Tensor x = drawn(500, 4);
        Tensor z = Standardizer.of(x).apply(x);
        for (int column = 0; column < 4; column++) {
            double sum = 0;
            double squares = 0;
            for (int row = 0; row < 500; row++) {
                sum += z.get(row, column);
                squares += z.get(row, column) * z.get(row, column);
            }
            assertEquals(0, sum / 500, 1e-14); // 500 roundings of numbers near 1
            assertEquals(1, squares / 500, 1e-14);
        }
    }

    @Test
    void invertUndoesApply() {
        Tensor x = drawn(100, 3);
        Standardizer standardizer = Standardizer.of(x);
        assertArrayEquals(x.values(), standardizer.invert(standardizer.apply(x)).values(), 1e-13 * 30); // |x| < 30
    }

    @Test
    void aConstantColumnIsCentredOnly() {
        Tensor x = Tensor.matrix(new double[][] {{0.1, 1}, {0.1, 2}, {0.1, 3}});
        Standardizer standardizer = Standardizer.of(x);
        assertEquals(0.1, standardizer.means().getFirst()); // the mean of equal numbers is that number
        assertEquals(1, standardizer.deviations().getFirst());
        Tensor z = standardizer.apply(x);
        assertEquals(0, z.get(0, 0));
        assertEquals(0.4, standardizer.apply(Tensor.matrix(new double[][] {{0.5, 1}})).get(0, 0), 1e-15);
    }

    @Test
    void theTestSetIsTransformedWithTheNumbersOfTheTrainingSet() {
        Dataset data = Dataset.of(drawn(100, 2), Tensor.zeros(100, 1));
        Split raw = data.split(0.4, 1);
        Split standardized = Standardizer.applyTo(raw);
        Standardizer ofTraining = Standardizer.of(raw.train().input());
        assertEquals(ofTraining.apply(raw.train().input()), standardized.train().input());
        assertEquals(ofTraining.apply(raw.test().orElseThrow().input()), standardized.test().orElseThrow().input());
        assertEquals(raw.train().target(), standardized.train().target());
    }

    @Test
    void numbersOfAnySizeAreTakenWithoutOverflow() {
        double most = Double.MAX_VALUE;
        double least = Double.MIN_VALUE;
        Tensor x = Tensor.matrix(new double[][] {{most, least, 1e-200}, {-most, 0, 2e-200}});
        Standardizer standardizer = Standardizer.of(x);
        Tensor z = standardizer.apply(x);
        assertEquals(-1, z.firstNonFinite());
        assertArrayEquals(new double[] {1, -1}, new double[] {z.get(0, 0), z.get(1, 0)});
        assertArrayEquals(new double[] {-1, 1}, new double[] {z.get(0, 2), z.get(1, 2)}, 1e-15);
    }

    @Test
    void distancesBeyondTheLargestDoubleAreTaken() {
        double most = Double.MAX_VALUE;
        Tensor x = Tensor.matrix(new double[][] {{most}, {-most}, {-most}, {-most}});
        // as 1, −1, −1, −1: mean −½, deviation √¾
        double[] expected = {Math.sqrt(3), -1 / Math.sqrt(3), -1 / Math.sqrt(3), -1 / Math.sqrt(3)};
        assertArrayEquals(expected, Standardizer.of(x).apply(x).values(), 1e-15);
    }

    @Test
    void refusesWhatDoesNotFit() {
        Standardizer standardizer = Standardizer.of(drawn(10, 2));
        var failure = assertThrows(IllegalArgumentException.class, () -> standardizer.apply(Tensor.zeros(10, 3)));
        assertTrue(String.valueOf(failure.getMessage()).contains("[10, 3]"), String.valueOf(failure.getMessage()));
        assertThrows(IllegalArgumentException.class, () -> new Standardizer(List.of(0.0), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Standardizer(List.of(0.0), List.of(0.0)));
        assertThrows(IllegalArgumentException.class, () -> new Standardizer(List.of(Double.NaN), List.of(1.0)));
    }

    private static Tensor drawn(int samples, int columns) {
        SeededRandom random = new SeededRandom(5);
        Tensor x = Tensor.zeros(samples, columns);
        for (int i = 0; i < x.size(); i++) {
            x.set(i, 10 + 3 * random.nextGaussian());
        }
        return x;
    }
}
