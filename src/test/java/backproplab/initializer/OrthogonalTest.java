package backproplab.initializer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.random.SeededRandom;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

class OrthogonalTest {
    static Stream<Shape> shapes() {
        return Stream.of(
                Shape.of(1, 1),
                Shape.of(7, 7),
                Shape.of(200, 200),
                Shape.of(3, 50),
                Shape.of(50, 3),
                Shape.of(9),
                Shape.of(8, 4, 3, 3),
                Shape.of(64, 2, 3, 3));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theShorterSideIsOrthogonalAndOfLengthGain(Shape shape) {
        Tensor w = drawn(shape, new SeededRandom(3));
        boolean byRows = w.rows() <= w.rowSize();
        int count = byRows ? w.rows() : w.rowSize();
        int length = byRows ? w.rowSize() : w.rows();
        for (int a = 0; a < count; a++) {
            for (int b = 0; b <= a; b++) {
                double product = 0;
                for (int i = 0; i < length; i++) {
                    product += byRows ? w.get(a, i) * w.get(b, i) : w.get(i, a) * w.get(i, b);
                }
                assertEquals(a == b ? 4 : 0, product, 1e-12, a + " times " + b);
            }
        }
    }

    /// Every direction is equally likely: the one entry of 1×1 has both signs, and the first of 3×3, whose square has
    /// the mean ⅓ and the variance 4/45, is symmetric about 0.
    @Test
    void noSignIsPreferred() {
        SeededRandom random = new SeededRandom(4);
        int draws = 2000;
        int positive = 0;
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < draws; draw++) {
            positive += drawn(Shape.of(1, 1), random).get(0) > 0 ? 1 : 0;
            double entry = drawn(Shape.of(3, 3), random).get(2, 2) / 2;
            sum += entry;
            squares += entry * entry;
        }
        assertEquals(0.5, (double) positive / draws, 5 * 0.5 / Math.sqrt(draws));
        assertEquals(0, sum / draws, 5 * Math.sqrt(1 / 3.0 / draws));
        assertEquals(1 / 3.0, squares / draws, 5 * Math.sqrt(4 / 45.0 / draws));
    }

    /// A second vector that lies along the first, up to its last bits, is drawn again.
    @Test
    void dependentDrawsAreDrawnAgain() {
        Tensor w = drawn(Shape.of(2, 3), draws(1, 2, 3, 2, 4, 6, 1, 0, 0));
        // (1, 0, 0) less its projection on (1, 2, 3), that is (13, −2, −3)/14
        double length = Math.sqrt(13 * 13 + 2 * 2 + 3 * 3);
        assertEquals(2 * 13 / length, w.get(1, 0), 1e-14);
        assertEquals(2 * -2 / length, w.get(1, 1), 1e-14);
        assertEquals(2 * -3 / length, w.get(1, 2), 1e-14);
    }

    /// Of (1 + 1e-6, 2, 3) only a millionth remains beside (1, 2, 3), and of its digits a millionth is wrong.
    @Test
    void nearlyDependentDrawsBecomeOrthogonalToo() {
        Tensor w = drawn(Shape.of(2, 3), draws(1, 2, 3, 1 + 1e-6, 2, 3));
        double product = w.get(0, 0) * w.get(1, 0) + w.get(0, 1) * w.get(1, 1) + w.get(0, 2) * w.get(1, 2);
        assertEquals(0, product, 1e-14);
    }

    private static RandomGenerator draws(double... gaussians) {
        PrimitiveIterator.OfDouble next = Arrays.stream(gaussians).iterator();
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextGaussian() {
                return next.nextDouble();
            }
        };
    }

    private static Tensor drawn(Shape shape, RandomGenerator random) {
        Tensor parameter = Tensor.zeros(shape);
        new Orthogonal(2).fill(parameter, 1, 1, random);
        return parameter;
    }
}
