package backproplab.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// Values and identities that the reference table does not hold, each with its origin.
class KnownValuesTest {
    @Test
    void leakyReluKeepsSlopeBelowZero() {
        assertEquals(-0.2, new LeakyRelu(0.1).value(-2)); // by hand: 0.1 · −2
    }

    @Test
    void leakyReluCanBecomeALineOrARelu() {
        assertEquals(List.of(), new LeakyRelu(1).kinks());
        assertEquals(0, new LeakyRelu(0).value(Double.NEGATIVE_INFINITY));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void reluUsesTheSlopeItWasGivenAtZero(double atZero) {
        Relu relu = new Relu(atZero);
        assertEquals(atZero, relu.derivative(0));
        assertEquals(atZero, relu.derivative(-0.0));
        assertEquals(0, relu.leftSlope(0));
        assertEquals(1, relu.rightSlope(0));
    }

    /// LeCun, Bottou, Orr, Müller 1998: "f(±1) = ±1"; a rounded to five digits leaves 1e-5.
    @Test
    void scaledTanhTakesOneToOne() {
        Activation f = Activations.CATALOG.get("scaled_tanh").standard();
        assertEquals(1, f.value(1), 1e-5);
        assertEquals(-1, f.value(-1), 1e-5);
    }

    /// Klambauer and others 2017, appendix: λ ≈ 1.0507, α ≈ 1.6733; far left f is −λα.
    @Test
    void seluSaturatesAtMinusLambdaAlpha() {
        assertEquals(-1.7580993408473766, new Selu().value(-750), 4e-16);
        assertEquals(1.0507009873554805, new Selu().rightSlope(0));
        assertEquals(1.7580993408473766, new Selu().leftSlope(0), 4e-16);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-20, -1.3, -1e-9, 0, 0.4, 8})
    void specialSettingsGiveOtherFunctions(double z) {
        assertEquals(new Silu().value(z), new Swish(1).value(z));
        assertEquals(z / 2, new Swish(0).value(z));
        assertEquals(new Elu(1).value(z), new Celu(1).value(z));
        assertEquals(new Relu().value(z), new Elu(0).value(z), 0.0);
        assertEquals(new Tanh().value(z), new ScaledTanh(1, 1).value(z));
        assertEquals(new Prelu(0.01).value(z), new LeakyRelu(0.01).value(z));
        assertEquals(new Relu6().value(z), new HardTanh(0, 6).value(z), 0.0);
        assertEquals(new LogSigmoid().value(z), -new Softplus(1).value(-z));
    }

    /// `Φ(z) + Φ(−z) = 1`, `σ(z) + σ(−z) = 1`: these functions differ from their mirror image by z.
    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 0.3, 1, 4, 37, 750})
    void gatedFunctionsDifferFromTheirMirrorImageByZ(double z) {
        for (Activation f :
                List.of(new Gelu(), new GeluTanh(), new Silu(), new Swish(3), new HardSwish(), new Softplus(2))) {
            assertEquals(z, f.value(z) - f.value(-z), 2 * Math.ulp(z) + 2 * Math.ulp(f.value(-z)), f::toString);
            assertEquals(1, f.derivative(z) + f.derivative(-z), 1e-15, f::toString);
        }
    }

    /// Where the obvious formula loses digits: `s(1 − s)`, `1 + erf`, `eᶻ − 1`, `z − tanh z` and their like. The
    /// reference table allows 1e-15 there, whatever the size; here all that counts is relative. By mpmath
    /// with 400 digits, rounded once.
    @ParameterizedTest
    @CsvSource({
        "sigmoid, -700, 9.85967654375977e-305, 9.85967654375977e-305",
        "sigmoid, 40, 1.0, 4.248354255291589e-18",
        "tanh, 20, 1.0, 1.6993417021166355e-17",
        "gelu, -37, -2.1184613523340935e-298, -7.838298669418516e-297",
        "gelu, -1e-9, -4.999999996010577e-10, 0.49999999920211546",
        "gelu_tanh, -20, -3.375450956311062e-261, -2.9424328724945853e-259",
        "silu, -700, -6.90177358063184e-302, -6.891913904088079e-302",
        "swish, -400, -1.0601586212017242e-258, -1.587587535249582e-258",
        "mish, -700, -6.90177358063184e-302, -6.891913904088079e-302",
        "mish, 30, 30.0, 1.0",
        "softplus, -700, 9.85967654375977e-305, 9.85967654375977e-305",
        "log_sigmoid, 700, -9.85967654375977e-305, 9.85967654375977e-305",
        "elu, -1e-9, -9.999999995e-10, 0.999999999",
        "celu, -1e-9, -9.999999996666667e-10, 0.9999999993333333",
        "tanh_shrink, 1e-9, 3.3333333333333338e-28, 1e-18",
        "tanh_shrink, 0.0011, 4.4366645193210525e-10, 1.2099990239340027e-06",
        "tanh_shrink, -0.3, -0.008687387548409094, 0.08486303817337079",
        "tanh_shrink, 0.99, 0.23263767578347372, 0.5735976901426587",
        "gaussian, 26, 2.6117417612840555e-294, -1.3581057158677088e-292",
        "bent_identity, -1e-9, -9.9999999975e-10, 0.9999999995",
    })
    void digitsAreKeptInTailsAndNearZero(String id, double z, double value, double slope) {
        Activation f = Activations.CATALOG.get(id).standard();
        assertEquals(value, f.value(z), 1e-12 * Math.abs(value));
        assertEquals(slope, f.derivative(z), 1e-12 * Math.abs(slope));
    }

    @Test
    void clippedFunctionsAreFlatAtTheirCornersWhateverTheSettings() {
        for (double slope : new double[] {0.1, 0.2, 1.0 / 3, 0.7}) {
            HardSigmoid f = new HardSigmoid(slope, 0.3);
            for (double kink : f.kinks()) {
                assertEquals(0, f.derivative(kink));
            }
            assertEquals(
                    List.of(0.0, slope),
                    List.of(f.leftSlope(f.kinks().getFirst()), f.rightSlope(f.kinks().getFirst())));
        }
    }

    @Test
    void preluStandsForItsFirstUnit() {
        Prelu prelu = new Prelu(List.of(0.5, 2.0));
        assertEquals(-1, prelu.value(-2));
        assertEquals(-4, prelu.value(-2, 2));
        assertEquals(1, prelu.steepestSlope());
        assertEquals(2, prelu.at(2).steepestSlope());
        assertEquals(-2, prelu.parameterDerivative(-2, 2)); // ∂(αz)/∂α = z
    }

    /// Which ends are reached, by the formulas: a square bracket is a value that some z has.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "identity; (-Infinity, Infinity)",
                "sigmoid; (0.0, 1.0)",
                "scaled_tanh; (-1.7159, 1.7159)",
                "hard_tanh; [-1.0, 1.0]",
                "softsign; (-1.0, 1.0)",
                "isru; (-1.0, 1.0)",
                "log_sigmoid; (-Infinity, 0.0)",
                "relu; [0.0, Infinity)",
                "relu6; [0.0, 6.0]",
                "elu; (-1.0, Infinity)",
                "celu; (-1.5, Infinity)",
                "softplus; (0.0, Infinity)",
                "hard_swish; [-0.375, Infinity)",
                "abs; [0.0, Infinity)",
                "exponential; (0.0, Infinity)",
                "gaussian; (0.0, 1.0]",
                "sin; [-1.0, 1.0]",
            })
    void rangeTellsReachedEndsFromBounds(String id, String range) {
        assertEquals(range, Activations.CATALOG.get(id).standard().range().toString());
    }
}
