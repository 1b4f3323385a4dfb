package backproplab.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.data.Dataset;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.Momentum;
import backproplab.optimizer.Nesterov;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Tensor;
import backproplab.training.Checkpoint;
import backproplab.training.Command;
import backproplab.training.TraceLab;
import backproplab.training.Trainer;
import backproplab.training.TrainingSetup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The numbers of faults, from those of the clean pass and by hand.
class FaultValuesTest {
    private static final Parameters.Key WEIGHTS = new Parameters.Key("output", "weights");
    private static final Parameters.Key BIAS = new Parameters.Key("output", "bias");

    @Test
    void withoutTheBatchMeanGradientsAreAsManyTimesAsLargeAsThereAreSamples() {
        TrainingSetup clean = FaultGrounds.picture();
        double[] right = gradient(clean, WEIGHTS).values();
        double[] wrong = gradient(faulty(clean, new BatchMeanMissing(), "output"), WEIGHTS).values();
        assertArrayEquals(Arrays.stream(right).map(it -> it * FaultGrounds.SAMPLES).toArray(), wrong);
    }

    @Test
    void aTurnedSignTurnsEveryGradient() {
        TrainingSetup clean = FaultGrounds.picture();
        TrainingSetup turned = faulty(clean, new ErrorSignTurned(), "output");
        for (Parameters.Parameter parameter : Checkpoint.initial(clean).parameters().trained()) {
            double[] right = gradient(clean, parameter.key()).values();
            double[] wrong = gradient(turned, parameter.key()).values();
            for (int i = 0; i < right.length; i++) {
                assertEquals(0, right[i] + wrong[i], parameter.key().toString());
            }
        }
    }

    @Test
    void allBiasesGetTheSumOfTheirGradients() {
        TrainingSetup clean = FaultGrounds.reluOutput();
        double sum = Arrays.stream(gradient(clean, BIAS).values()).sum();
        double[] wrong = gradient(faulty(clean, new WholeMatrixBias(), "output"), BIAS).values();
        assertArrayEquals(new double[] {sum, sum, sum}, wrong);
    }

    static Stream<Optimizer> withMomentum() {
        return Stream.of(new Momentum(0.1, 0.9), new Nesterov(0.1, 0.9));
    }

    /// w₁ is that of the clean run, since there is no velocity yet: v₁ = g₁. Then w₂ is off by η·μ·v₁.
    @ParameterizedTest
    @MethodSource("withMomentum")
    void momentumIsAddedOnceMoreFromTheSecondUpdateOn(Optimizer optimizer) {
        TrainingSetup clean = FaultGrounds.picture().with(UpdateRule.of(optimizer));
        TrainingSetup twice = clean.with(new PlantedFault(new MomentumTwice(), new Place.Update()));
        double[] g1 = gradient(clean, WEIGHTS).values();
        Trainer right = new Trainer(clean, Checkpoint.initial(clean));
        Trainer wrong = new Trainer(twice, Checkpoint.initial(twice));
        right.step();
        wrong.step();
        assertEquals(right.parameters().get(WEIGHTS), wrong.parameters().get(WEIGHTS));

        right.step();
        wrong.step();
        double[] w = right.parameters().get(WEIGHTS).values();
        double[] faulty = wrong.parameters().get(WEIGHTS).values();
        for (int i = 0; i < w.length; i++) {
            assertEquals(w[i] - 0.1 * 0.9 * g1[i], faulty[i], 4 * Math.ulp(w[i]));
        }
    }

    @Test
    void bytesAbove127Turn256Lower() {
        double[] pixels = {0, 1, 127, 128, 200, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        double[] read = {0, 1, 127, -128, -56, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertArrayEquals(read, misread(pixels).values());
    }

    @Test
    void pixelsBroughtToOneTurnNegativeInTheSameWay() {
        double[] pixels = {0, 0.25, 127.0 / 255, 128.0 / 255, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        double[] read = misread(pixels).values();
        assertArrayEquals(Arrays.copyOf(pixels, 3), Arrays.copyOf(read, 3));
        assertEquals(-128.0 / 255, read[3], 1e-15);
        assertEquals(-1.0 / 255, read[4], 1e-15);
    }

    private static Tensor misread(double[] pixels) {
        TrainingSetup picture = FaultGrounds.picture();
        SequencedMap<String, Tensor> inputs = new LinkedHashMap<>();
        inputs.put(NetworkDescription.INPUT, Tensor.matrix(pixels));
        Surroundings of =
                new Surroundings(picture.network(), picture.losses(), picture.rule(), inputs, picture.batchSize());
        return new PlacedFault(new SignedBytes(), new Place.Input(Dataset.INPUT), of)
                .given(Dataset.INPUT, Tensor.matrix(pixels));
    }

    private static TrainingSetup faulty(TrainingSetup clean, Fault fault, String layer) {
        return clean.with(new PlantedFault(fault, new Place.Layer(layer)));
    }

    private static Tensor gradient(TrainingSetup setup, Parameters.Key key) {
        TraceLab lab = new TraceLab(new Command.Snapshot(setup, Checkpoint.initial(setup)));
        return lab.trace(lab.all()).parameter(key).gradient();
    }
}
