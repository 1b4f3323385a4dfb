package backproplab.backprop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.activation.Sigmoid;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.loss.Losses;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

/// Losses that are computed from z: right where the outputs themselves have rounded to 0 or 1.
class FusedObjectiveTest {
    private static final double SIGMA_OF_MINUS_40 = 4.248354255291589e-18; // e⁻⁴⁰/(1 + e⁻⁴⁰), mpmath with 40 digits

    /// Logits of 40 and 0, the first class wanted: softmax is 1 in double precision, and what is missing is σ(−40).
    @ParameterizedTest
    @CsvSource({
        "softmax, categorical_cross_entropy",
        "softmax, kl_divergence",
        "log_softmax, negative_log_likelihood",
    })
    void aRightAndSureSoftmaxStillHasALossAndAGradient(String function, String loss) {
        BackwardPass pass = pass(OutputFunctions.CATALOG.get(function).standard(), loss, 40, 0);
        pass.objective().targets(0).copyFrom(Tensor.matrix(new double[] {1, 0}));
        assertEquals(SIGMA_OF_MINUS_40, pass.run(1, 0, PassListener.NONE), 1e-33);
        assertEquals(-SIGMA_OF_MINUS_40, delta(pass, 0), 1e-33);
        assertEquals(SIGMA_OF_MINUS_40, delta(pass, 1), 1e-33);
    }

    /// z = 40 where 0 is wanted: `−ln(1 − σ(40))` is 40, though σ(40) is 1 in double precision.
    @Test
    void aWrongAndSureSigmoidStillHasALossAndAGradient() {
        BackwardPass pass = pass(OutputFunctions.of(new Sigmoid()), "binary_cross_entropy", 40);
        assertEquals(40, pass.run(1, 0, PassListener.NONE), 1e-14);
        assertEquals(1, delta(pass, 0), 1e-15);
    }

    private static double delta(BackwardPass pass, int unit) {
        return pass.gradients().delta(pass.network().node("output")).get(unit);
    }

    /// A layer without inputs that matter, whose biases are the given z.
    private static BackwardPass pass(OutputFunction function, String loss, double... z) {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(1),
                        List.of(LayerDescription.of("output", new Dense(z.length), "input").with(function)));
        Parameters parameters =
                Parameters.initial(description, 1, Map.of(new Parameters.Key("output", "bias"), Tensor.vector(z)));
        return new BackwardPass(
                new Network(description, parameters, 1, 1),
                List.of(LossTerm.of("output", Losses.CATALOG.get(loss).standard())),
                false);
    }
}
