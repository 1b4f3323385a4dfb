package backproplab.backprop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Relu;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceSum.Rule;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.AveragePool2d;
import backproplab.layer.Convolution2d;
import backproplab.layer.Dense;
import backproplab.layer.Dropout;
import backproplab.layer.Flatten;
import backproplab.layer.Layer;
import backproplab.layer.MaxPool2d;
import backproplab.layer.OutputFunctions;
import backproplab.layer.Softmax;
import backproplab.loss.CategoricalCrossEntropy;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.Sgd;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Extent;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/// Steps of convolution and pooling on pictures so small that everything can be done by hand; [TraceStepsTest] holds those
/// of random networks to the engine bit for bit.
class PictureTraceTest {
    private static final Parameters.Key WEIGHTS = new Parameters.Key("layer", "weights");
    private static final Parameters.Key BIAS = new Parameters.Key("layer", "bias");

    /// Of one layer over one picture, whose targets are such that `∂L/∂z` is `arriving`.
    private static TraceSteps steps(
            Layer layer, Tensor picture, Map<Parameters.Key, Tensor> given, Grain grain, double... arriving) {
        NetworkDescription description =
                NetworkDescription.of(picture.shape(), List.of(LayerDescription.of("layer", layer, "input")));
        Network network = new Network(description, Parameters.initial(description, 1, given), 1, 1);
        BackwardPass pass = new BackwardPass(network, List.of(LossTerm.of("layer", new SquaredError(0.5))), true);
        System.arraycopy(picture.values(), 0, network.input("input").values(), 0, picture.size());
        pass.forward(1, true, 0, PassListener.NONE);
        for (int i = 0; i < arriving.length; i++) {
            pass.objective().targets(0).set(i, network.node("layer").z().get(i) - arriving[i]);
        }
        return TraceSteps.of(Traces.of(pass, UpdateRule.of(new Sgd(0.1)), 0), grain);
    }

    private static Tensor picture(int side, double... values) {
        return Tensor.of(Shape.of(1, side, side), values);
    }

    private static Place.Unit input(int unit) {
        return new Place.Unit("input", 0, unit);
    }

    private static Place.Unit z(int unit) {
        return new Place.Unit("layer", 0, unit);
    }

    private static <T extends TraceStep> T step(Class<T> kind, TraceSteps steps, Quantity quantity, Place place) {
        return assertInstanceOf(kind, steps.get(steps.indexOf(quantity, place)));
    }

    private static List<Double> values(List<TraceValue> of) {
        return of.stream().map(TraceValue::value).toList();
    }

    /// 1 2    under a kernel 10 20 30  whose middle lies over the 1: what is in the padding is no term.
    /// 3 4                   40 50 60
    ///                       70 80 90
    @Test
    void aWindowInThePaddingHasOnlyTheTermsOfThePicture() {
        Map<Parameters.Key, Tensor> given =
                Map.of(
                        WEIGHTS,
                        Tensor.of(Shape.of(1, 1, 3, 3), 10, 20, 30, 40, 50, 60, 70, 80, 90),
                        BIAS,
                        Tensor.vector(0.5));
        Convolution2d layer = new Convolution2d(1, Extent.square(3), Extent.square(1), Extent.square(1), true);
        TraceSteps steps = steps(layer, picture(2, 1, 2, 3, 4), given, Grain.PRODUCT, 1, 2, 3, 4);

        TraceSum sum = step(ForwardStep.PreActivation.class, steps, Quantity.PRE_ACTIVATION, z(0)).sum();

        assertEquals(0.5, sum.start().orElseThrow().value());
        assertEquals(
                List.of(List.of(50.0, 1.0), List.of(60.0, 2.0), List.of(80.0, 3.0), List.of(90.0, 4.0)),
                sum.terms().stream().map(it -> values(it.factors())).toList());
        assertEquals(0.5 + 50 + 120 + 240 + 360, sum.total());

        int completes = steps.indexOf(Quantity.PRE_ACTIVATION, z(0));
        TraceStep.Product second = assertInstanceOf(TraceStep.Product.class, steps.get(completes - 3));
        assertEquals(List.of(1.0, 50.5, 170.5), List.of(1.0 * second.index(), second.before(), second.after()));

        TraceSum back = step(BackwardStep.Arriving.class, steps, Quantity.INPUT_GRADIENT, input(0)).sum();
        assertEquals(
                List.of(List.of(1.0, 50.0), List.of(2.0, 40.0), List.of(3.0, 20.0), List.of(4.0, 10.0)),
                back.terms().stream().map(it -> values(it.factors())).toList());

        TraceSum corner =
                step(BackwardStep.ParameterGradient.class, steps, Quantity.GRADIENT, new Place.Weight(WEIGHTS, 0))
                        .sum();
        assertEquals(List.of(List.of(4.0, 1.0)), corner.terms().stream().map(it -> values(it.factors())).toList());
        TraceSum bias =
                step(BackwardStep.ParameterGradient.class, steps, Quantity.GRADIENT, new Place.Weight(BIAS, 0)).sum();
        assertEquals(10, bias.total());
        assertEquals(4, bias.terms().size());
    }

