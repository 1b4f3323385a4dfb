package backproplab.backprop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.activation.Sigmoid;
import backproplab.activation.Tanh;
import backproplab.catalog.Entry;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.layer.Softmax;
import backproplab.loss.Loss;
import backproplab.loss.Losses;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Node;
import backproplab.network.Parameters;
import backproplab.optimizer.Adam;
import backproplab.optimizer.Clipping;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.OptimizerState;
import backproplab.optimizer.Optimizers;
import backproplab.optimizer.Penalty;
import backproplab.optimizer.Sgd;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

class TraceRecorderTest {
    static LongStream seeds() {
        return LongStream.range(1000, 1120);
    }

    /// The traced numbers are those of a training step on the same samples, bit for bit: for random graphs, with every
    /// optimizer, kind of clipping and penalty in turn.
    @ParameterizedTest
    @MethodSource("seeds")
    void aTraceIsTheTrainingStepItself(long seed) {
        RandomNetworks random = new RandomNetworks(seed);
        NetworkDescription description = random.description(true);
        BackwardPass pass = random.pass(description, random.losses(description), 1 + (int) (seed % 3));
        assertTraceIsTheStep(pass, rule(seed));
    }

    private static UpdateRule rule(long seed) {
        List<Optimizer> optimizers = Optimizers.CATALOG.entries().stream().map(it -> it.standard()).toList();
        List<Clipping> clippings =
                List.of(
                        new Clipping.None(),
                        new Clipping.Value(0.05),
                        new Clipping.Norm(0.1, 0),
                        new Clipping.NormPerTensor(0.1, 0));
        return UpdateRule.of(optimizers.get((int) (seed % optimizers.size())))
                .with(clippings.get((int) (seed / 3 % clippings.size())))
                .with(seed % 5 == 0 ? new Penalty(0.01, 0.1, Penalty.DecayOn.WEIGHTS) : Penalty.NONE)
                .with(seed % 7 == 0 ? UpdateRule.Scope.WEIGHTS_ONLY : UpdateRule.Scope.ALL);
    }

    static Stream<OutputFunction> everyFunction() {
        return OutputFunctions.CATALOG.entries().stream().map(Entry::standard);
    }

    @ParameterizedTest
    @MethodSource("everyFunction")
    void aTraceOfEveryActivationIsTheTrainingStepItself(OutputFunction function) {
        BackwardPass pass = chain(function, function, new SquaredError(0.5));
        assertTraceIsTheStep(pass, UpdateRule.of(new Sgd(0.1)));
    }

    static Stream<Loss> everyLoss() {
        return Losses.CATALOG.entries().stream().map(Entry::standard);
    }

    /// After a sigmoid, whose outputs every loss takes, and after a softmax, where some are fused.
    @ParameterizedTest
    @MethodSource("everyLoss")
    void aTraceOfEveryLossIsTheTrainingStepItself(Loss loss) {
        for (OutputFunction output : List.of(OutputFunctions.of(new Sigmoid()), new Softmax())) {
            BackwardPass pass = chain(OutputFunctions.of(new Tanh()), output, loss);
            Tensor targets = pass.objective().targets(0);
            double[] tried = {0.3, 1, -1};
            for (int i = 0; i < targets.size(); i++) {
                int from = i;
                targets.set(
                        i,
                        IntStream.range(0, tried.length)
                                .mapToDouble(it -> tried[(it + from) % tried.length])
                                .filter(loss::takesTarget)
                                .findFirst()
                                .orElseThrow());
            }
            assertTraceIsTheStep(pass, UpdateRule.of(new Sgd(0.1)));
        }
    }

