package backproplab.backprop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Prelu;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.layer.ActivationLayer;
import backproplab.layer.Convolution2d;
import backproplab.layer.OutputFunctions;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.Momentum;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A PReLU of maps: one α for each channel, as in PyTorch's `PReLU(channels)`.
class LearnedPerChannelTest {
    private static final Parameters.Key ALPHA = new Parameters.Key("maps", "alpha");

    private static LayerDescription maps(double... alpha) {
        List<Double> start = Arrays.stream(alpha).boxed().toList();
        return LayerDescription.of("maps", new ActivationLayer(), "input").with(OutputFunctions.of(new Prelu(start)));
    }

    /// Two channels of 1×2, two samples; L = ½ Σ a².
    @Test
    void eachChannelHasItsOwnNumber() {
        NetworkDescription description = NetworkDescription.of(Shape.of(2, 1, 2), List.of(maps(0.5, 2)));
        Network network = new Network(description, Parameters.initial(description, 1), 2, 1);
        network.input("input").copyFrom(Tensor.of(Shape.of(2, 2, 1, 2), -1, 3, -2, -4, 5, -6, 7, -8));
        BackwardPass pass = new BackwardPass(network, List.of(LossTerm.of("maps", new SquaredError(0.5))), false);
        pass.objective().targets(0).fill(0);
        pass.run(2, 0, PassListener.NONE);

        assertArrayEquals(new double[] {-0.5, 3, -4, -8, 5, -3, 7, -16}, network.node("maps").a().values());
        // ∂L/∂α = Σ a/2 · z over the negative z of the channel; the mean over two samples halves.
        assertArrayEquals(
                new double[] {(0.5 * 1 + 3 * 6) / 2, (4 * 2 + 8 * 4 + 16 * 8) / 2.0},
                pass.gradients().of(ALPHA).values(),
                1e-14);
    }

    @Test
    void asManyNumbersAsChannelsAreNeeded() {
        var problem = NetworkDescription.of(Shape.of(2, 1, 3), List.of(maps(1, 2, 3))).infer().problems().getFirst();
        assertTrue(problem.message().contains("one `alpha` or 2, got 3"), problem.message());
    }

    /// Also where kinks lie near, whatever comes from the convolution before.
    @Test
    void theLawsOfEveryPassHold() {
        for (long seed = 0; seed < 20; seed++) {
            NetworkDescription description =
                    NetworkDescription.of(
                            Shape.of(1, 4, 4),
                            List.of(
                                    LayerDescription.of("maps", new Convolution2d(3, 3), "input")
                                            .with(OutputFunctions.of(new Prelu(List.of(0.1, -0.3, 0.8))))));
            RandomNetworks random = new RandomNetworks(seed);
            BackwardPass pass = random.pass(description, List.of(LossTerm.of("maps", new SquaredError(1))), 2);
            pass.run(2, 0, PassListener.NONE);
            CheckReport report = GradientCheckTest.run(pass);
            assertEquals(0, report.count(CheckedNumber.Verdict.FAIL), () -> report.worst(3).toString());
            ChangedLossTest.assertHasTheBitsOfAWholePass(pass);
            TraceRecorderTest.assertTraceIsTheStep(pass, UpdateRule.of(new Momentum(0.1, 0.9)));
            BackwardTrace trace = Traces.of(pass, UpdateRule.of(new Momentum(0.1, 0.9)), 5);
            TraceSteps steps = TraceSteps.of(trace, Grain.PRODUCT);
            for (int i = 0; i < steps.size(); i++) {
                TraceStepsTest.recompute(steps.get(i), trace);
            }
        }
    }

    /// By hand: `∂L/∂x = (a − t) · 1` for x > 0, else `· α` of the channel; `∂L/∂α = Σ (a − t) · x` over x ≤ 0.
    @Test
    void theGradientOfTheInputKeepsTheSlopeOfTheChannel() {
        NetworkDescription description = NetworkDescription.of(Shape.of(2, 1, 2), List.of(maps(0.25, -0.5)));
        Network network = new Network(description, Parameters.initial(description, 1), 1, 1);
        network.input("input").copyFrom(Tensor.of(Shape.of(1, 2, 1, 2), -1, 2, 3, -4));
        BackwardPass pass = new BackwardPass(network, List.of(LossTerm.of("maps", new SquaredError(0.5))), true);
        pass.objective().targets(0).fill(1);
        pass.run(1, 0, PassListener.NONE);
        // a = −0.25, 2, 3, 2 and a − 1 = −1.25, 1, 2, 1
        assertArrayEquals(
                new double[] {-1.25 * 0.25, 1, 2, -0.5},
                Objects.requireNonNull(pass.gradients().input("input")).values(),
                1e-15);
        assertEquals(Map.of(ALPHA, Tensor.vector(1.25, -4)), Map.of(ALPHA, pass.gradients().of(ALPHA)));
    }
}
