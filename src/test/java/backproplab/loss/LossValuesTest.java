package backproplab.loss;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.stream.Stream;

/// Conventions at kinks and limits, and digits where the obvious formula loses them.
class LossValuesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void squaredErrorHasItsFactor() {
        assertEquals(4.5, new SquaredError(0.5).value(2, -1)); // ½ · 3²
        assertEquals(3, new SquaredError(0.5).derivative(2, -1));
        assertEquals(9, new SquaredError(1).value(2, -1));
        assertEquals(6, new SquaredError(1).derivative(2, -1));
    }

    @Test
    void absoluteErrorIsFlatAtItsKink() {
        assertEquals(0, new AbsoluteError().derivative(0.3, 0.3));
        assertEquals(-1, new AbsoluteError().derivative(0.2, 0.3));
    }

    @Test
    void huberIsSquaredUpToDeltaAndStraightBeyond() {
        Huber loss = new Huber(2);
        assertEquals(2, loss.value(3, 1)); // |e| = delta: 2²/2 and 2·(2 − 1) are the same
        assertEquals(4, loss.value(4, 1)); // 2·(3 − 1)
        assertEquals(2, loss.derivative(4, 1));
        assertEquals(-2, loss.derivative(-4, 1));
    }

    /// `ln cosh e = e²/2 − e⁴/12 + e⁶/45 − O(e⁸)`
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-6, 1e-9, 1e-100})
    void logCoshKeepsItsDigitsNearZero(double e) {
        double exact = e * e * (0.5 - e * e / 12 + e * e * e * e / 45);
        assertEquals(exact, new LogCosh().value(e, 0), 1e-15 * exact);
        assertEquals(exact, new LogCosh().value(-e, 0), 1e-15 * exact);
    }

    @Test
    void logCoshIsStraightFarOut() {
        assertEquals(1000 - Math.log(2), new LogCosh().value(1000, 0));
        assertEquals(1e300, new LogCosh().value(-1e300, 0));
    }

    /// Around 1, where one form takes over from the other.
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.999999, 1, 1.000001, 3, 20})
    void bothFormsOfLogCoshAreTheSameFunction(double e) {
        assertEquals(Math.log(Math.cosh(e)), new LogCosh().value(e, 0), 1e-15 * (1 + e));
    }

    @Test
    void whatIsNotAskedForCostsNothing() {
        assertEquals(0, new CategoricalCrossEntropy(0).value(0, 0));
        assertEquals(0, new CategoricalCrossEntropy(0).derivative(0, 0));
        assertEquals(0, new KlDivergence().value(0, 0));
        assertEquals(0, new KlDivergence().derivative(0, 0));
        assertEquals(0, new BinaryCrossEntropy(0).value(0, 0));
        assertEquals(0, new BinaryCrossEntropy(0).value(1, 1));
    }

    @Test
    void exactCrossEntropyIsInfiniteForAnImpossibleTarget() {
        assertEquals(INFINITY, new CategoricalCrossEntropy(0).value(0, 1));
        assertEquals(-INFINITY, new CategoricalCrossEntropy(0).derivative(0, 1));
        assertEquals(Double.NaN, new CategoricalCrossEntropy(0).value(-0.1, 1)); // a linear layer's: no logarithm
        assertEquals(INFINITY, new KlDivergence().value(0, 0.5));
        assertEquals(INFINITY, new BinaryCrossEntropy(0).value(1, 0));
        assertEquals(INFINITY, new BinaryCrossEntropy(0).derivative(1, 0));
    }

    @Test
    void clippedCrossEntropyHasNoGradientWhereItClips() {
        CategoricalCrossEntropy categorical = new CategoricalCrossEntropy(0.01);
        assertEquals(-Math.log(0.01), categorical.value(0, 1), 1e-15);
        assertEquals(0, categorical.derivative(0, 1));
        assertEquals(0, categorical.derivative(0.01, 1)); // at the kink too
        assertEquals(-1 / 0.02, categorical.derivative(0.02, 1));

        BinaryCrossEntropy binary = new BinaryCrossEntropy(0.01);
        assertEquals(-Math.log(0.01), binary.value(1.7, 0), 1e-14);
        assertEquals(0, binary.derivative(1.7, 0));
        assertEquals(0, binary.derivative(0.01, 1));
        assertEquals(0, binary.derivative(0.99, 0));
        assertEquals(1 / 0.5, binary.derivative(0.5, 0));
    }

    /// `−ln(1 − p) = p + p²/2 + O(p³)`
    @Test
    void binaryCrossEntropyKeepsItsDigitsForSmallPredictions() {
        assertEquals(1e-12, new BinaryCrossEntropy(0).value(1e-12, 0), 1e-24);
    }

    @Test
    void hingeIsFlatAtItsKink() {
        assertEquals(0, new Hinge(1).derivative(1, 1));
        assertEquals(0, new Hinge(1).derivative(-1, -1));
        assertEquals(0, new Hinge(1).value(3, 1));
        assertEquals(1.5, new Hinge(1).value(0.5, -1));
        assertEquals(1, new Hinge(1).derivative(0.5, -1));
        assertEquals(2.25, new SquaredHinge(1).value(0.5, -1));
        assertEquals(3, new SquaredHinge(1).derivative(0.5, -1));
    }

    @Test
    void klDivergenceIsZeroWhereOutputsAreTheTargets() {
        assertEquals(0, new KlDivergence().value(new double[] {0.2, 0.5, 0.3}, new double[] {0.2, 0.5, 0.3}, 0, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "squared_error,                         -7 0 1e300,        ",
        "absolute_error,                        -7 0 1e300,        ",
        "huber,                                 -7 0 1e300,        ",
        "log_cosh,                              -7 0 1e300,        ",
        "binary_cross_entropy,                  0 0.3 1,           -1e-9 1.5",
        "binary_cross_entropy_with_logits,      0 0.3 1,           -1e-9 1.5",
        "categorical_cross_entropy,             0 0.3 1 1.47519,   -1e-9",
        "categorical_cross_entropy_with_logits, 0 0.3 1 1.47519,   -1e-9",
        "negative_log_likelihood,               -1 0 0.3 7,        ",
        "hinge,                                 -1 1,              0 0.5 2",
        "squared_hinge,                         -1 1,              0 0.5 2",
        "kl_divergence,                         0 0.3 1 1.47519,   -1e-9",
    })
    void takesExactlyTheTargetsItIsDefinedFor(String id, String taken, @Nullable String refused) {
        Loss loss = Losses.CATALOG.get(id).standard();
        assertAll(numbers(taken).map(it -> () -> assertTrue(loss.takesTarget(it), "target " + it)));
        assertAll(numbers(refused).map(it -> () -> assertFalse(loss.takesTarget(it), "target " + it)));
    }

    private static Stream<Double> numbers(@Nullable String text) {
        return text == null ? Stream.of() : Arrays.stream(text.split(" ")).map(Double::valueOf);
    }
}
