import backproplab.bench.Stopwatch;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Training steps in Deeplearning4j: a MultiLayerNetwork in double precision, plain SGD.
///
/// Arguments: `batch hidden output width width …` or `batch relu softmax lenet`. Batches are made once. OMP_NUM_THREADS says
/// how many threads its native part uses.
public final class Dl4jPeer {
    private static final int SAMPLES = 1024;

    private Dl4jPeer() {}

    public static void main(String[] arguments) throws IOException {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
        int batch = Integer.parseInt(arguments[0]);
        boolean leNet = arguments[3].equals("lenet");
        NeuralNetConfiguration.ListBuilder layers =
                new NeuralNetConfiguration.Builder()
                        .seed(7)
                        .dataType(DataType.DOUBLE)
                        .updater(new Sgd(1e-4))
                        .weightInit(WeightInit.RELU)
                        .activation(Activation.fromString(arguments[1]))
                        .list();
        int in = leNet ? 784 : Integer.parseInt(arguments[3]);
        int out = leNet ? 10 : Integer.parseInt(arguments[arguments.length - 1]);
        int from = in;
        if (leNet) {
            layers.layer(new ConvolutionLayer.Builder(5, 5).nOut(6).convolutionMode(ConvolutionMode.Same).build())
                    .layer(pool())
                    .layer(new ConvolutionLayer.Builder(5, 5).nOut(16).build())
                    .layer(pool())
                    .layer(new DenseLayer.Builder().nOut(120).build())
                    .layer(new DenseLayer.Builder().nOut(84).build());
            from = 84;
        } else {
            for (int i = 4; i < arguments.length - 1; i++) {
                int units = Integer.parseInt(arguments[i]);
                layers.layer(new DenseLayer.Builder().nIn(from).nOut(units).build());
                from = units;
            }
        }
        LossFunction loss = arguments[2].equals("softmax") ? LossFunction.MCXENT : LossFunction.MSE;
        layers.layer(
                new OutputLayer.Builder(loss)
                        .nIn(from)
                        .nOut(out)
                        .activation(Activation.fromString(arguments[2]))
                        .build());
        if (leNet) {
            layers.setInputType(InputType.convolutional(28, 28, 1));
        }
        MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
        network.init();
        List<INDArray> inputs = new ArrayList<>();
        List<INDArray> targets = new ArrayList<>();
        for (int i = 0; i < SAMPLES / batch; i++) {
            inputs.add(leNet ? Nd4j.rand(DataType.DOUBLE, batch, 1, 28, 28) : Nd4j.rand(DataType.DOUBLE, batch, in));
            INDArray target = Nd4j.zeros(DataType.DOUBLE, batch, out);
            for (int sample = 0; sample < batch; sample++) {
                target.putScalar(sample, (i + sample) % out, 1);
            }
            targets.add(target);
        }
        int[] at = {0};
        new Stopwatch(
                        () -> {
                            network.fit(inputs.get(at[0]), targets.get(at[0]));
                            at[0] = (at[0] + 1) % inputs.size();
                        })
                .serve();
    }

    private static SubsamplingLayer pool() {
        return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX).kernelSize(2, 2).stride(2, 2).build();
    }
}
