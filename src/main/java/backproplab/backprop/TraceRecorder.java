package backproplab.backprop;

import backproplab.activation.Activation;
import backproplab.activation.LearnedActivation;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Node;
import backproplab.network.Parameters;
import backproplab.optimizer.OptimizerState;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Records a [BackwardTrace]: it runs the engine's own pass and update on copies of the parameters, and copies the
/// numbers out of its buffers while they stand there. Nothing is computed beside the engine, and the run that the
/// parameters belong to does not notice.
public final class TraceRecorder {
    private final Network network;
    private final BackwardPass pass;
    private final ParameterUpdate update;
    private final OptimizerState optimizer;
    private final UpdateRule rule;

    /// @param parameters the point of the run to trace from; copied
    /// @param optimizer copied
    /// @param samples how many samples are traced together
    /// @param seed of the run
    public TraceRecorder(
            NetworkDescription description,
            List<LossTerm> losses,
            UpdateRule rule,
            Parameters parameters,
            OptimizerState optimizer,
            int samples,
            long seed) {
        this.network = new Network(description, parameters.copy(), samples, seed);
        this.pass = new BackwardPass(network, losses, false);
        this.update = new ParameterUpdate(network.parameters(), pass.gradients());
        this.optimizer = optimizer.copy();
        this.rule = rule;
    }

    /// Traces one step. The recorder is used up by it: its parameters are updated.
    ///
    /// @param inputs by name, `[samples, …]`
    /// @param targets by the name of the layer that the loss is on, `[samples, …]`
    /// @param step the number of the step
    public BackwardTrace trace(Map<String, Tensor> inputs, Map<String, Tensor> targets, long step) {
        inputs.forEach((name, tensor) -> network.input(name).copyFrom(tensor));
        Objective objective = pass.objective();
        for (int term = 0; term < objective.terms().size(); term++) {
            objective.targets(term).copyFrom(targetOf(objective.terms().get(term), targets));
        }
        Recording recording = new Recording();
        double loss = pass.run(network.capacity(), step, recording);
        List<Tensor> before = network.parameters().trained().stream().map(it -> it.value().copy()).toList();
        update.apply(rule, optimizer);
        double lossAfter = pass.forward(network.capacity(), true, step, PassListener.NONE);
        return new BackwardTrace(
                step,
                copies(inputs),
                copies(targets),
                recording.layers.values().stream().toList(),
                loss,
                parameterTraces(before),
                lossAfter);
    }

    private static Tensor targetOf(LossTerm term, Map<String, Tensor> targets) {
        Tensor target = targets.get(term.on());
        if (target == null) {
            throw new IllegalArgumentException(
                    "there is no target `%s`, only %s".formatted(term.on(), targets.keySet()));
        }
        return target;
    }

    private static Map<String, Tensor> copies(Map<String, Tensor> tensors) {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> copies.put(name, tensor.copy()));
        return copies;
    }

    private List<BackwardTrace.ParameterTrace> parameterTraces(List<Tensor> before) {
        List<BackwardTrace.ParameterTrace> traces = new ArrayList<>();
        List<Parameters.Parameter> trained = network.parameters().trained();
        for (int p = 0; p < trained.size(); p++) {
            traces.add(
                    new BackwardTrace.ParameterTrace(
                            trained.get(p).key(),
                            before.get(p),
                            pass.gradients().parameters().get(p).copy(),
                            trained.get(p).value().copy()));
        }
        return traces;
    }

    private final class Recording implements PassListener {
        private final Map<String, BackwardTrace.LayerTrace> layers = new LinkedHashMap<>();

        @Override
        public void forward(Node node) {
            layers.put(
                    node.name(),
                    new BackwardTrace.LayerTrace(
                            node.name(),
                            node.description().inputs(),
                            node.z().copy(),
                            node.a().copy(),
                            slope(node),
                            Optional.empty(),
                            Tensor.zeros(node.z().shape())));
        }

        @Override
        public void backward(Node node, Gradients gradients) {
            layers.computeIfPresent(
                    node.name(),
                    (_, it) ->
                            new BackwardTrace.LayerTrace(
                                    it.name(),
                                    it.inputs(),
                                    it.z(),
                                    it.a(),
                                    it.slope(),
                                    pass.isFusedOnly(node)
                                            ? Optional.empty()
                                            : Optional.of(gradients.activation(node).copy()),
                                    gradients.delta(node).copy()));
        }
    }

    private static Optional<Tensor> slope(Node node) {
        return node.description()
                .function()
                .elementwise()
                .map(activation -> {
                    Tensor slope = Tensor.zeros(node.z().shape());
                    for (int i = 0; i < slope.size(); i++) {
                        slope.set(i, slope(activation, node, i));
                    }
                    return slope;
                });
    }

    private static double slope(Activation activation, Node node, int index) {
        double z = node.z().get(index);
        if (activation instanceof LearnedActivation learned) {
            Tensor p = node.function().parameter(0);
            return learned.derivative(z, p.get(index % p.size()));
        }
        return activation.derivative(z);
    }
}
