package backproplab.experiment;

import backproplab.data.Dataset;
import backproplab.data.Split;
import backproplab.data.Standardizer;
import backproplab.network.Parameters;
import backproplab.optimizer.OptimizerState;
import backproplab.tensor.Tensor;
import backproplab.training.Checkpoint;
import backproplab.training.TrainingSetup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An experiment with its samples: all that a run needs, checked against each other.
///
/// @param samples all of them, before they are split and standardised
public record LoadedExperiment(Experiment experiment, Dataset samples) {
    /// The parameters that the run stands at: those of the file where it has them, drawn from the seed elsewhere.
    public Parameters parameters() {
        return Parameters.initial(experiment.network(), experiment.weightsSeed(), experiment.numbers());
    }

    /// What the optimizer remembers at that point.
    public OptimizerState optimizerState(Parameters parameters) {
        Optional<Progress> progress = experiment.progress();
        if (progress.isEmpty()) {
            return OptimizerState.initial(experiment.rule().optimizer(), parameters.sizes());
        }
        List<String> names = experiment.rule().optimizer().slotNames();
        List<double[][]> slots = new ArrayList<>();
        for (Parameters.Parameter parameter : parameters.trained()) {
            Map<String, Tensor> saved = progress.get().slots().getOrDefault(parameter.key(), Map.of());
            double[][] tensors = new double[names.size()][];
            for (int i = 0; i < tensors.length; i++) {
                Tensor slot = saved.get(names.get(i));
                tensors[i] = slot == null ? new double[parameter.value().size()] : slot.values().clone();
            }
            slots.add(tensors);
        }
        return OptimizerState.of(progress.get().updates(), names, slots);
    }

    /// What the run is made of.
    public TrainingSetup setup() {
        Split split = split();
        return new TrainingSetup(
                experiment.network(),
                experiment.losses(),
                experiment.rule(),
                split.train(),
                split.test(),
                experiment.training().batchSize(),
                experiment.training().shuffle(),
                experiment.seed(),
                experiment.weightsSeed());
    }

    /// The point that the run goes on from: that of the file, or the start.
    public Checkpoint start() {
        Parameters parameters = parameters();
        Optional<Progress> progress = experiment.progress();
        return new Checkpoint(
                parameters,
                optimizerState(parameters),
                progress.map(Progress::step).orElse(0L),
                progress.map(Progress::epoch).orElse(0L),
                progress.map(Progress::batch).orElse(0));
    }

    /// Training and test set as the run sees them.
    public Split split() {
        Split split = samples.split(experiment.training().testShare(), experiment.seed());
        return experiment.training().standardise() ? Standardizer.applyTo(split) : split;
    }

    /// The samples that are looked at together: all that stand in the file itself, or the training set.
    public Dataset batch() {
        if (!(experiment.data() instanceof DataSource.Inline)) {
            return split().train();
        }
        if (!experiment.training().standardise()) {
            return samples;
        }
        Split raw = samples.split(experiment.training().testShare(), experiment.seed());
        return Standardizer.of(raw.train().input()).apply(samples);
    }
}
