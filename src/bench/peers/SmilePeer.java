import backproplab.bench.Stopwatch;

import smile.classification.MLP;
import smile.model.mlp.Layer;
import smile.model.mlp.LayerBuilder;
import smile.model.mlp.OutputFunction;
import smile.util.function.TimeFunction;

import java.io.IOException;
import java.util.Random;

/// Training steps in Smile: its multilayer perceptron for classes, in batches, without momentum.
///
/// Arguments: `batch hidden output width width …`. Smile has no tanh at the output and no convolution.
public final class SmilePeer {
    private static final int SAMPLES = 1024;

    private SmilePeer() {}

    public static void main(String[] arguments) throws IOException {
        int batch = Integer.parseInt(arguments[0]);
        int in = Integer.parseInt(arguments[3]);
        int classes = Integer.parseInt(arguments[arguments.length - 1]);
        int hidden = arguments.length - 5;
        LayerBuilder[] layers = new LayerBuilder[hidden + 2];
        layers[0] = Layer.input(in);
        for (int i = 1; i <= hidden; i++) {
            int units = Integer.parseInt(arguments[3 + i]);
            layers[i] = arguments[1].equals("relu") ? Layer.rectifier(units) : Layer.sigmoid(units);
        }
        layers[hidden + 1] =
                arguments[2].equals("softmax")
                        ? Layer.mle(classes, OutputFunction.SOFTMAX)
                        : Layer.mse(classes, OutputFunction.SIGMOID);
        MLP network = new MLP(layers);
        network.setLearningRate(TimeFunction.constant(1e-4));
        Random random = new Random(7);
        double[][][] inputs = new double[SAMPLES / batch][batch][];
        int[][] targets = new int[SAMPLES / batch][];
        for (int i = 0; i < inputs.length; i++) {
            for (int sample = 0; sample < batch; sample++) {
                inputs[i][sample] = random.doubles(in).toArray();
            }
            targets[i] = random.ints(batch, 0, classes).toArray();
        }
        int[] at = {0};
        new Stopwatch(
                        () -> {
                            network.update(inputs[at[0]], targets[at[0]]);
                            at[0] = (at[0] + 1) % inputs.length;
                        })
                .serve();
    }
}
