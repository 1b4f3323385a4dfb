package backproplab.ui.viewmodel;

import backproplab.data.Circle;
import backproplab.data.Coding;
import backproplab.data.Dataset;
import backproplab.data.Digits;
import backproplab.experiment.DataSource;
import backproplab.experiment.Experiment;
import backproplab.experiment.Json;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.TrainingOptions;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.loss.BinaryCrossEntropy;
import backproplab.loss.CategoricalCrossEntropy;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.optimizer.Optimizers;
import backproplab.optimizer.Sgd;
import backproplab.optimizer.UpdateRule;
import backproplab.random.SeededRandom;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingSetup;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Small things to open.
public final class Documents {
    private Documents() {}

    /// The circle, 200 points of it for training: 2-8-1 with the function `hidden` and a sigmoid.
    public static Document circle(OutputFunction hidden) {
        Circle circle = new Circle(250, 0.05, Coding.ZERO_ONE);
        return document(
                new DataSource.Generated(circle),
                circle.generate(1),
                0.2,
                List.of(dense("hidden", 8, "input", hidden), dense("output", 1, "hidden", function("sigmoid"))),
                LossTerm.of("output", new BinaryCrossEntropy(0)),
                UpdateRule.of(new Sgd(0.3)),
                10);
    }

    /// The digits, 64-30-10 with the function `hidden` and softmax.
    public static Document digits(OutputFunction hidden) {
        Digits digits = new Digits();
        return document(
                new DataSource.Bundled(digits),
                digits.load(),
                0.3,
                List.of(dense("hidden", 30, "input", hidden), dense("output", 10, "hidden", function("softmax"))),
                LossTerm.of("output", new CategoricalCrossEntropy(0)),
                UpdateRule.of(Optimizers.CATALOG.get("momentum").standard()),
                32);
    }

    /// 784-128-64-10 with ReLU and softmax, 110,000 weights, on random pictures.
    public static Document large() {
        SeededRandom random = new SeededRandom(1);
        Tensor inputs = Tensor.zeros(40, 784);
        Tensor targets = Tensor.zeros(40, 10);
        for (int i = 0; i < inputs.size(); i++) {
            inputs.set(i, random.nextDouble());
        }
        for (int row = 0; row < 40; row++) {
            targets.set(row, row % 10, 1);
        }
        Dataset data = Dataset.of(inputs, targets);
        return document(
                new DataSource.Inline(data.inputs(), data.targets(), false, false),
                data,
                0,
                List.of(
                        dense("first", 128, "input", function("relu")),
                        dense("second", 64, "first", function("relu")),
                        dense("output", 10, "second", function("softmax"))),
                LossTerm.of("output", new CategoricalCrossEntropy(0)),
                UpdateRule.of(new Sgd(0.1)),
                32);
    }

    /// A function of the catalog as it stands there.
    public static OutputFunction function(String id) {
        return OutputFunctions.CATALOG.get(id).standard();
    }

    /// A function of the catalog with one setting.
    public static OutputFunction function(String id, String setting, Object value) {
        return OutputFunctions.CATALOG.get(id).create(Map.of(setting, value));
    }

    /// The same run with another function of a layer.
    public static TrainingSetup withFunction(TrainingSetup setup, String layer, OutputFunction function) {
        NetworkDescription network = setup.network();
        return setup.with(
                new NetworkDescription(
                        network.inputs(),
                        network.layers().stream()
                                .map(it -> it.name().equals(layer) ? it.with(function) : it)
                                .toList()));
    }

    private static LayerDescription dense(String name, int units, String input, OutputFunction function) {
        return LayerDescription.of(name, new Dense(units), input).with(function);
    }

    private static Document document(
            DataSource source,
            Dataset samples,
            double testShare,
            List<LayerDescription> layers,
            LossTerm loss,
            UpdateRule rule,
            int batch) {
        Experiment experiment =
                new Experiment(
                        "test",
                        "",
                        1,
                        1,
                        source,
                        NetworkDescription.of(Shape.of(samples.input().rowSize()), layers),
                        Map.of(),
                        List.of(loss),
                        rule,
                        new TrainingOptions(batch, true, testShare, false, 100),
                        Optional.empty(),
                        Json.Fields.NONE);
        return Document.of(new LoadedExperiment(experiment, samples.withTarget("output")), Optional.empty());
    }
}
