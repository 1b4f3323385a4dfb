package backproplab.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.catalog.CatalogLaws;
import backproplab.catalog.Entry;
import backproplab.random.SeededRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

/// What holds for every loss of the catalog, with its standard settings and with others.
class LossLawsTest {
    private static final int FROM = 2;
    private static final int N = 4;
    private static final int LENGTH = FROM + N + 1;

    static Stream<Loss> losses() {
        return Losses.CATALOG.entries().stream().flatMap(LossLawsTest::standardAndOther);
    }

    private static Stream<Loss> standardAndOther(Entry<Loss> entry) {
        return Stream.of(entry.standard(), entry.create(CatalogLaws.otherValues(entry))).distinct();
    }

    /// No random point comes within h of a kink: seeds are fixed, and one in 10⁵ would.
    @ParameterizedTest
    @MethodSource("losses")
    void gradientMatchesCentralDifferences(Loss loss) {
        double h = 1e-5; // balances truncation, h²·l‴/6 with l‴ up to 2/y³, and rounding, 1e-16/h
        SeededRandom random = new SeededRandom(1);
        for (int sample = 0; sample < 200; sample++) {
            double[] y = outputs(loss, random);
            double[] t = targets(loss, random);
            double[] gradient = new double[LENGTH];
            loss.addGradient(y, t, FROM, N, 1, gradient);
            for (int k = FROM; k < FROM + N; k++) {
                double numeric = (valueAt(loss, y, t, k, h) - valueAt(loss, y, t, k, -h)) / (2 * h);
                double y_k = y[k];
                double t_k = t[k];
                assertEquals(
                        numeric,
                        gradient[k],
                        1e-6 * (1 + Math.abs(numeric)),
                        () -> "%s at y = %s, t = %s".formatted(loss, y_k, t_k));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientIsScaledAndAddedWithinItsRow(Loss loss) {
        SeededRandom random = new SeededRandom(2);
        double[] y = outputs(loss, random);
        double[] t = targets(loss, random);
        double[] once = new double[LENGTH];
        loss.addGradient(y, t, FROM, N, 1, once);

        double[] added = new double[LENGTH];
        double[] expected = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            added[i] = i;
            expected[i] = i + (i >= FROM && i < FROM + N ? 0.25 * once[i] : 0);
        }
        loss.addGradient(y, t, FROM, N, 0.25, added);
        assertArrayEquals(expected, added, 1e-15);
    }

    /// Also where the target is 0 and the output would not count. One gradient does not depend on y at all.
    @ParameterizedTest
    @MethodSource("losses")
    void nanIsNeverHidden(Loss loss) {
        SeededRandom random = new SeededRandom(3);
        for (double target : new double[] {-1, 0, 0.5, 1}) {
            if (loss.takesTarget(target)) {
                double[] y = outputs(loss, random);
                double[] t = targets(loss, random);
                double[] dy = new double[LENGTH];
                y[FROM + 1] = Double.NaN;
                t[FROM + 1] = target;
                assertTrue(Double.isNaN(loss.value(y, t, FROM, N)), () -> loss + " with target " + target);
                loss.addGradient(y, t, FROM, N, 1, dy);
                boolean linear = loss instanceof NegativeLogLikelihood;
                assertEquals(!linear, Double.isNaN(dy[FROM + 1]), () -> loss + " with target " + target);
            }
        }
    }

    /// Follows every large change of the derivative down to a width of 1e-12: what is left there is a jump, and has to be
    /// stated; and what is stated has to be one.
    @ParameterizedTest
    @MethodSource("losses")
    void statesWhereItsDerivativeJumps(Loss loss) {
        for (double t : new double[] {-1, 0, 0.3, 1}) {
            if (!loss.takesTarget(t)) {
                continue;
            }
            for (double from = 0.0005; from < 3; from += 0.01) {
                for (double side : new double[] {from, -from}) {
                    double jump = jump(loss, side, side + 0.01, t);
                    boolean stated = loss.kinks(t).stream().anyMatch(it -> Math.abs(it - jump) < 1e-11);
                    assertTrue(Double.isNaN(jump) || stated, () -> loss + " jumps at " + jump + " for t = " + t);
                }
            }
            for (double kink : loss.kinks(t)) {
                double change = slope(loss, kink + 1e-12, t) - slope(loss, kink - 1e-12, t);
                assertTrue(Math.abs(change) > 1e-3, () -> loss + " does not jump at " + kink + " for t = " + t);
            }
        }
    }

    /// Where the derivative jumps between two y, or NaN where it does not, or is infinite (the logarithms at 0).
    private static double jump(Loss loss, double from, double to, double t) {
        double low = from;
        double high = to;
        while (high - low > 1e-12) {
            double middle = (low + high) / 2;
            boolean left = change(loss, low, middle, t) > change(loss, middle, high, t);
            low = left ? low : middle;
            high = left ? middle : high;
        }
        boolean pole = Math.abs(slope(loss, low, t)) > 1e6 || Math.abs(slope(loss, high, t)) > 1e6;
        return !pole && change(loss, low, high, t) > 1e-3 ? low : Double.NaN;
    }

    private static double change(Loss loss, double from, double to, double t) {
        return Math.abs(slope(loss, to, t) - slope(loss, from, t));
    }

    private static double slope(Loss loss, double y, double t) {
        double[] slope = new double[1];
        loss.addGradient(new double[] {y}, new double[] {t}, 0, 1, 1, slope);
        return slope[0];
    }

    @ParameterizedTest
    @MethodSource("losses")
    void saysWhatItNeedsWhereItRefuses(Loss loss) {
        boolean refusesSome = Stream.of(-1.0, 0.0, 0.5, 1.0, 7.0).anyMatch(it -> !loss.takesTarget(it));
        assertEquals(refusesSome, !loss.targetsNeeded().equals("any finite number"), loss::targetsNeeded);
        assertFalse(loss.targetsNeeded().isBlank());
    }

    /// Anywhere in ±3 but near 0 where the loss is finite, else in (0.1, 0.9), where every loss is.
    private static double[] outputs(Loss loss, SeededRandom random) {
        double[] y = new double[LENGTH];
        for (int k = FROM; k < FROM + N; k++) {
            y[k] = 6 * random.nextDouble() - 3;
            double probe = loss.value(new double[] {y[k]}, new double[] {0.5}, 0, 1);
            if (Math.abs(y[k]) < 0.1 || !Double.isFinite(probe)) {
                y[k] = 0.1 + 0.8 * random.nextDouble();
            }
        }
        return y;
    }

    private static double[] targets(Loss loss, SeededRandom random) {
        double[] t = new double[LENGTH];
        for (int k = FROM; k < FROM + N; k++) {
            do {
                t[k] = random.nextInt(2) == 0 ? random.nextInt(3) - 1 : 4 * random.nextDouble() - 2;
            } while (!loss.takesTarget(t[k]));
        }
        return t;
    }

    private static double valueAt(Loss loss, double[] y, double[] t, int k, double shift) {
        double[] shifted = y.clone();
        shifted[k] += shift;
        return loss.value(shifted, t, FROM, N);
    }
}
