package backproplab.backprop;

import backproplab.activation.Activation;
import backproplab.activation.LearnedActivation;
import backproplab.layer.Keeping;
import backproplab.layer.LearnedElementwise;
import backproplab.layer.Normalizing;
import backproplab.layer.Recurrent;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Node;
import backproplab.network.Parameters;
import backproplab.network.Stage;
import backproplab.network.Workings;
import backproplab.optimizer.OptimizerState;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Tensor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.IntToDoubleFunction;

/// Records [BackwardTrace]s: it runs the engine's own pass and update on copies of the parameters, and copies the
/// numbers out of its buffers while they stand there. Nothing is computed beside the engine, and the run that the
/// parameters belong to does not notice.
///
/// Every trace starts from the same point of the run, in buffers made once, and may set some numbers otherwise
/// ([ParameterChange]). Not for use by several threads at once.
public final class TraceRecorder {
    private final NetworkDescription description;
    private final UpdateRule rule;
    private final Parameters start;
    private final OptimizerState startOptimizer;
    private final Network network;
    private final BackwardPass pass;
    private final ParameterUpdate update;
    private final OptimizerState optimizer;

    /// One number of a parameter that is set otherwise than in the run.
    public record ParameterChange(Parameters.Key key, int index, double value) {
        public ParameterChange {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("`%s` needs a finite number, got %s".formatted(key, value));
            }
        }
    }

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
        this(description, losses, rule, parameters, optimizer, samples, seed, Workings.AS_DESCRIBED);
    }

    /// The same of a run in which some place may work otherwise than described.
    public TraceRecorder(
            NetworkDescription description,
            List<LossTerm> losses,
            UpdateRule rule,
            Parameters parameters,
            OptimizerState optimizer,
            int samples,
            long seed,
            Workings workings) {
        this.description = description;
        this.rule = rule;
        this.start = parameters.copy();
        this.startOptimizer = optimizer.copy();
        this.network = new Network(description, parameters.copy(), samples, seed, workings);
        this.pass = new BackwardPass(network, losses, true);
        this.update = new ParameterUpdate(pass);
        this.optimizer = optimizer.copy();
    }

    /// Traces one step.
    ///
    /// @param inputs by name, `[samples, …]`
    /// @param targets by the name of the layer that the loss is on, `[samples, …]`
    /// @param step the number of the step
    public BackwardTrace trace(Map<String, Tensor> inputs, Map<String, Tensor> targets, long step) {
        return trace(inputs, targets, step, List.of());
    }

    /// The same, with some parameters set otherwise.
    public BackwardTrace trace(
            Map<String, Tensor> inputs, Map<String, Tensor> targets, long step, List<ParameterChange> changes) {
        load(inputs, targets, changes);
        optimizer.copyFrom(startOptimizer);
        Recording recording = new Recording();
        double loss = pass.run(network.capacity(), step, recording);
        List<Tensor> before = network.parameters().trained().stream().map(it -> it.value().copy()).toList();
        Map<Integer, Tensor> effective = new HashMap<>();
        update.apply(
                rule,
                optimizer,
                (p, g, from, to) -> {
                    Tensor all = effective.computeIfAbsent(p, it -> Tensor.zeros(before.get(it).shape()));
                    System.arraycopy(g, from, all.values(), from, to - from);
                });
        List<BackwardTrace.ParameterTrace> parameters = parameterTraces(before, effective);
        double lossAfter = pass.forward(network.capacity(), true, step, PassListener.NONE);
        return new BackwardTrace(
                description,
                rule,
                step,
                optimizer.updates(),
                copies(inputs),
                copies(targets),
                recording.layers(),
                recording.losses,
                loss,
                parameters,
                recording.inputGradients(),
                lossAfter,
                outputs());
    }

    /// The loss of a traced pass if one number of its parameters were another: the forward pass alone.
    ///
    /// @param traced from the same point of the run, with as many samples
    public double loss(BackwardTrace traced, ParameterChange change) {
        load(traced.inputs(), traced.targets(), List.of());
        for (BackwardTrace.ParameterTrace parameter : traced.parameters()) {
            network.parameters().get(parameter.key()).copyFrom(parameter.before());
        }
        network.parameters().get(change.key()).set(change.index(), change.value());
        return pass.forward(network.capacity(), true, traced.step(), PassListener.NONE);
    }

    private void load(Map<String, Tensor> inputs, Map<String, Tensor> targets, List<ParameterChange> changes) {
        network.parameters().copyFrom(start);
        for (ParameterChange change : changes) {
            network.parameters().get(change.key()).set(change.index(), change.value());
        }
        inputs.forEach((name, tensor) -> network.input(name).copyFrom(tensor));
        Objective objective = pass.objective();
        for (int term = 0; term < objective.terms().size(); term++) {
            objective.targets(term).copyFrom(targetOf(objective.terms().get(term), targets));
        }
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

    private static Tensor copied(Tensor like, double[] values) {
        return Tensor.of(like.shape(), Arrays.copyOf(values, like.size()));
    }

    private List<BackwardTrace.ParameterTrace> parameterTraces(List<Tensor> before, Map<Integer, Tensor> effective) {
        List<BackwardTrace.ParameterTrace> traces = new ArrayList<>();
        List<Parameters.Parameter> trained = network.parameters().trained();
        for (int p = 0; p < trained.size(); p++) {
            traces.add(
                    new BackwardTrace.ParameterTrace(
                            trained.get(p).key(),
                            before.get(p),
                            pass.gradients().parameters().get(p).copy(),
                            Optional.ofNullable(effective.get(p)),
                            slots(p, before.get(p)),
                            trained.get(p).value().copy()));
        }
        return traces;
    }

    private List<BackwardTrace.SlotTrace> slots(int parameter, Tensor like) {
        List<BackwardTrace.SlotTrace> slots = new ArrayList<>();
        for (int s = 0; s < optimizer.slotNames().size(); s++) {
            slots.add(
                    new BackwardTrace.SlotTrace(
                            optimizer.slotNames().get(s),
                            copied(like, startOptimizer.slots(parameter)[s]),
                            copied(like, optimizer.slots(parameter)[s])));
        }
        return slots;
    }

    private Map<String, Tensor> outputs() {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (int term = 0; term < pass.objective().terms().size(); term++) {
            Node node = pass.objective().node(term);
            outputs.put(node.name(), node.a().copy());
        }
        return outputs;
    }

    /// Copies during one pass.
    private final class Recording implements PassListener {
        private final Map<String, LayerRecording> byLayer = new LinkedHashMap<>();
        private final List<BackwardTrace.LossTrace> losses = new ArrayList<>();
        private final Map<String, List<BackwardTrace.Arrival>> atInputs = new HashMap<>();

        @Override
        public void forward(Node node) {
            byLayer.put(node.name(), new LayerRecording(node));
        }

        @Override
        public void loss(Objective objective, double loss) {
            for (int term = 0; term < objective.terms().size(); term++) {
                List<Double> samples = new ArrayList<>();
                for (int sample = 0; sample < network.samples(); sample++) {
                    samples.add(objective.sample(term, sample));
                }
                losses.add(
                        new BackwardTrace.LossTrace(
                                objective.terms().get(term),
                                objective.computed(term),
                                objective.isFused(term),
                                List.copyOf(samples),
                                objective.part(term),
                                objective.scale(term),
                                objective.gradient(term)));
            }
        }

        @Override
        public void backward(Node node, Gradients gradients) {
            recordingOf(node.name()).backward(gradients);
            for (Node.Source source : node.sources().stream().distinct().toList()) {
                switch (source) {
                    case Node.Source.Input(String name) -> {
                        Tensor total = gradients.input(name);
                        if (total != null) {
                            atInputs.computeIfAbsent(name, _ -> new ArrayList<>())
                                    .add(new BackwardTrace.Arrival(node.name(), total.copy()));
                        }
                    }
                    case Node.Source.Activations(Node fed) ->
                            recordingOf(fed.name())
                                    .arrivals
                                    .add(new BackwardTrace.Arrival(node.name(), gradients.activation(fed).copy()));
                }
            }
        }

        private LayerRecording recordingOf(String layer) {
            LayerRecording recording = byLayer.get(layer);
            if (recording == null) {
                throw new IllegalStateException("`%s` went back without having gone forward".formatted(layer));
            }
            return recording;
        }

        List<BackwardTrace.LayerTrace> layers() {
            return byLayer.values().stream().map(LayerRecording::trace).toList();
        }

        SequencedMap<String, BackwardTrace.InputGradient> inputGradients() {
            SequencedMap<String, BackwardTrace.InputGradient> byName = new LinkedHashMap<>();
            for (String name : network.inputNames()) {
                Tensor total = pass.gradients().input(name);
                if (total != null) {
                    byName.put(
                            name,
                            new BackwardTrace.InputGradient(total.copy(), atInputs.getOrDefault(name, List.of())));
                }
            }
            return byName;
        }
    }

    private final class LayerRecording {
        private final Node node;
        private final Tensor z;
        private final Tensor a;
        private final Optional<Tensor> slope;
        private final Optional<BackwardTrace.Normalization> normalization;
        private final Optional<Tensor> kept;
        private final List<BackwardTrace.Arrival> arrivals = new ArrayList<>();
        private @Nullable Tensor arriving;
        private Tensor delta;
        private Optional<BackwardTrace.HiddenStates> hidden = Optional.empty();

        LayerRecording(Node node) {
            this.node = node;
            this.z = node.z().copy();
            this.a = node.isLinear() ? z : node.a().copy();
            this.slope = node.description().function().elementwise().map(it -> slope(it, node));
            this.normalization =
                    node.description().layer() instanceof Normalizing layer
                            ? Optional.of(normalization(layer, node.layer()))
                            : Optional.empty();
            this.kept =
                    node.description().layer() instanceof Keeping layer
                            ? Optional.of(layer.kept(node.layer()).firstRows(network.samples()))
                            : Optional.empty();
            this.delta = z;
        }

        void backward(Gradients gradients) {
            delta = gradients.delta(node).copy();
            if (!pass.isFusedOnly(node)) {
                arriving = node.isLinear() ? delta : gradients.activation(node).copy();
            }
            if (node.description().layer() instanceof Recurrent layer) {
                hidden = Optional.of(hiddenStates(layer, node.layer()));
                if (layer.return_() == Recurrent.Steps.SEQUENCE) {
                    // what each step got from the one after it
                    arrivals.add(new BackwardTrace.Arrival(node.name(), gradients.activation(node).copy()));
                }
            }
        }

        BackwardTrace.LayerTrace trace() {
            return new BackwardTrace.LayerTrace(
                    node.description(),
                    z,
                    a,
                    slope,
                    Optional.ofNullable(arriving),
                    List.copyOf(arrivals),
                    delta,
                    normalization,
                    kept,
                    hidden);
        }
    }

    private static BackwardTrace.HiddenStates hiddenStates(Recurrent layer, Stage stage) {
        return new BackwardTrace.HiddenStates(layer.stepNumbers(stage).copy());
    }

    private static Tensor slope(Activation activation, Node node) {
        return eachOf(node.z(), i -> slope(activation, node, i));
    }

    private static double slope(Activation activation, Node node, int index) {
        double z = node.z().get(index);
        if (activation instanceof LearnedActivation learned) {
            Tensor p = node.function().parameter(0);
            return learned.derivative(z, p.get(LearnedElementwise.numberInBatch(node.z().shape(), p.size(), index)));
        }
        return activation.derivative(z);
    }

    private static BackwardTrace.Normalization normalization(Normalizing layer, Stage stage) {
        Tensor y = stage.output();
        return new BackwardTrace.Normalization(
                eachOf(y, i -> layer.mean(stage, i)),
                eachOf(y, i -> layer.inverseDeviation(stage, i)),
                eachOf(y, i -> layer.normalised(stage, i)),
                layer.positions(y.shape().item()));
    }

    private static Tensor eachOf(Tensor like, IntToDoubleFunction value) {
        Tensor tensor = Tensor.zeros(like.shape());
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, value.applyAsDouble(i));
        }
        return tensor;
    }
}
