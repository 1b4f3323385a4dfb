package backproplab.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import backproplab.random.SeededRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The fast elementwise functions against the plain ones, bit for bit.
class SimdElementaryTest {
    private static final ScalarKernels PLAIN = new ScalarKernels();
    private static final int VALUES = 100_000;

    /// Where functions turn, end or switch, with their neighbours and both signs.
    private static final double[] SPECIAL = {
        0,
        Double.MIN_VALUE,
        1e-320,
        Double.MIN_NORMAL,
        1e-300,
        1e-17,
        1e-8,
        0.17328679513998632,
        0.34657359027997264,
        0.5,
        1,
        18.7,
        19.06,
        22,
        36.7,
        44,
        354.5,
        372.5,
        708.3964185322641,
        709.782712893384,
        710,
        745.1332191019411,
        746,
        1e10,
        1e300,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NaN
    };

    /// A loop and its plain form; what has no `da` leaves it.
    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    enum Loop {
        EXP(
                (z, da, y, from, to) -> SimdElementary.exp(z, y, from, to),
                (z, da, y, from, to) -> PLAIN.exp(z, y, from, to)),
        TANH(
                (z, da, y, from, to) -> SimdElementary.tanh(z, y, from, to),
                (z, da, y, from, to) -> PLAIN.tanh(z, y, from, to)),
        TANH_GRADIENT(SimdElementary::addTanhGradient, PLAIN::addTanhGradient),
        SIGMOID(
                (z, da, y, from, to) -> SimdElementary.sigmoid(z, y, from, to),
                (z, da, y, from, to) -> PLAIN.sigmoid(z, y, from, to)),
        SIGMOID_GRADIENT(SimdElementary::addSigmoidGradient, PLAIN::addSigmoidGradient),
        RELU(
                (z, da, y, from, to) -> SimdElementary.relu(z, y, from, to),
                (z, da, y, from, to) -> PLAIN.relu(z, y, from, to)),
        RELU_GRADIENT(
                (z, da, y, from, to) -> SimdElementary.addReluGradient(z, da, y, from, to, 0.25),
                (z, da, y, from, to) -> PLAIN.addReluGradient(z, da, y, from, to, 0.25));

        private final Run fast;
        private final Run plain;

        Loop(Run fast, Run plain) {
            this.fast = fast;
            this.plain = plain;
        }

        interface Run {
            void of(double[] z, double[] da, double[] y, int from, int to);
        }
    }

    @ParameterizedTest
    @EnumSource
    void allLengthsAndOffsets(Loop loop) {
        for (int from = 0; from <= 9; from++) {
            for (int n = 0; n <= 33; n++) {
                check(loop, numbers(50, 3), from, from + n);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void specialNumbers(Loop loop) {
        double[] z = new double[6 * SPECIAL.length];
        for (int i = 0; i < SPECIAL.length; i++) {
            double x = SPECIAL[i];
            double[] around = {x, -x, Math.nextUp(x), -Math.nextUp(x), Math.nextDown(x), -Math.nextDown(x)};
            System.arraycopy(around, 0, z, 6 * i, 6);
        }
        check(loop, z, 0, z.length);
    }

    @ParameterizedTest
    @EnumSource
    void manyNumbersOfAllMagnitudes(Loop loop) {
        for (double scale : new double[] {1e-12, 0.5, 4, 40, 1000}) {
            check(loop, numbers(VALUES / 5, scale), 0, VALUES / 5);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EXP", "TANH", "SIGMOID", "RELU"})
    void theResultMayTakeThePlaceOfTheNumbers(Loop loop) {
        double[] z = numbers(37, 3);
        double[] expected = new double[37];
        loop.plain.of(z, z, expected, 0, 37);
        loop.fast.of(z, z, z, 0, 37);
        assertArrayEquals(expected, z);
    }

    /// What stands outside of the range stays, too.
    private static void check(Loop loop, double[] z, int from, int to) {
        double[] da = numbers(z.length, 1);
        double[] plain = numbers(z.length, 2);
        double[] fast = plain.clone();
        loop.plain.of(z, da, plain, from, to);
        loop.fast.of(z, da, fast, from, to);
        assertArrayEquals(plain, fast, () -> "%s of %d to %d".formatted(loop, from, to)); // tells 0 from −0
    }

    private static double[] numbers(int n, double scale) {
        SeededRandom random = new SeededRandom(n);
        double[] numbers = new double[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = scale * (2 * random.nextDouble() - 1);
        }
        return numbers;
    }
}
