package backproplab.bench;

import backproplab.activation.Activation;
import backproplab.activation.Relu;
import backproplab.activation.Sigmoid;
import backproplab.activation.Tanh;
import backproplab.data.Dataset;
import backproplab.initializer.HeNormal;
import backproplab.layer.Convolution2d;
import backproplab.layer.Dense;
import backproplab.layer.Flatten;
import backproplab.layer.Layer;
import backproplab.layer.MaxPool2d;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.layer.Softmax;
import backproplab.loss.CategoricalCrossEntropy;
import backproplab.loss.Loss;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.optimizer.Sgd;
import backproplab.optimizer.UpdateRule;
import backproplab.random.SeededRandom;
import backproplab.tensor.Extent;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;
import backproplab.training.Checkpoint;
import backproplab.training.Trainer;
import backproplab.training.TrainingSetup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// A network, a batch size and random data, whose training steps are timed; here and, the same, in the peers of
/// `src/bench/peers`.
///
/// Plain SGD in double precision on [#SAMPLES] samples. Inputs are dense, uniform in [0, 1): a program that skips zeros,
/// of which pictures of digits have many, gains nothing. Squared errors are halved and summed over the outputs, batches
/// are averaged. The rate is so small that minutes of training change no magnitude: the cost of a step does not depend on
/// the numbers in it.
///
/// @param id what it is called on the command line and in tables
/// @param inspected whether activations are measured and dead units counted after every step too, see [ActivationMeter]
public record Workload(String id, NetworkDescription network, Loss loss, int batchSize, boolean inspected) {
    /// As many as a small data set: for 784 inputs they do not fit the second level cache.
    public static final int SAMPLES = 1024;

    private static final long SEED = 7;
    private static final double RATE = 1e-4;
    private static final Loss HALF_SQUARED_ERROR = new SquaredError(0.5);
    private static final Loss CROSS_ENTROPY = new CategoricalCrossEntropy(0);
    private static final OutputFunction SOFTMAX = new Softmax();

    /// The workloads that are compared with peers:
    ///
    /// - W1: 2-4-2-1, tanh, squared error
    /// - W2: 2-2-2, sigmoid, squared error, one sample at a time
    /// - W3: 784-30-10, sigmoid, squared error
    /// - W4: 784-128-64-10, ReLU, softmax with cross-entropy
    /// - W5: 64 inputs, 20 hidden layers of 64 ReLU, 10 outputs, softmax with cross-entropy
    /// - W5i: the same; mean, standard deviation and share of zeros of the activations of each layer, its dead units and
    ///   the norms of its gradients are known after every step
    /// - W6: LeNet-5 on 28×28 pixels, padded in the first convolution, ReLU, max-pooling, softmax with cross-entropy
    public static final List<Workload> ALL =
            List.of(
                    chain("W1", new Tanh(), OutputFunctions.of(new Tanh()), HALF_SQUARED_ERROR, 10, 2, 4, 2, 1),
                    chain("W2", new Sigmoid(), OutputFunctions.of(new Sigmoid()), HALF_SQUARED_ERROR, 1, 2, 2, 2),
                    chain(
                            "W3-10",
                            new Sigmoid(),
                            OutputFunctions.of(new Sigmoid()),
                            HALF_SQUARED_ERROR,
                            10,
                            784,
                            30,
                            10),
                    chain(
                            "W3-32",
                            new Sigmoid(),
                            OutputFunctions.of(new Sigmoid()),
                            HALF_SQUARED_ERROR,
                            32,
                            784,
                            30,
                            10),
                    classifier("W4-32", 32, 784, 128, 64, 10),
                    classifier("W4-128", 128, 784, 128, 64, 10),
                    deep("W5", 20, 64, 32),
                    deep("W5", 20, 64, 32).withInspection("W5i"),
                    new Workload("W6", leNet(), CROSS_ENTROPY, 32, false));

