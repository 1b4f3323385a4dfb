package backproplab.training;

import backproplab.activation.Prelu;
import backproplab.activation.Relu;
import backproplab.activation.Sigmoid;
import backproplab.activation.Tanh;
import backproplab.data.Dataset;
import backproplab.layer.ActivationLayer;
import backproplab.layer.Add;
import backproplab.layer.AveragePool2d;
import backproplab.layer.BatchNorm;
import backproplab.layer.Concat;
import backproplab.layer.Convolution2d;
import backproplab.layer.Dense;
import backproplab.layer.Dropout;
import backproplab.layer.Flatten;
import backproplab.layer.GlobalAveragePool;
import backproplab.layer.Gru;
import backproplab.layer.Lstm;
import backproplab.layer.MaxPool2d;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.layer.Recurrent;
import backproplab.layer.Rnn;
import backproplab.loss.BinaryCrossEntropy;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.Optimizers;
import backproplab.optimizer.Sgd;
import backproplab.optimizer.UpdateRule;
import backproplab.random.SeededRandom;
import backproplab.tensor.Extent;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Optional;

/// Small training runs for the tests of this package.
final class Setups {
    private Setups() {}

    /// Two inputs in [−1, 1]², the class is whether they have the same sign; 2-4-1 with tanh and a sigmoid.
    static TrainingSetup sameSign(Optimizer optimizer, int batchSize) {
        return new TrainingSetup(
                NetworkDescription.of(
                        Shape.of(2),
                        List.of(
                                LayerDescription.of("hidden", new Dense(4), "input")
                                        .with(OutputFunctions.of(new Tanh())),
                                LayerDescription.of("output", new Dense(1), "hidden")
                                        .with(OutputFunctions.of(new Sigmoid())))),
                List.of(LossTerm.of("output", new BinaryCrossEntropy(0))),
                UpdateRule.of(optimizer),
                sameSignData(50, 1),
                Optional.of(sameSignData(20, 2)),
                batchSize,
                true,
                1,
                1);
    }

    static TrainingSetup sameSign() {
        return sameSign(Optimizers.CATALOG.get("momentum").standard(), 8);
    }

    /// With batch statistics and ReLU, so that running state and dead units take part.
    static TrainingSetup normalised() {
        TrainingSetup setup = sameSign();
        return setup.with(
                NetworkDescription.of(
                        Shape.of(2),
                        List.of(
                                LayerDescription.of("hidden", new Dense(6), "input"),
                                LayerDescription.of("norm", new BatchNorm(1e-5, 0.1, BatchNorm.Mode.TRAIN), "hidden")
                                        .with(OutputFunctions.of(new Relu())),
                                LayerDescription.of("output", new Dense(1), "norm")
                                        .with(OutputFunctions.of(new Sigmoid())))));
    }

    /// Five steps of two numbers through every recurrent type, joined with what a shared layer makes of them.
    static TrainingSetup sequences() {
        SeededRandom random = new SeededRandom(3);
        Tensor inputs = Tensor.zeros(20, 5, 2);
        Tensor targets = Tensor.zeros(20, 1);
        for (int i = 0; i < inputs.size(); i++) {
            inputs.set(i, random.nextGaussian());
        }
        for (int i = 0; i < targets.size(); i++) {
            targets.set(i, inputs.get(i * 10) > 0 ? 1 : 0);
        }
        Recurrent.Steps all = Recurrent.Steps.SEQUENCE;
        Recurrent.Biases biases = Recurrent.Biases.TWO;
        LayerDescription mix = LayerDescription.of("mix", new Dense(2), "input").with(OutputFunctions.of(new Tanh()));
        return sameSign()
                .with(
                        NetworkDescription.of(
                                Shape.of(5, 2),
                                List.of(
                                        mix,
                                        LayerDescription.of("again", new Dense(2), "mix").sharing(mix),
                                        LayerDescription.of("rnn", new Rnn(3, all, biases), "again")
                                                .with(OutputFunctions.of(new Prelu(List.of(0.25)))),
                                        LayerDescription.of("lstm", new Lstm(3, all, biases), "rnn"),
                                        LayerDescription.of("sum", new Add(), "rnn", "lstm"),
                                        LayerDescription.of("both", new Concat(), "sum", "again"),
                                        LayerDescription.of("gru", new Gru(3, Recurrent.Steps.LAST, biases), "both"),
                                        LayerDescription.of("output", new Dense(1), "gru")
                                                .with(OutputFunctions.of(new Sigmoid())))))
                .withData(Dataset.of(inputs, targets).withTarget("output"), Optional.empty());
    }

