package backproplab.training;

import backproplab.data.Dataset;
import backproplab.fault.Place;
import backproplab.fault.PlacedFault;
import backproplab.fault.PlantedFault;
import backproplab.fault.Surroundings;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.network.Workings;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Tensor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What a training run is made of, apart from its numbers. Immutable; the data fit the network, which is checked
/// where files are read ([backproplab.experiment]).
///
/// @param training targets are named after the layers that the losses are on
/// @param test samples that are only looked at
/// @param seed of shuffling and of layers that draw random numbers
/// @param weightsSeed of the parameters: another one gives new weights and leaves all else as it was
/// @param fault a mistake in the program that a class is to find; never saved
public record TrainingSetup(
        NetworkDescription network,
        List<LossTerm> losses,
        UpdateRule rule,
        Dataset training,
        Optional<Dataset> test,
        int batchSize,
        boolean shuffle,
        long seed,
        long weightsSeed,
        Optional<PlantedFault> fault) {

    public TrainingSetup {
        losses = List.copyOf(losses);
    }

    /// A run in which everything works as described.
    public TrainingSetup(
            NetworkDescription network,
            List<LossTerm> losses,
            UpdateRule rule,
            Dataset training,
            Optional<Dataset> test,
            int batchSize,
            boolean shuffle,
            long seed,
            long weightsSeed) {
        this(network, losses, rule, training, test, batchSize, shuffle, seed, weightsSeed, Optional.empty());
    }

    /// The network of this run around `parameters`, with buffers for `capacity` samples.
    public Network bind(Parameters parameters, int capacity) {
        return new Network(network, parameters, capacity, seed, workings());
    }

    public TrainingSetup with(UpdateRule changed) {
        return new TrainingSetup(
                network, losses, changed, training, test, batchSize, shuffle, seed, weightsSeed, fault);
    }

    public TrainingSetup with(NetworkDescription changed) {
        return new TrainingSetup(changed, losses, rule, training, test, batchSize, shuffle, seed, weightsSeed, fault);
    }

    public TrainingSetup withWeightsSeed(long changed) {
        return new TrainingSetup(network, losses, rule, training, test, batchSize, shuffle, seed, changed, fault);
    }

    public TrainingSetup withLosses(List<LossTerm> changed) {
        return new TrainingSetup(network, changed, rule, training, test, batchSize, shuffle, seed, weightsSeed, fault);
    }

    public TrainingSetup withBatches(int size, boolean shuffled) {
        return new TrainingSetup(network, losses, rule, training, test, size, shuffled, seed, weightsSeed, fault);
    }

    public TrainingSetup withSeed(long changed) {
        return new TrainingSetup(
                network, losses, rule, training, test, batchSize, shuffle, changed, weightsSeed, fault);
    }

    /// What a fault has to fit into.
    public Surroundings surroundings() {
        return new Surroundings(network, losses, rule, training.inputs(), Math.min(batchSize, training.samples()));
    }

    /// Who computes what the network, the losses and the rule describe.
    public Workings workings() {
        return fault.map(it -> it.workings(surroundings())).orElse(Workings.AS_DESCRIBED);
    }

    /// The same run with a fault in it. Everything that can be seen of the setup, but for misread inputs, is as it was.
    public TrainingSetup with(PlantedFault planted) {
        Optional<PlacedFault> placed = planted.in(surroundings());
        return new TrainingSetup(
                network,
                losses,
                rule,
                placed.map(it -> given(it, training)).orElse(training),
                test.map(samples -> placed.map(it -> given(it, samples)).orElse(samples)),
                batchSize,
                shuffle,
                seed,
                weightsSeed,
                Optional.of(planted));
    }

    /// The same run on other samples, which are read as these were.
    public TrainingSetup withData(Dataset otherTraining, Optional<Dataset> otherTest) {
        TrainingSetup clean =
                new TrainingSetup(
                        network, losses, rule, otherTraining, otherTest, batchSize, shuffle, seed, weightsSeed);
        return fault.map(clean::with).orElse(clean);
    }

    private static Dataset given(PlacedFault fault, Dataset data) {
        if (!(fault.place() instanceof Place.Input)) {
            return data;
        }
        SequencedMap<String, Tensor> inputs = new LinkedHashMap<>();
        data.inputs().forEach((name, x) -> inputs.put(name, fault.given(name, x)));
        return new Dataset(inputs, data.targets(), data.inputNames(), data.targetNames(), data.task());
    }
}
