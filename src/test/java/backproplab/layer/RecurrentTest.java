package backproplab.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Identity;
import backproplab.activation.Relu;
import backproplab.activation.Tanh;
import backproplab.backprop.BackwardPass;
import backproplab.backprop.CheckPlan;
import backproplab.backprop.CheckReport;
import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.backprop.GradientCheck;
import backproplab.backprop.HiddenGradients;
import backproplab.backprop.PassListener;
import backproplab.layer.Recurrent.Biases;
import backproplab.layer.Recurrent.Steps;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Node;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Recurrent layers against closed forms; their gradients against differences are held by `GraphLawsTest`, against PyTorch
/// by the reference cases.
class RecurrentTest {
    private static final LossTerm LOSS = LossTerm.of("cell", new SquaredError(0.5));

    private static Parameters.Key key(String name) {
        return new Parameters.Key("cell", name);
    }

    private static BackwardPass pass(LayerDescription cell, int steps, Map<Parameters.Key, Tensor> given) {
        NetworkDescription description = NetworkDescription.of(Shape.of(steps, 1), List.of(cell));
        Network network = new Network(description, Parameters.initial(description, 1, given), 1, 1);
        return new BackwardPass(network, List.of(LOSS), true);
    }

    private static LayerDescription linear(Steps steps) {
        return LayerDescription.of("cell", new Rnn(1, steps, Biases.NONE), "input")
                .with(OutputFunctions.of(new Identity()));
    }

    /// Of `hₜ = w·hₜ₋₁ + xₜ`: `h_T = Σ w^(T−t)·xₜ`, and `∂L/∂hₜ = w^(T−t)·∂L/∂h_T`, which vanishes for w = ½ and explodes for 2.
    @Test
    void aLinearRnnMultipliesByItsWeightAtEveryStep() {
        for (double w : new double[] {0.5, 2}) {
            BackwardPass pass =
                    pass(
                            linear(Steps.LAST),
                            4,
                            Map.of(
                                    key("W_ih"), Tensor.matrix(new double[] {1}),
                                    key("W_hh"), Tensor.matrix(new double[] {w})));
            pass.network().input("input").copyFrom(Tensor.of(Shape.of(1, 4, 1), 1, 2, 3, 4));
            Node cell = pass.network().node("cell");
            pass.forward(1, true, 0, PassListener.NONE);
            double last = 4 + w * (3 + w * (2 + w));
            assertEquals(last, cell.a().get(0));

            pass.objective().targets(0).set(0, last - 1); // ∂L/∂h_T = 1
            pass.run(1, 0, PassListener.NONE);
            Recurrent layer = (Recurrent) cell.description().layer();
            double[] factors = {w * w * w, w * w, w, 1};
            assertArrayEquals(factors, HiddenGradients.norms(layer.hiddenGradient(cell.layer())));
            assertEquals(Tensor.of(Shape.of(1, 4, 1), factors), pass.gradients().input("input"));
            // Σ ∂L/∂hₜ · hₜ₋₁ with h₀ = 0, h₁ = 1, h₂ = 2 + w, …
            double weight = factors[1] + factors[2] * (2 + w) + factors[3] * (3 + w * (2 + w));
            assertEquals(weight, pass.gradients().of(key("W_hh")).get(0));
        }
    }

    /// 2-norm over samples and units.
    @Test
    void theNormGoesOverSamplesAndUnits() {
        Tensor gradient = Tensor.of(Shape.of(2, 2, 2), 1, 2, 0, 0, 2, 4, 3, 4);
        assertArrayEquals(new double[] {5, 5}, HiddenGradients.norms(gradient));
    }

    /// With the forget gate open and the input gate closed an LSTM keeps c₀: after 1000 steps, forward and backward.
    @Test
    void anLstmKeepsItsCellWhileTheForgetGateIsOpen() {
        SequencedMap<String, Shape> inputs = new LinkedHashMap<>();
        inputs.put("input", Shape.of(1000, 1));
        inputs.put("h0", Shape.of(1));
        inputs.put("c0", Shape.of(1));
        NetworkDescription description =
                new NetworkDescription(
                        inputs,
                        List.of(LayerDescription.of("cell", new Lstm(1, Steps.LAST, Biases.ONE), "input", "h0", "c0")));
        Map<Parameters.Key, Tensor> given =
                Map.of(
                        key("W_ih"), Tensor.zeros(4, 1),
                        key("W_hh"), Tensor.zeros(4, 1),
                        key("b_ih"), Tensor.vector(-800, 40, 0, 800));
        Network network = new Network(description, Parameters.initial(description, 1, given), 1, 1);
        BackwardPass pass = new BackwardPass(network, List.of(LOSS), true);
        network.input("c0").set(0, 0.25);
        pass.objective().targets(0).set(0, Math.tanh(0.25) - 1);
        pass.run(1, 0, PassListener.NONE);

        assertEquals(Math.tanh(0.25), network.node("cell").a().get(0), 1e-15);
        double slope = 1 - Math.tanh(0.25) * Math.tanh(0.25);
        assertEquals(slope, Objects.requireNonNull(pass.gradients().input("c0")).get(0), 1e-12);
    }