    /// Pictures of 1×6×6 through every layer for them, with dropout and batch statistics.
    static TrainingSetup pictures() {
        SeededRandom random = new SeededRandom(3);
        Tensor inputs = Tensor.zeros(50, 1, 6, 6);
        Tensor targets = Tensor.zeros(50, 1);
        for (int i = 0; i < inputs.size(); i++) {
            inputs.set(i, random.nextGaussian());
        }
        for (int i = 0; i < targets.size(); i++) {
            targets.set(i, inputs.get(i * 36) > 0 ? 1 : 0);
        }
        OutputFunction relu = OutputFunctions.of(new Relu());
        Extent one = Extent.square(1);
        return sameSign()
                .with(
                        NetworkDescription.of(
                                Shape.of(1, 6, 6),
                                List.of(
                                        LayerDescription.of(
                                                "wide",
                                                new Convolution2d(5, new Extent(3, 2), one, one, false),
                                                "input"),
                                        LayerDescription.of(
                                                        "norm", new BatchNorm(1e-5, 0.1, BatchNorm.Mode.TRAIN), "wide")
                                                .with(relu),
                                        LayerDescription.of("largest", new MaxPool2d(Extent.square(2), one), "norm"),
                                        LayerDescription.of("narrow", new Convolution2d(3, 2), "largest").with(relu),
                                        LayerDescription.of("mean", new AveragePool2d(new Extent(2, 1), one), "narrow"),
                                        LayerDescription.of("means", new GlobalAveragePool(), "mean"),
                                        LayerDescription.of("flat", new Flatten(), "means"),
                                        LayerDescription.of("drop", new Dropout(0.3), "flat"),
                                        LayerDescription.of("alone", new ActivationLayer(), "drop")
                                                .with(OutputFunctions.of(new Tanh())),
                                        LayerDescription.of("output", new Dense(1), "alone")
                                                .with(OutputFunctions.of(new Sigmoid())))))
                .withData(Dataset.of(inputs, targets).withTarget("output"), Optional.empty());
    }

    /// Case I39 of the references: `w ← w − rate·x²·w` with x = 2, without bias; the rate makes every step larger.
    static TrainingSetup exploding(double rate) {
        Dataset data =
                Dataset.of(Tensor.matrix(new double[] {2}), Tensor.matrix(new double[] {0})).withTarget("output");
        return new TrainingSetup(
                NetworkDescription.of(
                        Shape.of(1), List.of(LayerDescription.of("output", new Dense(1, false), "input"))),
                List.of(LossTerm.of("output", new SquaredError(0.5))),
                UpdateRule.of(new Sgd(rate)),
                data,
                Optional.empty(),
                1,
                false,
                1,
                1);
    }

    private static Dataset sameSignData(int samples, long seed) {
        SeededRandom random = new SeededRandom(seed);
        Tensor inputs = Tensor.zeros(samples, 2);
        Tensor targets = Tensor.zeros(samples, 1);
        for (int i = 0; i < samples; i++) {
            double x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            inputs.set(i, 0, x);
            inputs.set(i, 1, y);
            targets.set(i, x * y > 0 ? 1 : 0);
        }
        return Dataset.of(inputs, targets).withTarget("output");
    }
}
