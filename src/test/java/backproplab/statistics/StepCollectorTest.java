package backproplab.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Activation;
import backproplab.activation.Prelu;
import backproplab.activation.Relu;
import backproplab.activation.Tanh;
import backproplab.backprop.PassListener;
import backproplab.layer.BatchNorm;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunctions;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.Sgd;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class StepCollectorTest {
    /// `z = 2x`, `L = z²/2`: for x = 3, δ = 6 and ∂L/∂w = 18; SGD with rate 0.01 moves w by 0.18 to 1.82.
    @Test
    void oneWeightByHand() {
        NetworkDescription network =
                NetworkDescription.of(
                        Shape.of(1),
                        List.of(LayerDescription.of("out", new Dense(1, false), NetworkDescription.INPUT)));
        Parameters parameters =
                Parameters.initial(
                        network, 1, Map.of(new Parameters.Key("out", "weights"), Tensor.of(Shape.of(1, 1), 2)));
        Runs run = new Runs(network, List.of(Runs.squaredError("out")), parameters, 1, new Sgd(0.01));
        run.pass.network().input(NetworkDescription.INPUT).set(0, 3);
        run.step(1);

        StepStatistics step = run.collector.snapshot();
        assertEquals(18, step.loss());
        LayerStatistics layer = step.layer("out");
        assertEquals(new Size(1, 6, 6, 6), layer.delta());
        assertEquals(Optional.of(new Size(1, 18, 18, 18)), layer.weightGradient());
        assertEquals(Optional.empty(), layer.biasGradient());
        assertEquals(Math.log10(0.18 / 1.82), layer.updateRatio(), 1e-14);
        assertEquals(Math.log10(0.18 / 1.82), layer.get(Quantity.UPDATE_RATIO), 1e-14);
        assertFalse(layer.hidden());
    }

    @Test
    void onlyTheSamplesOfTheBatchCount() {
        Runs run = chain(new Tanh());
        run.step(10);
        run.step(3);
        StepStatistics step = run.collector.snapshot();
        assertEquals(3 * 6, step.layer("layer1").delta().count());
        Tensor delta = run.pass.gradients().delta(run.pass.network().node("layer1"));
        assertEquals(Size.of(delta.firstRows(3)), step.layer("layer1").delta());
    }

    private static Runs chain(Activation activation) {
        NetworkDescription network = Runs.chain(4, activation, 6, 5, 2);
        return new Runs(
                network, List.of(Runs.squaredError("layer3")), Parameters.initial(network, 1), 10, new Sgd(0.1));
    }

    @Test
    void beforeTheUpdateThereIsNoRatio() {
        Runs run = chain(new Tanh());
        run.step(10);
        run.pass.run(10, 1, PassListener.NONE);
        run.collector.afterBackward(1);
        assertTrue(Double.isNaN(run.collector.snapshot().layer("layer1").updateRatio()));
        assertEquals(1, run.collector.snapshot().step());
        assertEquals(0, run.collector.take().orElseThrow().lastStep()); // the whole steps
    }

    /// Frozen weights: log10 0.
    @Test
    void noUpdateIsMinusInfinity() {
        NetworkDescription network = Runs.chain(4, new Relu(), 6, 2);
        Parameters parameters = Parameters.initial(network, 1);
        parameters.get("layer1", "bias").fill(-100); // every unit closed for every sample
        Runs run = new Runs(network, List.of(Runs.squaredError("layer2")), parameters, 10, new Sgd(0.1));
        run.step(10);
        LayerStatistics layer = run.collector.snapshot().layer("layer1");
        assertEquals(Double.NEGATIVE_INFINITY, layer.updateRatio());
        assertEquals(new Size(60, 0, 0, 0), layer.delta());
        Band ratio = run.collector.take().orElseThrow().layer("layer1").get(Quantity.UPDATE_RATIO);
        assertEquals(new Band(0, 1, Double.NaN, Double.NaN, Double.NaN, Double.NEGATIVE_INFINITY), ratio);
    }

    @Test
    void layersWithoutWeightsHaveDeltaOnly() {
        NetworkDescription network =
                NetworkDescription.of(
                        Shape.of(4),
                        List.of(
                                LayerDescription.of("first", new Dense(3), NetworkDescription.INPUT),
                                LayerDescription.of("norm", new BatchNorm(1e-5, 0.1, BatchNorm.Mode.TRAIN), "first")
                                        .with(OutputFunctions.of(new Prelu(0.3))),
                                LayerDescription.of("out", new Dense(1), "norm")));
        Runs run =
                new Runs(network, List.of(Runs.squaredError("out")), Parameters.initial(network, 1), 8, new Sgd(0.1));
        run.step(8);
        LayerStatistics norm = run.collector.snapshot().layer("norm");
        assertEquals(Optional.empty(), norm.weightGradient());
        assertTrue(norm.biasGradient().isPresent()); // beta shifts like a bias
        assertTrue(Double.isNaN(norm.updateRatio()) && Double.isNaN(norm.get(Quantity.WEIGHT_GRADIENT_RMS)));
        assertFalse(norm.hidden());
        assertTrue(run.collector.snapshot().layer("first").hidden());
        LayerSummary summary = run.collector.take().orElseThrow().layer("norm");
        assertTrue(summary.get(Quantity.UPDATE_RATIO).isEmpty());
        assertEquals(1, summary.get(Quantity.DELTA_RMS).count());

        // gamma, alpha and running statistics are neither weights nor biases, and yet looked at
        Tensor alpha = run.pass.gradients().of(new Parameters.Key("norm", "alpha"));
        alpha.set(0, Double.NaN);
        assertFalse(run.collector.gradientsAreFinite());
        alpha.set(0, 0);
        assertTrue(isFiniteWith(1, "gamma", run));
        assertFalse(isFiniteWith(Double.POSITIVE_INFINITY, "gamma", run));
        assertFalse(isFiniteWith(Double.NaN, "running_var", run));
        assertFalse(isFiniteWith(Double.NaN, "beta", run));
        assertTrue(isFiniteWith(1, "beta", run));
    }

    /// Whether the parameters are found finite after an update of `norm` with this number at one place, which is then put
    /// back.
    private static boolean isFiniteWith(double value, String parameter, Runs run) {
        Tensor tensor = run.pass.network().parameters().get("norm", parameter);
        double before = tensor.get(1);
        tensor.set(1, value);
        run.update();
        tensor.set(1, before);
        return run.collector.parametersAreFinite();
    }

    /// A step that has to be undone may be made again.
    @Test
    void aStepThatBreaksTheParametersIsInNoSpan() {
        Runs run = chain(new Tanh());
        run.step(10);
        Tensor weights = run.pass.network().parameters().get("layer1", "weights");
        run.collector.afterBackward(1);
        weights.set(0, Double.POSITIVE_INFINITY);
        run.update();
        assertFalse(run.collector.parametersAreFinite());
        StepSummary taken = run.collector.take().orElseThrow();
        assertEquals(0, taken.lastStep());
        assertEquals(1, taken.loss().count());
        weights.set(0, 1);
        run.update();
        assertEquals(1, taken.merge(run.collector.take().orElseThrow()).lastStep());
    }

    /// The summary of many steps, taken in portions and merged, has the extremes that the steps had one by one.
    @Test
    void noSpikeIsLost() {
        Runs run = chain(new Tanh());
        Runs same = chain(new Tanh());
        List<StepStatistics> steps = new ArrayList<>();
        List<StepSummary> portions = new ArrayList<>();
        Tensor input = run.pass.network().input(NetworkDescription.INPUT);
        for (int i = 0; i < 100; i++) {
            double spike = i == 37 ? 1000 : i == 38 ? 1e-3 : 1;
            input.set(0, spike);
            same.pass.network().input(NetworkDescription.INPUT).set(0, spike);
            run.step(10);
            same.step(10);
            steps.add(same.collector.snapshot());
            if (i % 7 == 6 || i == 99) {
                portions.add(run.collector.take().orElseThrow());
            }
        }
        assertEquals(Optional.empty(), run.collector.take());
        StepSummary merged = portions.stream().reduce(StepSummary::merge).orElseThrow();
        StepSummary all = same.collector.take().orElseThrow();
        assertEquals(0, merged.firstStep());
        assertEquals(99, merged.lastStep());
        for (LayerSummary layer : merged.layers()) {
            for (Quantity quantity : Quantity.values()) {
                Band band = layer.get(quantity);
                double[] values = steps.stream().mapToDouble(it -> it.layer(layer.layer()).get(quantity)).toArray();
                assertEquals(Moments.of(values, 100).min(), band.min());
                assertEquals(Moments.of(values, 100).max(), band.max());
                assertEquals(values[99], band.last());
                assertEquals(Moments.of(values, 100).mean(), band.mean(), 1e-13 * Math.abs(band.max()) + 1e-13);
                assertEquals(all.layer(layer.layer()).get(quantity).max(), band.max());
            }
        }
        assertEquals(steps.stream().mapToDouble(StepStatistics::loss).max().orElseThrow(), merged.loss().max());
    }

    @Test
    void summariesMergeInOrderAndOfOneNetwork() {
        Runs run = chain(new Tanh());
        run.step(10);
        StepSummary first = run.collector.take().orElseThrow();
        run.step(10);
        StepSummary second = run.collector.take().orElseThrow();
        assertEquals(1, first.merge(second).lastStep());
        assertThrows(IllegalArgumentException.class, () -> second.merge(first));
        StepSummary renamed = new StepSummary(5, 5, Band.NONE, second.layers().reversed());
        assertThrows(IllegalArgumentException.class, () -> second.merge(renamed));
        StepSummary shorter = new StepSummary(5, 5, Band.NONE, List.of());
        assertThrows(IllegalArgumentException.class, () -> second.merge(shorter));
    }

    @Test
    void distributionsOfTheBatch() {
        Runs run = chain(new Relu());
        run.step(10);
        StepDistributions first = run.collector.distributions();
        Tensor delta = run.pass.gradients().delta(run.pass.network().node("layer1")).copy();
        Tensor z = run.pass.network().node("layer1").z().copy();
        LayerDistributions layer = first.layer("layer1");
        assertEquals(Moments.of(z.values(), 60), layer.z().moments());
        assertEquals(Moments.of(delta.values(), 60), layer.delta().moments());
        assertEquals(Arrays.stream(delta.values()).filter(it -> it == 0).count(), layer.delta().below());
        assertTrue(layer.delta().below() > 0);

        run.step(4);
        StepDistributions both = first.merge(run.collector.distributions());
        assertEquals(1, both.step());
        assertEquals(14, both.samples());
        assertEquals(14 * 6, both.layer("layer1").z().moments().count());
        StepDistributions shorter = new StepDistributions(1, 4, List.of());
        assertThrows(IllegalArgumentException.class, () -> first.merge(shorter));
    }

    @Test
    void forgottenStepsAreNotTaken() {
        Runs run = chain(new Tanh());
        run.step(10);
        run.collector.forget();
        assertEquals(Optional.empty(), run.collector.take());
    }

    @Test
    void measuringAllocatesNothing() {
        Runs run = chain(new Tanh());
        run.step(10);
        int steps = 100_000;
        Runnable measure =
                () -> {
                    for (int i = 0; i < steps; i++) {
                        run.collector.afterBackward(i);
                        if (!run.collector.gradientsAreFinite() || Divergence.isIn(run.pass)) {
                            throw new IllegalStateException();
                        }
                        run.collector.afterUpdate();
                        if (!run.collector.parametersAreFinite() || Divergence.isIn(run.pass.network().parameters())) {
                            throw new IllegalStateException();
                        }
                    }
                };
        measure.run();
        assertTrue(Allocation.bytesOf(measure) < steps, "a step allocates");
    }
}