    private static BackwardPass chain(OutputFunction hidden, OutputFunction output, Loss loss) {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(3),
                        List.of(
                                LayerDescription.of("hidden", new Dense(4), "input").with(hidden),
                                LayerDescription.of("output", new Dense(2), "hidden").with(output)));
        return new RandomNetworks(3).pass(description, List.of(LossTerm.of("output", loss)), 2);
    }

    static void assertTraceIsTheStep(BackwardPass pass, UpdateRule rule) {
        Network network = pass.network();
        int samples = network.capacity();
        OptimizerState state = OptimizerState.initial(rule.optimizer(), network.parameters().sizes());
        BackwardTrace trace = Traces.of(pass, rule, state, 5);

        assertEquals(trace.loss(), pass.run(samples, 5, PassListener.NONE));
        for (Node node : network.nodes()) {
            BackwardTrace.LayerTrace layer = trace.layer(node.name());
            assertEquals(layer.z(), node.z());
            assertEquals(layer.a(), node.a());
            assertEquals(layer.delta(), pass.gradients().delta(node));
            layer.arriving().ifPresent(it -> assertEquals(it, pass.gradients().activation(node)));
        }
        trace.inputGradients().forEach((name, it) -> assertEquals(it.total(), pass.gradients().input(name)));
        List<Parameters.Parameter> trained = network.parameters().trained();
        for (Parameters.Parameter parameter : trained) {
            assertEquals(trace.parameter(parameter.key()).before(), parameter.value());
            assertEquals(trace.parameter(parameter.key()).gradient(), pass.gradients().of(parameter.key()));
        }
        ParameterUpdate update = new ParameterUpdate(network.parameters(), pass.gradients());
        update.apply(
                rule,
                state,
                (p, effective, from, to) -> {
                    Tensor traced = trace.parameter(trained.get(p).key()).effective().orElseThrow();
                    assertArrayEquals(
                            Arrays.copyOfRange(traced.values(), from, to), Arrays.copyOfRange(effective, from, to));
                });
        for (int p = 0; p < trained.size(); p++) {
            BackwardTrace.ParameterTrace traced = trace.parameter(trained.get(p).key());
            assertEquals(traced.after(), trained.get(p).value());
            assertEquals(
                    traced.effective().isEmpty(),
                    rule.scope() == UpdateRule.Scope.WEIGHTS_ONLY && trained.get(p).isBias());
            for (int s = 0; s < traced.slots().size(); s++) {
                assertArrayEquals(state.slots(p)[s], traced.slots().get(s).after().values());
            }
        }
        assertEquals(trace.lossAfter(), pass.forward(samples, true, 5, PassListener.NONE));
        trace.outputsAfter().forEach((layer, a) -> assertEquals(a, network.node(layer).a()));
    }

    /// Recording again starts from the same point, and changes are those of one trace.
    @Test
    void aRecorderCanTraceAgain() {
        BackwardPass pass = chain(OutputFunctions.of(new Tanh()), OutputFunctions.of(new Tanh()), new SquaredError(1));
        UpdateRule rule = UpdateRule.of(new Adam(0.1, 0.9, 0.999, 1e-8));
        Parameters parameters = pass.network().parameters();
        TraceRecorder recorder =
                new TraceRecorder(
                        pass.network().description(),
                        pass.objective().terms(),
                        rule,
                        parameters,
                        OptimizerState.initial(rule.optimizer(), parameters.sizes()),
                        2,
                        1);
        Parameters.Key key = new Parameters.Key("hidden", "weights");
        BackwardTrace first = recorder.trace(Traces.inputs(pass.network()), Traces.targets(pass), 0);
        BackwardTrace other =
                recorder.trace(
                        Traces.inputs(pass.network()),
                        Traces.targets(pass),
                        0,
                        List.of(new TraceRecorder.ParameterChange(key, 4, 2)));
        BackwardTrace again = recorder.trace(Traces.inputs(pass.network()), Traces.targets(pass), 0);
        assertEquals(first.parameters(), again.parameters());
        assertEquals(first.layers(), again.layers());
        assertEquals(first.lossAfter(), again.lossAfter());
        assertEquals(2, other.parameter(key).before().get(4));
        parameters.get(key).set(4, 2);
        assertEquals(other.layers(), Traces.of(pass, rule, 0).layers());
    }
}
