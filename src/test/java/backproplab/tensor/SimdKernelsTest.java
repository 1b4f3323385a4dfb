package backproplab.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import backproplab.random.SeededRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.IntStream;

/// The fast kernels against the plain ones, bit for bit.
class SimdKernelsTest {
    private static final KernelProvider PLAIN = new ScalarKernels();

    static IntStream upTo33() {
        return IntStream.rangeClosed(1, 33);
    }

    @ParameterizedTest
    @MethodSource("upTo33")
    void allShapesUpTo33(int rows) {
        for (int in = 1; in <= 33; in++) {
            for (int out = 1; out <= 33; out++) {
                check(rows, in, out);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10, 784, 30",
        "32, 784, 30",
        "10, 30, 10",
        "32, 784, 128",
        "32, 128, 64",
        "32, 64, 10",
        "128, 784, 128",
        "128, 128, 64",
        "32, 64, 64",
        "32, 400, 120",
        "32, 120, 84",
        "1, 784, 128",
        "100, 65, 67"
    })
    void theShapesOfTheWorkloads(int rows, int in, int out) {
        check(rows, in, out);
    }

    private static void check(int rows, int in, int out) {
        KernelProvider fast = new SharedKernels(new SimdKernels(true));
        SeededRandom random = new SeededRandom(rows * 10_000L + in * 100L + out);
        double[] x = numbers(random, rows * in);
        double[] w = numbers(random, out * in);
        double[] b = numbers(random, out);
        double[] dz = numbers(random, rows * out);
        String shape = rows + "×" + in + "→" + out;

        double[][] z = {new double[rows * out], new double[rows * out]};
        PLAIN.affine(x, w, b, z[0], in, out, 0, rows, 0, out);
        fast.affine(x, w, b, z[1], in, out, 0, rows, 0, out);
        assertArrayEquals(z[0], z[1], 0, () -> "Z = X·Wᵀ + b of " + shape);
        PLAIN.affine(x, w, null, z[0], in, out, rows / 3, rows, out / 2, out);
        fast.affine(x, w, null, z[1], in, out, rows / 3, rows, out / 2, out);
        assertArrayEquals(z[0], z[1], 0, () -> "a part of Z = X·Wᵀ of " + shape);

        double[][] dx = twice(numbers(random, rows * in));
        PLAIN.addTimes(dz, w, dx[0], in, out, 0, rows);
        fast.addTimes(dz, w, dx[1], in, out, 0, rows);
        assertArrayEquals(dx[0], dx[1], 0, () -> "dX += dZ·W of " + shape);
        PLAIN.addRowTimes(dz, rows - 1, w, dx[0], rows / 2, in, out);
        fast.addRowTimes(dz, rows - 1, w, dx[1], rows / 2, in, out);
        assertArrayEquals(dx[0], dx[1], 0, () -> "a row of dX += dZ·W of " + shape);

        PLAIN.times(dz, w, dx[0], in, out, 0, rows);
        fast.times(dz, w, dx[1], in, out, 0, rows);
        assertArrayEquals(dx[0], dx[1], 0, () -> "dX = dZ·W of " + shape);

        double[][] dw = twice(numbers(random, out * in));
        PLAIN.addTransposeTimes(dz, x, dw[0], rows, in, out, 0, out);
        fast.addTransposeTimes(dz, x, dw[1], rows, in, out, 0, out);
        assertArrayEquals(dw[0], dw[1], 0, () -> "dW += dZᵀ·X of " + shape);
        PLAIN.transposeTimes(dz, x, dw[0], rows, in, out, 0, out);
        fast.transposeTimes(dz, x, dw[1], rows, in, out, 0, out);
        assertArrayEquals(dw[0], dw[1], 0, () -> "dW = dZᵀ·X of " + shape);
    }

    private static double[] numbers(SeededRandom random, int n) {
        double[] numbers = new double[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = random.nextGaussian();
        }
        return numbers;
    }

    private static double[][] twice(double[] numbers) {
        return new double[][] {numbers, numbers.clone()};
    }
}
