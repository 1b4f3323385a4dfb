package backproplab.backprop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Node;
import backproplab.network.Parameters;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.OptimizerState;
import backproplab.optimizer.Optimizers;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Tensor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

class TraceRecorderTest {
    static LongStream seeds() {
        return LongStream.range(1000, 1120);
    }

    /// The traced numbers are those of a training step on the same sample, bit for bit.
    @ParameterizedTest
    @MethodSource("seeds")
    void aTraceIsTheTrainingStepItself(long seed) {
        RandomNetworks random = new RandomNetworks(seed);
        NetworkDescription description = random.description(true);
        List<LossTerm> losses = random.losses(description);
        BackwardPass pass = random.pass(description, losses, 1);
        Network network = pass.network();
        List<Optimizer> optimizers = Optimizers.CATALOG.entries().stream().map(it -> it.standard()).toList();
        UpdateRule rule = UpdateRule.of(optimizers.get((int) (seed % optimizers.size())));
        OptimizerState state = OptimizerState.initial(rule.optimizer(), network.parameters().sizes());

        BackwardTrace trace =
                new TraceRecorder(description, losses, rule, network.parameters(), state, 1, network.seed())
                        .trace(inputsOf(network), targetsOf(pass), 5);

        assertEquals(trace.loss(), pass.run(1, 5, PassListener.NONE));
        for (Node node : network.nodes()) {
            BackwardTrace.LayerTrace layer = trace.layer(node.name());
            assertEquals(layer.z(), node.z());
            assertEquals(layer.a(), node.a());
            assertEquals(layer.delta(), pass.gradients().delta(node));
            layer.arriving().ifPresent(it -> assertEquals(it, pass.gradients().activation(node)));
        }
        for (Parameters.Parameter parameter : network.parameters().trained()) {
            assertEquals(trace.parameter(parameter.key()).before(), parameter.value());
            assertEquals(trace.parameter(parameter.key()).gradient(), pass.gradients().of(parameter.key()));
        }
        new ParameterUpdate(network.parameters(), pass.gradients()).apply(rule, state);
        for (Parameters.Parameter parameter : network.parameters().trained()) {
            assertEquals(trace.parameter(parameter.key()).after(), parameter.value());
        }
        assertEquals(trace.lossAfter(), pass.forward(1, true, 5, PassListener.NONE));
    }

    private static Map<String, Tensor> inputsOf(Network network) {
        Map<String, Tensor> inputs = new HashMap<>();
        network.inputNames().forEach(it -> inputs.put(it, network.input(it)));
        return inputs;
    }

    private static Map<String, Tensor> targetsOf(BackwardPass pass) {
        Map<String, Tensor> targets = new HashMap<>();
        List<LossTerm> terms = pass.objective().terms();
        for (int i = 0; i < terms.size(); i++) {
            targets.put(terms.get(i).on(), pass.objective().targets(i));
        }
        return targets;
    }
}
