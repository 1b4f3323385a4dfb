package backproplab.training;

import backproplab.data.Dataset;
import backproplab.fault.PlacedFault;
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
/// @param workings who computes what the network, the losses and the rule describe; not saved
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
        Workings workings) {

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
        this(network, losses, rule, training, test, batchSize, shuffle, seed, weightsSeed, Workings.AS_DESCRIBED);
    }

    /// The network of this run around `parameters`, with buffers for `capacity` samples.
    public Network bind(Parameters parameters, int capacity) {
        return new Network(network, parameters, capacity, seed, workings);
    }

    public TrainingSetup with(UpdateRule changed) {
        return new TrainingSetup(
                network, losses, changed, training, test, batchSize, shuffle, seed, weightsSeed, workings);
    }

    public TrainingSetup with(NetworkDescription changed) {
        return new TrainingSetup(
                changed, losses, rule, training, test, batchSize, shuffle, seed, weightsSeed, workings);
    }

    public TrainingSetup withWeightsSeed(long changed) {
        return new TrainingSetup(network, losses, rule, training, test, batchSize, shuffle, seed, changed, workings);
    }

    public TrainingSetup withLosses(List<LossTerm> changed) {
        return new TrainingSetup(
                network, changed, rule, training, test, batchSize, shuffle, seed, weightsSeed, workings);
    }

    public TrainingSetup withBatches(int size, boolean shuffled) {
        return new TrainingSetup(network, losses, rule, training, test, size, shuffled, seed, weightsSeed, workings);
    }

    public TrainingSetup withSeed(long changed) {
        return new TrainingSetup(
                network, losses, rule, training, test, batchSize, shuffle, changed, weightsSeed, workings);
    }

    /// The same run with a network that works otherwise in some place.
    public TrainingSetup with(Workings changed) {
        return new TrainingSetup(network, losses, rule, training, test, batchSize, shuffle, seed, weightsSeed, changed);
    }

    /// What a fault has to fit into.
    public Surroundings surroundings() {
        return new Surroundings(network, losses, rule, training.inputs(), Math.min(batchSize, training.samples()));
    }

    /// The same run with a fault in it. Everything that can be seen of the setup, but for misread inputs, is as it was.
    public TrainingSetup with(PlacedFault fault) {
        return new TrainingSetup(
                network,
                losses,
                rule,
                given(fault, training),
                test.map(it -> given(fault, it)),
                batchSize,
                shuffle,
                seed,
                weightsSeed,
                fault.workings());
    }

    private static Dataset given(PlacedFault fault, Dataset data) {
        SequencedMap<String, Tensor> inputs = new LinkedHashMap<>();
        data.inputs().forEach((name, x) -> inputs.put(name, fault.given(name, x)));
        return new Dataset(inputs, data.targets(), data.inputNames(), data.targetNames(), data.task());
    }
}
