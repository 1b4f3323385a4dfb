package backproplab.backprop;

import backproplab.activation.Activation;
import backproplab.activation.Activations;
import backproplab.catalog.Entry;
import backproplab.layer.ActivationLayer;
import backproplab.layer.AveragePool2d;
import backproplab.layer.BatchNorm;
import backproplab.layer.Convolution2d;
import backproplab.layer.Dense;
import backproplab.layer.Dropout;
import backproplab.layer.Flatten;
import backproplab.layer.GlobalAveragePool;
import backproplab.layer.Layer;
import backproplab.layer.LayerNorm;
import backproplab.layer.LogSoftmax;
import backproplab.layer.MaxPool2d;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.layer.Softmax;
import backproplab.layer.Upsample2d;
import backproplab.loss.Loss;
import backproplab.loss.Losses;
import backproplab.loss.Reduction;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.random.SeededRandom;
import backproplab.tensor.Extent;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/// Small networks with random layers, widths and wiring (one layer may feed several, losses may be on several), for
/// laws that hold for all of them.
final class RandomNetworks {
    private final SeededRandom random;

    RandomNetworks(long seed) {
        random = new SeededRandom(seed);
    }

    /// At least one layer has something to train.
    ///
    /// @param kinks whether functions with kinks may occur
    NetworkDescription description(boolean kinks) {
        SequencedMap<String, Shape> inputs = new LinkedHashMap<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            inputs.put("input" + i, inputShape());
        }
        List<String> sources = new ArrayList<>(inputs.keySet());
        List<LayerDescription> layers = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            String name = "layer" + i;
            String source = sources.get(random.nextInt(sources.size()));
            Shape shape = Objects.requireNonNull(new NetworkDescription(inputs, layers).infer().shapes().get(source));
            layers.add(LayerDescription.of(name, layer(shape, kinks), source).with(function(kinks)));
            sources.add(name);
        }
        if (Parameters.initial(new NetworkDescription(inputs, layers), 0).trained().isEmpty()) {
            layers.add(
                    LayerDescription.of("trained", new BatchNorm(0.1, 0.1, BatchNorm.Mode.TRAIN), sources.getLast()));
        }
        return new NetworkDescription(inputs, layers);
    }

    /// A vector, or a picture.
    private Shape inputShape() {
        return random.nextInt(3) > 0
                ? Shape.of(1 + random.nextInt(4))
                : Shape.of(1 + random.nextInt(2), 3 + random.nextInt(3), 3 + random.nextInt(3));
    }

    private Layer layer(Shape input, boolean kinks) {
        return input.rank() == 3 ? mapLayer(input, kinks) : vectorLayer();
    }

    private Layer vectorLayer() {
        return switch (random.nextInt(8)) {
            case 0 -> new LayerNorm(0.1);
            case 1 -> new BatchNorm(0.1, 0.1, BatchNorm.Mode.TRAIN);
            case 2 -> random.nextBoolean() ? new Dropout(0.3) : new ActivationLayer();
            default -> new Dense(1 + random.nextInt(5), random.nextInt(4) > 0);
        };
    }

    private Layer mapLayer(Shape input, boolean kinks) {
        return switch (random.nextInt(11)) {
            case 0 -> new BatchNorm(0.1, 0.1, BatchNorm.Mode.TRAIN);
            case 1 -> random.nextBoolean() ? new LayerNorm(0.1) : new Dropout(0.3);
            case 2 -> new GlobalAveragePool();
            case 3 -> new Flatten();
            case 4 -> new AveragePool2d(extent(input, 2), stride());
            case 5, 6 ->
                    kinks ? new MaxPool2d(extent(input, 2), stride()) : new AveragePool2d(extent(input, 2), stride());
            case 7 -> new Upsample2d(new Extent(1 + random.nextInt(2), 1 + random.nextInt(3)));
            default -> {
                Extent padding = new Extent(random.nextInt(2), random.nextInt(3));
                yield new Convolution2d(
                        1 + random.nextInt(5), extent(input, 3), stride(), padding, random.nextInt(4) > 0);
            }
        };
    }

    /// A window of at most `largest` rows and columns that fits.
    private Extent extent(Shape input, int largest) {
        return new Extent(
                1 + random.nextInt(Math.min(largest, input.size(1))),
                1 + random.nextInt(Math.min(largest, input.size(2))));
    }

    private Extent stride() {
        return new Extent(1 + random.nextInt(2), 1 + random.nextInt(3));
    }

    private OutputFunction function(boolean kinks) {
        int choice = random.nextInt(8);
        if (choice == 0) {
            return new Softmax();
        }
        if (choice == 1) {
            return new LogSoftmax();
        }
        List<Entry<Activation>> entries =
                Activations.CATALOG.entries().stream().filter(it -> kinks || it.standard().kinks().isEmpty()).toList();
        return OutputFunctions.of(entries.get(random.nextInt(entries.size())).standard());
    }

    /// One loss, or two on different layers; smooth ones whose domain is every real number.
    List<LossTerm> losses(NetworkDescription description) {
        List<LossTerm> terms = new ArrayList<>();
        List<LayerDescription> layers = description.layers();
        terms.add(term(layers.getLast().name()));
        if (layers.size() > 1 && random.nextInt(3) == 0) {
            terms.add(term(layers.get(random.nextInt(layers.size() - 1)).name()));
        }
        return terms;
    }

    private LossTerm term(String on) {
        List<String> smooth =
                List.of(
                        "squared_error",
                        "log_cosh",
                        "binary_cross_entropy_with_logits",
                        "categorical_cross_entropy_with_logits");
        Loss loss = Losses.CATALOG.get(smooth.get(random.nextInt(smooth.size()))).standard();
        return new LossTerm(on, loss, reduction(), reduction(), reduction(), 0.25 + random.nextDouble());
    }

    private Reduction reduction() {
        return random.nextBoolean() ? Reduction.SUM : Reduction.MEAN;
    }

    /// A pass over `samples` random samples with random parameters, ready to run.
    BackwardPass pass(NetworkDescription description, List<LossTerm> losses, int samples) {
        Parameters parameters = Parameters.initial(description, random.nextLong());
        parameters.trained().forEach(it -> addNoise(it.value(), 0.3));
        Network network = new Network(description, parameters, samples, 1);
        BackwardPass pass = new BackwardPass(network, losses, true);
        network.inputNames().forEach(it -> addNoise(network.input(it), 1));
        for (int term = 0; term < losses.size(); term++) {
            Tensor targets = pass.objective().targets(term);
            for (int i = 0; i < targets.size(); i++) {
                targets.set(i, random.nextDouble());
            }
        }
        return pass;
    }

    private void addNoise(Tensor tensor, double deviation) {
        for (int i = 0; i < tensor.size(); i++) {
            tensor.set(i, tensor.get(i) + deviation * random.nextGaussian());
        }
    }
}
