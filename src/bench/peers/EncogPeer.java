import backproplab.bench.Stopwatch;

import org.encog.engine.network.activation.ActivationFunction;
import org.encog.engine.network.activation.ActivationReLU;
import org.encog.engine.network.activation.ActivationSigmoid;
import org.encog.engine.network.activation.ActivationSoftMax;
import org.encog.engine.network.activation.ActivationTANH;
import org.encog.ml.data.basic.BasicMLDataSet;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;
import org.encog.neural.networks.training.propagation.back.Backpropagation;

import java.io.IOException;
import java.util.Random;

/// Training steps in Encog: its own Backpropagation without momentum, in batches, on one thread.
///
/// Arguments: `batch hidden output width width …`. Encog has no convolution. One call trains a whole pass over the samples,
/// so nothing but Encog's own loop lies between two steps.
public final class EncogPeer {
    private static final int SAMPLES = 1024;

    private EncogPeer() {}

    public static void main(String[] arguments) throws IOException {
        int batch = Integer.parseInt(arguments[0]);
        int layers = arguments.length - 3;
        BasicNetwork network = new BasicNetwork();
        for (int i = 0; i < layers; i++) {
            boolean last = i == layers - 1;
            ActivationFunction function = i == 0 ? null : function(arguments[last ? 2 : 1]);
            network.addLayer(new BasicLayer(function, !last, Integer.parseInt(arguments[3 + i])));
        }
        network.getStructure().finalizeStructure();
        network.reset(7);
        int steps = SAMPLES / batch;
        double[][] inputs = new double[steps * batch][network.getInputCount()];
        double[][] targets = new double[steps * batch][network.getOutputCount()];
        Random random = new Random(7);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.doubles(inputs[i].length).toArray();
            targets[i][random.nextInt(targets[i].length)] = 1;
        }
        Backpropagation training = new Backpropagation(network, new BasicMLDataSet(inputs, targets), 1e-4, 0);
        training.setBatchSize(2 * batch - 1); // Encog 3.4 counts every sample but the first of a batch twice
        training.setThreadCount(1);
        training.fixFlatSpot(false);
        new Stopwatch(training::iteration, steps).serve();
    }

    private static ActivationFunction function(String name) {
        return switch (name) {
            case "tanh" -> new ActivationTANH();
            case "sigmoid" -> new ActivationSigmoid();
            case "relu" -> new ActivationReLU();
            case "softmax" -> new ActivationSoftMax();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
