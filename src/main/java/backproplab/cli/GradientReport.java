package backproplab.cli;

import backproplab.backprop.BackwardPass;
import backproplab.backprop.Gradients;
import backproplab.backprop.HiddenGradients;
import backproplab.backprop.Objective;
import backproplab.backprop.ParameterUpdate;
import backproplab.backprop.PassListener;
import backproplab.data.Dataset;
import backproplab.experiment.DataSource;
import backproplab.experiment.Experiment;
import backproplab.experiment.Json;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.Progress;
import backproplab.layer.Recurrent;
import backproplab.network.Network;
import backproplab.network.Node;
import backproplab.network.Parameters;
import backproplab.optimizer.Clipping;
import backproplab.optimizer.OptimizerState;
import backproplab.tensor.Tensor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/// Runs the passes of one experiment on one batch and collects what they compute, in the shape of `expect` of the
/// reference cases: derivatives are those of the batch's loss, gradients are before clipping and penalty.
final class GradientReport {
    private final Experiment experiment;
    private final Dataset batch;
    private final long step;
    private final OptimizerState optimizer;
    private final Network network;
    private final BackwardPass pass;
    private final ParameterUpdate update;
    private final Json.Builder report = new Json.Builder();

    GradientReport(LoadedExperiment loaded) {
        experiment = loaded.experiment();
        batch = loaded.batch();
        step = experiment.progress().map(Progress::step).orElse(0L);
        Parameters parameters = loaded.parameters();
        optimizer = loaded.optimizerState(parameters);
        network = new Network(experiment.network(), parameters, batch.samples(), experiment.seed());
        pass = new BackwardPass(network, experiment.losses(), true);
        update = new ParameterUpdate(parameters, pass.gradients());
        batch.inputs().forEach((name, tensor) -> network.input(name).copyFrom(tensor));
        Objective objective = pass.objective();
        for (int term = 0; term < objective.terms().size(); term++) {
            Tensor targets = batch.targets().get(objective.terms().get(term).on());
            if (targets == null) {
                throw new IllegalStateException("no targets for " + objective.terms().get(term).on());
            }
            objective.targets(term).copyFrom(targets);
        }
    }

    /// @param updates after how many updates the parameters are wanted
    Json.Fields run(List<Integer> updates) {
        pass.run(batch.samples(), step, PassListener.NONE);
        reportPass();
        reportClipping();
        network.updateState();
        reportState();
        if (!updates.isEmpty()) {
            reportUpdates(new HashSet<>(updates));
        }
        return report.build();
    }

    private void reportPass() {
        Gradients gradients = pass.gradients();
        report.put("loss", pass.loss());
        reportParts();
        report.put("outputs", byNameOrAlone(lossLayers(), targetsByName(), it -> network.node(it).a()));
        report.put("gradients", byParameter(it -> gradients.of(it.key())));
        report.put(
                "input_gradients",
                byNameOrAlone(network.inputNames(), inputsByName(), it -> required(gradients.input(it))));
        report.put("preactivations", byLayer(Node::z));
        report.put("activations", byLayer(Node::a));
        report.put("deltas", byLayer(gradients::delta));
        reportSequences();
    }

    /// Of recurrent layers: what they carried through each step, and how large `∂L/∂hₜ` was.
    private void reportSequences() {
        Json.Builder hidden = new Json.Builder();
        Json.Builder norms = new Json.Builder();
        for (Node node : network.nodes()) {
            if (node.description().layer() instanceof Recurrent layer) {
                hidden.put(node.name(), Json.of(layer.hidden(node.layer())));
                norms.put(node.name(), Json.of(HiddenGradients.norms(layer.hiddenGradient(node.layer()))));
            }
        }
        if (!hidden.isEmpty()) {
            report.put("hidden", hidden.build());
            report.put("hidden_gradient_norms", norms.build());
        }
    }