    /// Place by place of the window, in each filter by filter.
    @Test
    void whatComesBackIsAddedPlaceByPlace() {
        Map<Parameters.Key, Tensor> given =
                Map.of(WEIGHTS, Tensor.of(Shape.of(2, 1, 1, 2), 0.1, 0.2, 0.3, 0.4), BIAS, Tensor.vector(0, 0));
        Convolution2d layer = new Convolution2d(2, new Extent(1, 2), Extent.square(1), Extent.square(0), true);
        Tensor row = Tensor.of(Shape.of(1, 1, 3), 1, 1, 1);
        TraceSteps steps = steps(layer, row, given, Grain.UNIT, 0.7, 1.1, 1.3, 1.7);

        TraceSum sum = step(BackwardStep.Arriving.class, steps, Quantity.INPUT_GRADIENT, input(1)).sum();

        double delta00 = sum.terms().get(0).first().value();
        double delta10 = sum.terms().get(1).first().value();
        double delta01 = sum.terms().get(2).first().value();
        double delta11 = sum.terms().get(3).first().value();
        double first = Math.fma(delta10, 0.4, delta00 * 0.2);
        assertEquals(Math.fma(delta11, 0.3, Math.fma(delta01, 0.1, first)), sum.total());
        assertEquals(sum.total(), sum.upTo(4));
        assertEquals(Rule.FUSED, sum.terms().getLast().rule());
    }

    /// 5 5 1   in windows of 2×2 that overlap: the first 5 wins two of them, the second one the upper right one.
    /// 5 2 0
    /// 0 0 0
    @Test
    void ofEqualNumbersTheFirstWinsAndItsGradientsAddUp() {
        TraceSteps steps =
                steps(
                        new MaxPool2d(Extent.square(2), Extent.square(1)),
                        picture(3, 5, 5, 1, 5, 2, 0, 0, 0, 0),
                        Map.of(),
                        Grain.UNIT,
                        1,
                        10,
                        100,
                        1000);

        PassingStep.Largest upperLeft = step(PassingStep.Largest.class, steps, Quantity.PRE_ACTIVATION, z(0));
        assertEquals(List.of(5.0, 5.0, 5.0, 2.0), values(upperLeft.operands()));
        assertEquals(input(0), upperLeft.won().place());
        assertEquals(input(3), step(PassingStep.Largest.class, steps, Quantity.PRE_ACTIVATION, z(2)).won().place());

        TraceSum first = step(BackwardStep.Arriving.class, steps, Quantity.INPUT_GRADIENT, input(0)).sum();
        assertEquals(List.of(List.of(1.0, 1.0)), first.terms().stream().map(it -> values(it.factors())).toList());
        TraceSum middle = step(BackwardStep.Arriving.class, steps, Quantity.INPUT_GRADIENT, input(4)).sum();
        assertEquals(
                List.of(List.of(1.0, 0.0), List.of(10.0, 0.0), List.of(100.0, 0.0), List.of(1000.0, 1.0)),
                middle.terms().stream().map(it -> values(it.factors())).toList());
        assertEquals(1000, middle.total());
    }