    /// @param id one of [#ALL]
    public static Workload of(String id) {
        return ALL.stream()
                .filter(it -> it.id.equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no workload `%s`; there are %s"
                                        .formatted(id, String.join(", ", ALL.stream().map(Workload::id).toList()))));
    }

    /// `width` inputs, `depth` hidden layers of `width` ReLU, 10 outputs with softmax.
    public static Workload deep(String id, int depth, int width, int batchSize) {
        int[] widths = new int[depth + 2];
        Arrays.fill(widths, width);
        widths[depth + 1] = 10;
        return classifier(id, batchSize, widths);
    }

    private static Workload classifier(String id, int batchSize, int... widths) {
        return chain(id, new Relu(), SOFTMAX, CROSS_ENTROPY, batchSize, widths);
    }

    private static Workload chain(
            String id, Activation hidden, OutputFunction output, Loss loss, int batchSize, int... widths) {
        List<LayerDescription> layers = new ArrayList<>();
        String before = NetworkDescription.INPUT;
        for (int l = 1; l < widths.length; l++) {
            boolean last = l == widths.length - 1;
            String name = last ? "output" : "hidden" + l;
            layers.add(layer(name, new Dense(widths[l]), last ? output : OutputFunctions.of(hidden), before));
            before = name;
        }
        return new Workload(id, NetworkDescription.of(Shape.of(widths[0]), layers), loss, batchSize, false);
    }

    private static NetworkDescription leNet() {
        OutputFunction relu = OutputFunctions.of(new Relu());
        Extent one = Extent.square(1);
        Extent two = Extent.square(2);
        return NetworkDescription.of(
                Shape.of(1, 28, 28),
                List.of(
                        layer("conv1", new Convolution2d(6, Extent.square(5), one, two, true), relu, "input"),
                        LayerDescription.of("pool1", new MaxPool2d(two, two), "conv1"),
                        layer("conv2", new Convolution2d(16, 5), relu, "pool1"),
                        LayerDescription.of("pool2", new MaxPool2d(two, two), "conv2"),
                        LayerDescription.of("flatten", new Flatten(), "pool2"),
                        layer("dense1", new Dense(120), relu, "flatten"),
                        layer("dense2", new Dense(84), relu, "dense1"),
                        layer("output", new Dense(10), SOFTMAX, "dense2")));
    }

    private static LayerDescription layer(String name, Layer layer, OutputFunction function, String before) {
        return LayerDescription.of(name, layer, before).with(new HeNormal(1)).with(function);
    }

    private Workload withInspection(String id) {
        return new Workload(id, network, loss, batchSize, true);
    }

    /// A run from its start, in shuffled batches as the program makes them.
    public Trainer trainer() {
        TrainingSetup setup =
                new TrainingSetup(
                        network,
                        List.of(LossTerm.of("output", loss)),
                        UpdateRule.of(new Sgd(RATE)),
                        data(),
                        Optional.empty(),
                        batchSize,
                        true,
                        SEED,
                        SEED);
        return new Trainer(setup, Checkpoint.initial(setup));
    }

    private Dataset data() {
        SeededRandom random = new SeededRandom(SEED);
        Tensor inputs = Tensor.zeros(network.inputs().firstEntry().getValue().batched(SAMPLES));
        for (int i = 0; i < inputs.size(); i++) {
            inputs.set(i, random.nextDouble());
        }
        int outputs = shape("output").elements();
        Tensor targets = Tensor.zeros(SAMPLES, outputs);
        for (int sample = 0; sample < SAMPLES; sample++) {
            if (outputs == 1) {
                targets.set(sample, 0, random.nextDouble());
            } else {
                targets.set(sample, random.nextInt(outputs), 1);
            }
        }
        return Dataset.of(inputs, targets).withTarget("output");
    }

    /// What the peers have to know: `batch hidden-function output-function widths…`, or `batch relu softmax lenet`.
    public String outline() {
        boolean flat = network.inputs().firstEntry().getValue().rank() == 1;
        String widths =
                !flat
                        ? "lenet"
                        : network.inputs().firstEntry().getValue().last()
                                + network.layers().stream()
                                        .map(it -> " " + ((Dense) it.layer()).units())
                                        .collect(Collectors.joining());
        return "%d %s %s %s"
                .formatted(
                        batchSize, function(network.layers().getFirst()), function(network.layers().getLast()), widths);
    }

    private static String function(LayerDescription layer) {
        return OutputFunctions.describe(layer.function()).id();
    }

    /// The floating point operations of one step that no implementation can leave out: a layer with n products per sample
    /// needs `2·n` for its output and as many for the gradients of its weights and of its inputs, which the first layer
    /// does not pass on. Additions and multiplications count one each; functions and updates are not counted.
    public double usefulOperations() {
        double products = 0;
        for (LayerDescription layer : network.layers()) {
            Shape in = shape(layer.inputs().getFirst());
            double own =
                    switch (layer.layer()) {
                        case Dense(int units, boolean _) -> (double) in.elements() * units;
                        case Convolution2d it ->
                                (double) shape(layer.name()).elements() * it.kernel().area() * in.size(0);
                        default -> 0;
                    };
            boolean first = layer.inputs().contains(NetworkDescription.INPUT);
            products += first ? 4 * own : 6 * own;
        }
        return products * batchSize;
    }

    /// Of one sample of an input or of the output of a layer.
    private Shape shape(String name) {
        return Objects.requireNonNull(network.infer().shapes().get(name));
    }
}