    private static Tensor required(@Nullable Tensor tensor) {
        if (tensor == null) {
            throw new IllegalStateException("the pass was made to compute input gradients");
        }
        return tensor;
    }

    /// The layers that losses are on, each once.
    private List<String> lossLayers() {
        return experiment.losses().stream().map(it -> it.on()).distinct().toList();
    }

    /// Names are where the file has names.
    private boolean inputsByName() {
        return experiment.data() instanceof DataSource.Inline inline && inline.inputsByName();
    }

    private boolean targetsByName() {
        return experiment.data() instanceof DataSource.Inline inline && inline.targetsByName();
    }

    /// The unweighted parts of a loss that is a sum.
    private void reportParts() {
        if (experiment.losses().size() < 2 && !targetsByName()) {
            return;
        }
        SequencedMap<String, Double> parts = new LinkedHashMap<>();
        for (int term = 0; term < experiment.losses().size(); term++) {
            String on = experiment.losses().get(term).on();
            String name = on;
            for (int again = 2; parts.containsKey(name); again++) {
                name = on + "#" + again;
            }
            parts.put(name, pass.objective().part(term));
        }
        Json.Builder object = new Json.Builder();
        parts.forEach(object::put);
        report.put("loss_parts", object.build());
    }

    private void reportClipping() {
        Clipping clipping = experiment.rule().clipping();
        if (clipping instanceof Clipping.None) {
            return;
        }
        report.put("gradient_norm", update.gradientNorm());
        List<Parameters.Parameter> trained = network.parameters().trained();
        report.put("clipped_gradients", byParameter(it -> update.clipped(clipping, trained.indexOf(it))));
    }

    /// What the layers keep, as it stands after this pass.
    private void reportState() {
        List<Parameters.Parameter> state = network.parameters().state();
        if (!state.isEmpty()) {
            report.put("running", grouped(state, Parameters.Parameter::value));
        }
    }

    private void reportUpdates(Set<Integer> wanted) {
        Json.Builder after = new Json.Builder();
        List<Double> losses = new ArrayList<>(List.of(pass.loss()));
        int last = wanted.stream().mapToInt(it -> it).max().orElse(0);
        for (int count = 1; count <= last; count++) {
            update.apply(experiment.rule(), optimizer);
            losses.add(pass.run(batch.samples(), step + count, PassListener.NONE));
            network.updateState();
            if (wanted.contains(count)) {
                after.put(String.valueOf(count), byParameter(Parameters.Parameter::value));
            }
        }
        report.put("after_update", after.build());
        report.put("loss_trajectory", Json.of(losses.stream().mapToDouble(it -> it).toArray()));
    }

    private Json byParameter(Function<Parameters.Parameter, Tensor> tensor) {
        return grouped(network.parameters().trained(), tensor);
    }

    /// `{layer: {parameter: numbers}}`
    private static Json grouped(List<Parameters.Parameter> parameters, Function<Parameters.Parameter, Tensor> tensor) {
        SequencedMap<String, Json.Builder> layers = new LinkedHashMap<>();
        for (Parameters.Parameter parameter : parameters) {
            layers.computeIfAbsent(parameter.key().layer(), _ -> new Json.Builder())
                    .put(parameter.key().name(), Json.of(tensor.apply(parameter)));
        }
        Json.Builder object = new Json.Builder();
        layers.forEach((layer, numbers) -> object.put(layer, numbers.build()));
        return object.build();
    }

    private Json byLayer(Function<Node, Tensor> tensor) {
        Json.Builder object = new Json.Builder();
        network.nodes().forEach(it -> object.put(it.name(), Json.of(tensor.apply(it))));
        return object.build();
    }

    private static Json byNameOrAlone(List<String> names, boolean byName, Function<String, Tensor> tensor) {
        if (!byName) {
            return Json.of(tensor.apply(names.getFirst()));
        }
        Json.Builder object = new Json.Builder();
        names.forEach(it -> object.put(it, Json.of(tensor.apply(it))));
        return object.build();
    }
}
