package backproplab.training;

import backproplab.data.Dataset;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.optimizer.UpdateRule;

import java.util.List;
import java.util.Optional;

/// What a training run is made of, apart from its numbers. Immutable; the data fit the network, which is checked
/// where files are read ([backproplab.experiment]).
///
/// @param training targets are named after the layers that the losses are on
/// @param test samples that are only looked at
/// @param seed of shuffling and of layers that draw random numbers
/// @param weightsSeed of the parameters: another one gives new weights and leaves all else as it was
public record TrainingSetup(
        NetworkDescription network,
        List<LossTerm> losses,
        UpdateRule rule,
        Dataset training,
        Optional<Dataset> test,
        int batchSize,
        boolean shuffle,
        long seed,
        long weightsSeed) {

    public TrainingSetup {
        losses = List.copyOf(losses);
    }

    public TrainingSetup with(UpdateRule changed) {
        return new TrainingSetup(network, losses, changed, training, test, batchSize, shuffle, seed, weightsSeed);
    }

    public TrainingSetup with(NetworkDescription changed) {
        return new TrainingSetup(changed, losses, rule, training, test, batchSize, shuffle, seed, weightsSeed);
    }

    public TrainingSetup withWeightsSeed(long changed) {
        return new TrainingSetup(network, losses, rule, training, test, batchSize, shuffle, seed, changed);
    }

    public TrainingSetup withLosses(List<LossTerm> changed) {
        return new TrainingSetup(network, changed, rule, training, test, batchSize, shuffle, seed, weightsSeed);
    }

    public TrainingSetup withBatches(int size, boolean shuffled) {
        return new TrainingSetup(network, losses, rule, training, test, size, shuffled, seed, weightsSeed);
    }

    public TrainingSetup withSeed(long changed) {
        return new TrainingSetup(network, losses, rule, training, test, batchSize, shuffle, changed, weightsSeed);
    }
}
