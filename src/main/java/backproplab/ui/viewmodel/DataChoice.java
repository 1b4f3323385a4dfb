package backproplab.ui.viewmodel;

import backproplab.data.Dataset;
import backproplab.data.Split;
import backproplab.data.Standardizer;
import backproplab.experiment.DataSource;
import backproplab.experiment.Experiment;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.TrainingOptions;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingSetup;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/// Where the samples of a run come from and how they are used: what files hold, and what the settings show. A
/// [TrainingSetup] has only what comes of it, a training and a test set.
///
/// @param samples all of them, before they are split and standardised; targets are named after layers
public record DataChoice(DataSource source, Dataset samples, double testShare, boolean standardise) {
    public DataChoice {
        TrainingOptions.TEST_SHARE.check(testShare);
    }

    static DataChoice of(LoadedExperiment loaded) {
        Experiment experiment = loaded.experiment();
        return new DataChoice(
                experiment.data(),
                loaded.samples(),
                experiment.training().testShare(),
                experiment.training().standardise());
    }

    public DataChoice withTestShare(double share) {
        return new DataChoice(source, samples, share, standardise);
    }

    public DataChoice withStandardise(boolean wanted) {
        return new DataChoice(source, samples, testShare, wanted);
    }

    /// Other samples, split and standardised as these.
    public DataChoice with(DataSource otherSource, Dataset otherSamples) {
        return new DataChoice(otherSource, otherSamples, testShare, standardise);
    }

    /// Which of these inputs were given to single layers, and nobody needs without them.
    Set<String> givenAmong(Collection<String> inputs) {
        Set<String> given = new HashSet<>(inputs);
        given.retainAll(source instanceof DataSource.Inline inline ? inline.starts().keySet() : Set.of());
        return given;
    }

    /// Without what was given to single layers under these names.
    DataChoice without(Set<String> given) {
        if (!(source instanceof DataSource.Inline inline) || given.isEmpty()) {
            return this;
        }
        SequencedMap<String, Tensor> starts = new LinkedHashMap<>(inline.starts());
        starts.keySet().removeAll(given);
        SequencedMap<String, Tensor> inputs = new LinkedHashMap<>(samples.inputs());
        inputs.keySet().removeAll(given);
        return with(
                new DataSource.Inline(
                        inline.inputs(), inline.targets(), starts, inline.inputsByName(), inline.targetsByName()),
                new Dataset(inputs, samples.targets(), samples.inputNames(), samples.targetNames(), samples.task()));
    }

    /// Training and test set as the run sees them.
    public Split split(long seed) {
        Split split = samples.split(testShare, seed);
        return standardise ? Standardizer.applyTo(split) : split;
    }

    /// `setup` on these data, split by its seed; whether they fit its network is for the caller to know.
    public TrainingSetup applyTo(TrainingSetup setup) {
        Split split = split(setup.seed());
        return setup.withData(split.train(), split.test());
    }
}
