package backproplab.bits;

import backproplab.activation.Relu;
import backproplab.activation.Sigmoid;
import backproplab.data.Dataset;
import backproplab.experiment.ExperimentFile;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.Reading;
import backproplab.initializer.HeNormal;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.layer.Softmax;
import backproplab.loss.CategoricalCrossEntropy;
import backproplab.loss.Loss;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.optimizer.Adam;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.Sgd;
import backproplab.optimizer.UpdateRule;
import backproplab.random.SeededRandom;
import backproplab.statistics.LayerStatistics;
import backproplab.statistics.Size;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;
import backproplab.training.Checkpoint;
import backproplab.training.Trainer;
import backproplab.training.TrainingSetup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Trains every sample network, and networks of the sizes that benchmarks have, for a few steps, and prints a digest of all
/// that came out of each: losses, statistics, parameters, what the optimizer remembers. One bit more or less anywhere is
/// another digest. Arguments: the names of some, or nothing for all.
public final class TrainingDigests {
    private static final long SEED = 11;

    private TrainingDigests() {}

    public static void main(String[] arguments) throws IOException {
        List<String> wanted = List.of(arguments);
        runs().forEach((name, run) -> {
            if (wanted.isEmpty() || wanted.contains(name)) {
                System.out.println(name + " = " + run.get());
            }
        });
    }

    private static Map<String, Supplier<String>> runs() throws IOException {
        Map<String, Supplier<String>> runs = new TreeMap<>();
        try (Stream<Path> samples = Files.list(Path.of("sample-networks"))) {
            for (Path sample : samples.toList()) {
                String name = sample.getFileName().toString().replace(".json", "");
                runs.put(name, () -> digest(trainer(sample), name.startsWith("lenet5") ? 2 : 12));
            }
        }
        OutputFunction sigmoid = OutputFunctions.of(new Sigmoid());
        OutputFunction relu = OutputFunctions.of(new Relu());
        Loss squares = new SquaredError(0.5);
        Loss crossEntropy = new CategoricalCrossEntropy(0);
        runs.put("784-30-10", () -> digest(trainer(sigmoid, sigmoid, squares, new Sgd(0.5), 10, 784, 30, 10), 6));
        runs.put(
                "784-128-64-10",
                () -> digest(trainer(relu, new Softmax(), crossEntropy, new Sgd(0.1), 128, 784, 128, 64, 10), 3));
        runs.put(
                "100-65-66-67-7-adam",
                () ->
                        digest(
                                trainer(
                                        sigmoid,
                                        new Softmax(),
                                        crossEntropy,
                                        new Adam(0.001, 0.9, 0.999, 1e-8),
                                        37,
                                        100,
                                        65,
                                        66,
                                        67,
                                        7),
                                5));
        return runs;
    }

    private static Trainer trainer(Path sample) {
        if (ExperimentFile.read(sample) instanceof Reading.Done<LoadedExperiment>(LoadedExperiment loaded)) {
            return new Trainer(loaded.setup(), loaded.start());
        }
        throw new IllegalStateException("cannot read " + sample);
    }

    private static Trainer trainer(
            OutputFunction hidden,
            OutputFunction output,
            Loss loss,
            Optimizer optimizer,
            int batchSize,
            int... widths) {
        List<LayerDescription> layers = new ArrayList<>();
        String before = NetworkDescription.INPUT;
        for (int l = 1; l < widths.length; l++) {
            boolean last = l == widths.length - 1;
            String name = last ? "output" : "hidden" + l;
            layers.add(
                    LayerDescription.of(name, new Dense(widths[l]), before)
                            .with(new HeNormal(1))
                            .with(last ? output : hidden));
            before = name;
        }
        int inputs = widths[0];
        int outputs = widths[widths.length - 1];
        SeededRandom random = new SeededRandom(SEED);
        Tensor x = Tensor.zeros(batchSize, inputs);
        for (int i = 0; i < x.size(); i++) {
            x.set(i, random.nextDouble());
        }
        Tensor targets = Tensor.zeros(batchSize, outputs);
        for (int sample = 0; sample < batchSize; sample++) {
            targets.set(sample, random.nextInt(outputs), 1);
        }
        TrainingSetup setup =
                new TrainingSetup(
                        NetworkDescription.of(Shape.of(inputs), layers),
                        List.of(LossTerm.of("output", loss)),
                        UpdateRule.of(optimizer),
                        Dataset.of(x, targets).withTarget("output"),
                        Optional.empty(),
                        batchSize,
                        true,
                        SEED,
                        SEED);
        return new Trainer(setup, Checkpoint.initial(setup));
    }

    private static String digest(Trainer trainer, int steps) {
        Digest digest = new Digest();
        for (int i = 0; i < steps && trainer.step(); i++) {
            digest.add(trainer.loss());
            for (LayerStatistics layer : trainer.statistics().snapshot().layers()) {
                digest.add(layer.updateRatio());
                Stream.of(Optional.of(layer.delta()), layer.weightGradient(), layer.biasGradient())
                        .flatMap(Optional::stream)
                        .forEach(digest::add);
            }
        }
        Checkpoint end = trainer.checkpoint();
        end.parameters().trained().forEach(it -> digest.add(it.value().values()));
        end.parameters().state().forEach(it -> digest.add(it.value().values()));
        for (int tensor = 0; tensor < end.optimizer().tensors(); tensor++) {
            for (double[] slot : end.optimizer().slots(tensor)) {
                digest.add(slot);
            }
        }
        return digest.hex();
    }

    private static final class Digest {
        private final MessageDigest sha;

        Digest() {
            try {
                sha = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // every Java has it
            }
        }

        void add(Size size) {
            add(size.l2(), size.rms(), size.meanAbs());
        }

        void add(double... numbers) {
            ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * numbers.length);
            for (double number : numbers) {
                bytes.putLong(Double.doubleToLongBits(number)); // all NaN are one
            }
            sha.update(bytes.array());
        }

        String hex() {
            return HexFormat.of().formatHex(sha.digest(), 0, 12);
        }
    }
}
