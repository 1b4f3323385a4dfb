package backproplab.fault;

import backproplab.activation.Prelu;
import backproplab.activation.Relu;
import backproplab.activation.Sigmoid;
import backproplab.activation.Tanh;
import backproplab.data.Dataset;
import backproplab.layer.BatchNorm;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.layer.Softmax;
import backproplab.loss.BinaryCrossEntropy;
import backproplab.loss.CategoricalCrossEntropy;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.optimizer.Momentum;
import backproplab.optimizer.UpdateRule;
import backproplab.random.SeededRandom;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingSetup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Small runs that between them have a place for every fault.
final class FaultGrounds {
    static final int SAMPLES = 6;

    private FaultGrounds() {}

    static Stream<TrainingSetup> all() {
        return Stream.of(picture(), branches(), reluOutput(), normalised());
    }

    /// 16 pixels from 0 to 1, two hidden layers of four, eight classes.
    static TrainingSetup picture() {
        return setup(
                16,
                List.of(
                        dense("first", 4, "input", OutputFunctions.of(new Tanh())),
                        dense("second", 4, "first", OutputFunctions.of(new Sigmoid())),
                        dense("third", 4, "second", OutputFunctions.of(new Prelu(List.of(0.2)))),
                        dense("output", 8, "third", new Softmax())),
                List.of(LossTerm.of("output", new CategoricalCrossEntropy(0))));
    }

    /// A trunk that feeds two branches and has a loss of its own; one branch ends in a sigmoid with its cross-entropy.
    static TrainingSetup branches() {
        return setup(
                3,
                List.of(
                        dense("root", 3, "input", OutputFunctions.of(new Sigmoid())),
                        dense("trunk", 3, "root", OutputFunctions.of(new Tanh())),
                        dense("left", 2, "trunk", OutputFunctions.of(new Sigmoid())),
                        dense("right", 3, "trunk", OutputFunctions.IDENTITY)),
                List.of(
                        LossTerm.of("left", new BinaryCrossEntropy(0)),
                        LossTerm.of("right", new SquaredError(1)),
                        LossTerm.of("trunk", new SquaredError(0.5))));
    }

    /// ReLU where it hides, and where y − t must not be used.
    static TrainingSetup reluOutput() {
        return setup(
                3,
                List.of(
                        dense("hidden", 5, "input", OutputFunctions.of(new Relu())),
                        dense("output", 3, "hidden", OutputFunctions.of(new Relu()))),
                List.of(LossTerm.of("output", new SquaredError(0.5))));
    }

    /// With batch statistics, and a sigmoid output with squared errors.
    static TrainingSetup normalised() {
        return normalised(new Dense(4, false));
    }

    static TrainingSetup normalised(Dense hidden) {
        return setup(
                3,
                List.of(
                        LayerDescription.of("hidden", hidden, "input"),
                        LayerDescription.of("norm", new BatchNorm(1e-2, 0.1, BatchNorm.Mode.TRAIN), "hidden")
                                .with(OutputFunctions.of(new Sigmoid())),
                        dense("output", 2, "norm", OutputFunctions.of(new Sigmoid()))),
                List.of(LossTerm.of("output", new SquaredError(0.5))));
    }

    private static LayerDescription dense(String name, int units, String input, OutputFunction function) {
        return LayerDescription.of(name, new Dense(units), input).with(function);
    }

    private static TrainingSetup setup(int inputs, List<LayerDescription> layers, List<LossTerm> losses) {
        SeededRandom random = new SeededRandom(7);
        NetworkDescription network = NetworkDescription.of(Shape.of(inputs), layers);
        SequencedMap<String, Tensor> given = new LinkedHashMap<>();
        Tensor x = Tensor.zeros(SAMPLES, inputs);
        for (int i = 0; i < x.size(); i++) {
            x.set(i, random.nextDouble());
        }
        given.put(NetworkDescription.INPUT, x);
        SequencedMap<String, Tensor> targets = new LinkedHashMap<>();
        for (LossTerm loss : losses) {
            int outputs = ((Dense) network.layer(loss.on()).orElseThrow().layer()).units();
            Tensor oneHot = Tensor.zeros(SAMPLES, outputs);
            for (int i = 0; i < SAMPLES; i++) {
                oneHot.set(i, i % outputs, 1);
            }
            targets.put(loss.on(), oneHot);
        }
        return new TrainingSetup(
                network,
                losses,
                UpdateRule.of(new Momentum(0.1, 0.9)),
                Dataset.of(given, targets),
                Optional.empty(),
                SAMPLES,
                false,
                1,
                1);
    }
}