    /// A unit that is far in saturation still tells how little it lets through, where `s·(1 − s)` would say 0.
    @Test
    void aGruThatKeepsEverythingStillHasASlope() {
        Map<Parameters.Key, Tensor> given =
                Map.of(
                        key("W_ih"), Tensor.matrix(new double[] {0}, new double[] {0}, new double[] {1}),
                        key("W_hh"), Tensor.zeros(3, 1),
                        key("b_ih"), Tensor.vector(0, 50, 0));
        BackwardPass pass = pass(LayerDescription.of("cell", new Gru(1, Steps.LAST, Biases.ONE), "input"), 1, given);
        pass.objective().targets(0).set(0, -1);
        pass.run(1, 0, PassListener.NONE);
        double keptBack = Math.exp(-50) / (1 + Math.exp(-50)); // 1 − u
        assertEquals(keptBack, Objects.requireNonNull(pass.gradients().input("input")).get(0), 1e-36);
    }

    static Stream<Recurrent> everyType() {
        return Stream.of(
                new Rnn(3, Steps.SEQUENCE, Biases.TWO),
                new Lstm(3, Steps.SEQUENCE, Biases.TWO),
                new Gru(3, Steps.SEQUENCE, Biases.TWO));
    }

    private static Recurrent last(Recurrent sequence) {
        return switch (sequence) {
            case Rnn it -> new Rnn(it.units(), Steps.LAST, it.biases());
            case Lstm it -> new Lstm(it.units(), Steps.LAST, it.biases());
            case Gru it -> new Gru(it.units(), Steps.LAST, it.biases());
        };
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void theLastStepIsTheLastOfTheSequence(Recurrent sequence) {
        Node all = afterRandomInput(sequence);
        Node last = afterRandomInput(last(sequence));
        for (int sample = 0; sample < 2; sample++) {
            for (int unit = 0; unit < 3; unit++) {
                assertEquals(all.a().get(sample, 4 * 3 + unit), last.a().get(sample, unit));
            }
        }
    }

    private static Node afterRandomInput(Recurrent layer) {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(5, 2),
                        List.of(
                                LayerDescription.of("cell", layer, "input")
                                        .with(
                                                layer instanceof Rnn
                                                        ? OutputFunctions.of(new Tanh())
                                                        : OutputFunctions.IDENTITY)));
        Network network = new Network(description, Parameters.initial(description, 4), 2, 1);
        for (int i = 0; i < network.input("input").size(); i++) {
            network.input("input").set(i, Math.sin(i));
        }
        network.forward(2, true, 0);
        return network.node("cell");
    }

    /// A ReLU that comes to its kink at a step that is not put out: a difference across it says nothing, and the check has
    /// to see it, for the numbers that move that step and for no others.
    @Test
    void aKinkAtAnInnerStepIsSeenByTheGradientCheck() {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(2, 2),
                        List.of(
                                LayerDescription.of("cell", new Rnn(1, Steps.LAST, Biases.ONE), "input")
                                        .with(OutputFunctions.of(new Relu(0))),
                                LayerDescription.of("head", new Dense(1), "cell")));
        Map<Parameters.Key, Tensor> given =
                Map.of(
                        key("W_ih"), Tensor.matrix(new double[] {1e-9, 1}),
                        key("W_hh"), Tensor.matrix(new double[] {3}));
        Network network = new Network(description, Parameters.initial(description, 1, given), 1, 1);
        network.input("input").copyFrom(Tensor.of(Shape.of(1, 2, 2), 1, 0, 0, 1)); // z₁ = 1e-9, z₂ = 1 + 3e-9
        BackwardPass pass = new BackwardPass(network, List.of(LossTerm.of("head", new SquaredError(0.5))), false);
        pass.run(1, 0, PassListener.NONE);

        CheckReport report =
                new GradientCheck(pass).run(CheckPlan.all().withThreads(1), (done, total) -> true).orElseThrow();

        assertEquals(0, report.count(Verdict.FAIL), () -> report.worst(3).toString());
        assertEquals(
                Map.of("cell.W_ih", 1, "cell.W_hh", 0, "cell.b_ih", 1, "head.weights", 0, "head.bias", 0),
                report.tensors().stream()
                        .collect(Collectors.toMap(it -> it.key().toString(), it -> it.count(Verdict.KINK))));
    }

    @Test
    void refusesInWords() {
        assertRefused(new Rnn(2, Steps.LAST, Biases.TWO), List.of(Shape.of(3)), "a sequence [time, features], got [3]");
        assertRefused(
                new Gru(2, Steps.LAST, Biases.TWO),
                List.of(Shape.of(4, 3), Shape.of(3)),
                "a start of shape [2], got [3]");
        assertRefused(
                new Gru(2, Steps.LAST, Biases.TWO),
                List.of(Shape.of(4, 3), Shape.of(2), Shape.of(2)),
                "one sequence, and at most h0 besides, got 3 inputs");
        assertTrue(new Rnn(2, Steps.LAST, Biases.TWO).refusal(new Softmax()).isPresent());
        assertTrue(new Lstm(2, Steps.LAST, Biases.TWO).refusal(OutputFunctions.of(new Tanh())).isPresent());
        assertTrue(new Lstm(2, Steps.LAST, Biases.TWO).refusal(OutputFunctions.IDENTITY).isEmpty());
    }

    private static void assertRefused(Layer layer, List<Shape> inputs, String needed) {
        assertEquals(needed, layer.fit(inputs) instanceof Fit.Refused refused ? refused.needed() : "fits");
    }
}
