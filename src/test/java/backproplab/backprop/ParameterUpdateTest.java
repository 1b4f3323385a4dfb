package backproplab.backprop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.layer.Dense;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.Adam;
import backproplab.optimizer.Clipping;
import backproplab.optimizer.GradientNorm;
import backproplab.optimizer.Momentum;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.OptimizerState;
import backproplab.optimizer.Penalty;
import backproplab.optimizer.Penalty.DecayOn;
import backproplab.optimizer.Sgd;
import backproplab.optimizer.UpdateRule;
import backproplab.optimizer.UpdateRule.Scope;
import backproplab.random.SeededRandom;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// With weights of several blocks, the last one not full.
class ParameterUpdateTest {
    private static final int INPUTS = 37;
    private static final int UNITS = 70;
    private static final Optimizer MOMENTUM = new Momentum(0.1, 0.9);

    private final Network network = network();
    private final BackwardPass pass = new BackwardPass(network, losses(), false);
    private final Parameters parameters = network.parameters();

    private static Network network() {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(INPUTS),
                        List.of(LayerDescription.of("out", new Dense(UNITS), NetworkDescription.INPUT)));
        return new Network(description, Parameters.initial(description, 1), 1, 1);
    }

    private static List<LossTerm> losses() {
        return List.of(LossTerm.of("out", new SquaredError(0.5)));
    }

    static Stream<UpdateRule> rules() {
        Penalty penalty = new Penalty(0.01, 0.02, DecayOn.WEIGHTS);
        return Stream.of(
                UpdateRule.of(new Sgd(0.1)),
                UpdateRule.of(new Adam(0.1, 0.9, 0.999, 1e-8)).with(penalty),
                UpdateRule.of(MOMENTUM).with(new Clipping.Norm(0.5, 0)),
                UpdateRule.of(MOMENTUM).with(new Clipping.NormPerTensor(0.5, 0)).with(penalty),
                UpdateRule.of(MOMENTUM).with(new Clipping.Value(0.1)).with(penalty.with(DecayOn.ALL)),
                UpdateRule.of(MOMENTUM).with(Scope.WEIGHTS_ONLY));
    }

    /// Each tensor as a whole, one thing after the other.
    @ParameterizedTest
    @MethodSource("rules")
    void blocksAreTheWhole(UpdateRule rule) {
        fillRandom();
        List<Tensor> expected = new ArrayList<>();
        List<Tensor> effective = new ArrayList<>();
        OptimizerState plain = OptimizerState.initial(rule.optimizer(), parameters.sizes());
        for (int p = 0; p < parameters.trained().size(); p++) {
            expected.add(parameters.trained().get(p).value().copy());
            effective.add(pass.gradients().parameters().get(p).copy());
            whole(rule, p, expected.get(p).values(), effective.get(p).values(), plain.slots(p));
        }
        List<Tensor> before = parameters.trained().stream().map(it -> it.value().copy()).toList();

        OptimizerState state = OptimizerState.initial(rule.optimizer(), parameters.sizes());
        ParameterUpdate update = new ParameterUpdate(pass);
        List<Integer> heard = new ArrayList<>();
        update.apply(
                rule,
                state,
                (p, g, from, to) -> {
                    for (int i = from; i < to; i++) {
                        heard.add(p);
                        assertEquals(effective.get(p).get(i), g[i]);
                        assertEquals(before.get(p).get(i), parameters.trained().get(p).value().get(i));
                    }
                });
        for (int p = 0; p < expected.size(); p++) {
            assertEquals(expected.get(p), parameters.trained().get(p).value());
            assertArrayEquals(plain.slots(p), state.slots(p));
            assertEquals(
                    isLeft(rule, p) ? 0 : expected.get(p).size(), heard.stream().filter(List.of(p)::contains).count());
            double squares = squaredNorm(expected.get(p).values());
            assertEquals(squares, update.valueSquares(p), 1e-14 * squares);
            double[] change = expected.get(p).values().clone();
            for (int i = 0; i < change.length; i++) {
                change[i] -= before.get(p).get(i);
            }
            assertEquals(squaredNorm(change), update.updateSquares(p), 1e-14 * squaredNorm(change));
        }
    }

    private void whole(UpdateRule rule, int p, double[] w, double[] g, double[][] slots) {
        if (isLeft(rule, p)) {
            return;
        }
        boolean decays = rule.penalty().decayOn() == DecayOn.ALL || parameters.trained().get(p).isWeights();
        boolean perTensor = rule.clipping().normOf() == Clipping.NormOf.TENSOR;
        double norm = perTensor ? GradientNorm.of(g, g.length) : GradientNorm.of(pass.gradients().parameters());
        rule.clipping().clip(g, g, 0, g.length, norm);
        if (decays) {
            rule.penalty().addGradient(w, g, 0, w.length);
        }
        rule.optimizer().update(w, g, slots, 0, w.length, 1, decays);
    }

    private boolean isLeft(UpdateRule rule, int p) {
        return rule.scope() == Scope.WEIGHTS_ONLY && parameters.trained().get(p).isBias();
    }

    private void fillRandom() {
        SeededRandom random = new SeededRandom(1);
        for (Tensor gradient : pass.gradients().parameters()) {
            for (int i = 0; i < gradient.size(); i++) {
                gradient.set(i, random.nextGaussian());
            }
        }
    }

    private static double squaredNorm(double[] x) {
        double norm = GradientNorm.of(x, x.length);
        return norm * norm;
    }
}