    /// With a stride of 3 the last row and column are in no window.
    @Test
    void aNumberThatNoWindowSeesGetsNothing() {
        TraceSteps steps =
                steps(
                        new AveragePool2d(Extent.square(2), Extent.square(3)),
                        picture(3, 1, 2, 3, 4, 5, 6, 7, 8, 9),
                        Map.of(),
                        Grain.PRODUCT,
                        8);
        PassingStep.Mean mean = step(PassingStep.Mean.class, steps, Quantity.PRE_ACTIVATION, z(0));
        assertEquals(List.of(1.0, 2.0, 4.0, 5.0), values(mean.operands()));
        assertEquals(3, mean.result().value());
        TraceSum seen = step(BackwardStep.Arriving.class, steps, Quantity.INPUT_GRADIENT, input(4)).sum();
        assertEquals(List.of(2.0, 4.0), List.of(seen.total(), 1.0 * seen.terms().getFirst().sharers()));
        TraceSum unseen = step(BackwardStep.Arriving.class, steps, Quantity.INPUT_GRADIENT, input(8)).sum();
        assertEquals(List.of(), unseen.terms());
        assertEquals(0, unseen.total());
    }

    @Test
    void dropoutSendsBackByTheMaskThatItHasDrawn() {
        TraceSteps steps =
                steps(
                        new Dropout(0.5),
                        Tensor.of(Shape.of(8), 1, 2, 3, 4, 5, 6, 7, 8),
                        Map.of(),
                        Grain.UNIT,
                        1,
                        1,
                        1,
                        1,
                        1,
                        1,
                        1,
                        1);
        int dropped = 0;
        for (int unit = 0; unit < 8; unit++) {
            PassingStep.Masked there = step(PassingStep.Masked.class, steps, Quantity.PRE_ACTIVATION, z(unit));
            BackwardStep.Arriving back = step(BackwardStep.Arriving.class, steps, Quantity.INPUT_GRADIENT, input(unit));
            double mask = there.factor().value();
            dropped += mask == 0 ? 1 : 0;
            assertTrue(mask == 0 || mask == 2);
            assertEquals(mask * (unit + 1), there.result().value());
            assertEquals(mask, back.result().value(), 1e-12);
        }
        assertTrue(dropped > 0 && dropped < 8);
    }

    /// LeNet-5 has 1.3 million steps of single products; the list of them costs what a few of them would.
    @Test
    void nothingIsLaidOutForEachPixel() {
        BackwardTrace trace = leNet();
        for (Grain grain : Grain.values()) {
            assertTrue(allocated(() -> TraceSteps.of(trace, grain)) < 1_500_000, grain::toString);
            TraceSteps steps = TraceSteps.of(trace, grain);
            int stride = 1 + steps.size() / 500;
            for (int i = 0; i < steps.size(); i += stride) {
                int index = i;
                assertTrue(allocated(() -> steps.get(index)) < 400_000, () -> steps.get(index).toString());
            }
        }
        assertEquals(1_300_000, TraceSteps.of(trace, Grain.PRODUCT).size(), 50_000);
    }

    private static BackwardTrace leNet() {
        Relu relu = new Relu();
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(1, 28, 28),
                        List.of(
                                LayerDescription.of(
                                                "conv1",
                                                new Convolution2d(
                                                        6, Extent.square(5), Extent.square(1), Extent.square(2), true),
                                                "input")
                                        .with(OutputFunctions.of(relu)),
                                LayerDescription.of(
                                        "pool1", new MaxPool2d(Extent.square(2), Extent.square(2)), "conv1"),
                                LayerDescription.of("conv2", new Convolution2d(16, 5), "pool1")
                                        .with(OutputFunctions.of(relu)),
                                LayerDescription.of(
                                        "pool2", new MaxPool2d(Extent.square(2), Extent.square(2)), "conv2"),
                                LayerDescription.of("flatten", new Flatten(), "pool2"),
                                LayerDescription.of("dense1", new Dense(120), "flatten").with(OutputFunctions.of(relu)),
                                LayerDescription.of("output", new Dense(10), "dense1").with(new Softmax())));
        List<LossTerm> losses = List.of(LossTerm.of("output", new CategoricalCrossEntropy(0)));
        return Traces.of(new RandomNetworks(1).pass(description, losses, 1), UpdateRule.of(new Sgd(0.1)), 0);
    }

    private static long allocated(Runnable work) {
        work.run(); // classes are loaded once
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
