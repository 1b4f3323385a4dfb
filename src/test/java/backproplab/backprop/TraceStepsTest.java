package backproplab.backprop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Prelu;
import backproplab.activation.Tanh;
import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Add;
import backproplab.layer.BatchNorm;
import backproplab.layer.Concat;
import backproplab.layer.Dense;
import backproplab.layer.Fit;
import backproplab.layer.Layer;
import backproplab.layer.LayerBackward;
import backproplab.layer.LayerForward;
import backproplab.layer.LayerNorm;
import backproplab.layer.Multiply;
import backproplab.layer.OutputFunctions;
import backproplab.layer.ParameterSpec;
import backproplab.layer.Softmax;
import backproplab.loss.CategoricalCrossEntropy;
import backproplab.loss.ElementwiseLoss;
import backproplab.loss.Reduction;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.Optimizer;
import backproplab.optimizer.Optimizers;
import backproplab.optimizer.Sgd;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

class TraceStepsTest {
    static LongStream seeds() {
        return LongStream.range(2000, 2120);
    }

    private static BackwardTrace trace(long seed) {
        RandomNetworks random = new RandomNetworks(seed);
        NetworkDescription description = random.description(true);
        List<LossTerm> losses = random.losses(description);
        List<Optimizer> optimizers = Optimizers.CATALOG.entries().stream().map(it -> it.standard()).toList();
        return Traces.of(
                random.pass(description, losses, 1 + (int) (seed % 3)),
                UpdateRule.of(optimizers.get((int) (seed % optimizers.size()))),
                5);
    }

    /// The numbers of a step give its result by the formula of its kind, in the engine's order, bit for bit.
    @ParameterizedTest
    @MethodSource("seeds")
    void theNumbersOfEachStepGiveItsResult(long seed) {
        BackwardTrace trace = trace(seed);
        TraceSteps steps = TraceSteps.of(trace, Grain.PRODUCT);
        for (int i = 0; i < steps.size(); i++) {
            recompute(steps.get(i), trace);
        }
    }

    /// Sequences, maps, and a layer type that the trace knows nothing of.
    @ParameterizedTest
    @MethodSource("otherNetworks")
    void theNumbersOfEachStepGiveItsResultInOtherShapesToo(NetworkDescription description) {
        List<LossTerm> losses = List.of(LossTerm.of(description.layers().getLast().name(), new SquaredError(0.5)));
        BackwardPass pass = new RandomNetworks(7).pass(description, losses, 2);
        BackwardTrace trace = Traces.of(pass, UpdateRule.of(new Sgd(0.1)), 0);
        TraceSteps steps = TraceSteps.of(trace, Grain.PRODUCT);
        for (int i = 0; i < steps.size(); i++) {
            recompute(steps.get(i), trace);
        }
    }

    static Stream<NetworkDescription> otherNetworks() {
        return Stream.of(
                NetworkDescription.of(
                        Shape.of(3, 2),
                        List.of(
                                LayerDescription.of("hidden", new Dense(4), "input")
                                        .with(OutputFunctions.of(new Prelu(List.of(0.1, 0.2, 0.3, 0.4)))),
                                LayerDescription.of("norm", new LayerNorm(0.1), "hidden")
                                        .with(OutputFunctions.of(new Tanh())),
                                LayerDescription.of("output", new Dense(2), "norm").with(new Softmax()))),
                NetworkDescription.of(
                        Shape.of(2, 3, 2),
                        List.of(
                                LayerDescription.of("norm", new BatchNorm(0.1, 0.1, BatchNorm.Mode.TRAIN), "input"),
                                LayerDescription.of("again", new BatchNorm(0.1, 0.1, BatchNorm.Mode.EVAL), "norm")
                                        .with(OutputFunctions.of(new Tanh())))),
                joining(Shape.of(3)),
                joining(Shape.of(2, 3)),
                NetworkDescription.of(
                        Shape.of(3),
                        List.of(
                                LayerDescription.of("hidden", new Dense(4), "input"),
                                LayerDescription.of("scaled", new Scaled(), "hidden")
                                        .with(OutputFunctions.of(new Tanh())),
                                LayerDescription.of("output", new Dense(2), "scaled"))));
    }

    /// `left` feeds five layers, two of them twice; the inputs of `both` differ in size.
    private static NetworkDescription joining(Shape input) {
        return NetworkDescription.of(
                input,
                List.of(
                        LayerDescription.of("left", new Dense(2), "input").with(OutputFunctions.of(new Tanh())),
                        LayerDescription.of("right", new Dense(2), "left").with(OutputFunctions.of(new Tanh())),
                        LayerDescription.of("sum", new Add(), "left", "right", "left"),
                        LayerDescription.of("product", new Multiply(), "sum", "right", "left"),
                        LayerDescription.of("both", new Concat(), "left", "input", "product", "left")
                                .with(OutputFunctions.of(new Tanh())),
                        LayerDescription.of("output", new Dense(2), "both")));
    }

    @Test
    void whatComesBackToAUnitThatFeedsSeveralLayersIsAddedUp() {
        List<LossTerm> losses = List.of(LossTerm.of("output", new SquaredError(0.5)));
        BackwardPass pass = new RandomNetworks(7).pass(joining(Shape.of(3)), losses, 2);
        TraceSteps steps = TraceSteps.of(Traces.of(pass, UpdateRule.of(new Sgd(0.1)), 0), Grain.UNIT);
        int arriving = steps.indexOf(Quantity.ARRIVING, new Place.Unit("left", 1, 1));

        List<TraceSum.Term> terms = assertInstanceOf(BackwardStep.Arriving.class, steps.get(arriving)).sum().terms();

        assertEquals(
                List.of(
                        new Place.Unit("both", 1, 1),
                        new Place.Unit("both", 1, 8),
                        new Place.Unit("product", 1, 1),
                        new Place.Unit("sum", 1, 1),
                        new Place.Unit("sum", 1, 1),
                        new Place.Unit("right", 1, 0),
                        new Place.Unit("right", 1, 1)),
                terms.stream().map(it -> it.first().place()).toList());
    }

    @Test
    void aUnitOfAJoiningLayerIsMadeOfTheUnitsThatItJoins() {
        List<LossTerm> losses = List.of(LossTerm.of("output", new SquaredError(0.5)));
        BackwardPass pass = new RandomNetworks(7).pass(joining(Shape.of(3)), losses, 2);
        TraceSteps steps = TraceSteps.of(Traces.of(pass, UpdateRule.of(new Sgd(0.1)), 0), Grain.UNIT);

        assertEquals(unitsOf(1, 1, "left", "right", "left"), joinedAt(steps, new Place.Unit("sum", 1, 1)));
        assertEquals(unitsOf(1, 0, "sum", "right", "left"), joinedAt(steps, new Place.Unit("product", 1, 0)));
        assertEquals(unitsOf(1, 2, "input"), joinedAt(steps, new Place.Unit("both", 1, 4)));
        assertEquals(unitsOf(1, 0, "left"), joinedAt(steps, new Place.Unit("both", 1, 7)));
    }

    private static List<Place> unitsOf(int sample, int unit, String... owners) {
        return Stream.of(owners).map(it -> (Place) new Place.Unit(it, sample, unit)).toList();
    }

    private static List<Place> joinedAt(TraceSteps steps, Place.Unit place) {
        TraceStep step = steps.get(steps.indexOf(Quantity.PRE_ACTIVATION, place));
        return assertInstanceOf(ForwardStep.Joined.class, step).operands().stream().map(TraceValue::place).toList();
    }

    /// `y = p·x` with one trained number.
    private record Scaled() implements Layer {
        @Override
        public Fit fit(List<Shape> inputs) {
            return new Fit.Output(inputs.getFirst());
        }

        @Override
        public List<ParameterSpec> parameters(List<Shape> inputs) {
            return List.of(ParameterSpec.fixedStart("p", ParameterSpec.Role.OTHER, Tensor.vector(1.5)));
        }

        @Override
        public void forward(LayerForward pass) {
            for (int i = 0; i < pass.output().size(); i++) {
                pass.output().set(i, pass.parameter(0).get(0) * pass.input(0).get(i));
            }
        }

        @Override
        public void backward(LayerBackward pass) {
            double[] dx = Objects.requireNonNull(pass.inputGradient(0)).values();
            for (int i = 0; i < dx.length; i++) {
                dx[i] += pass.parameter(0).get(0) * pass.outputGradient().get(i);
                pass.gradient(0).values()[0] += pass.input(0).get(i) * pass.outputGradient().get(i);
            }
        }
    }

    @Test
    void aLayerOfAnUnknownTypeIsShownByWhatGoesInAndComesOut() {
        NetworkDescription description = otherNetworks().toList().getLast();
        BackwardPass pass =
                new RandomNetworks(7).pass(description, List.of(LossTerm.of("output", new SquaredError(0.5))), 2);
        TraceSteps steps = TraceSteps.of(Traces.of(pass, UpdateRule.of(new Sgd(0.1)), 0), Grain.UNIT);
        int z = steps.indexOf(Quantity.PRE_ACTIVATION, new Place.Unit("scaled", 1, 2));
        TraceStep.Opaque opaque = assertInstanceOf(TraceStep.Opaque.class, steps.get(z));
        assertEquals(4, opaque.operands().size());
        assertEquals(
                opaque.results().get(2).value(),
                pass.network().parameters().get("scaled", "p").get(0) * opaque.operands().get(2).value());
        int arriving = steps.indexOf(Quantity.ARRIVING, new Place.Unit("hidden", 1, 2));
        TraceSum sum = assertInstanceOf(BackwardStep.Arriving.class, steps.get(arriving)).sum();
        assertEquals(1, sum.terms().size());
        assertEquals(new Place.Edge("scaled", new Place.Unit("hidden", 1, 2)), sum.terms().getFirst().first().place());
        assertTrue(steps.indexOf(Quantity.GRADIENT, new Place.Weight(new Parameters.Key("scaled", "p"), 0)) >= 0);
    }

    static void recompute(TraceStep step, BackwardTrace trace) {
        switch (step) {
            case TraceStep.Given given -> assertEquals(given.values().get(0), given.results().getFirst().value());
            case TraceStep.Product product -> {
                TraceSum.Term term = product.term();
                List<TraceValue> factors = product.operands();
                boolean fused = term.rule() == TraceSum.Rule.FUSED && factors.size() == 2;
                double sum =
                        fused
                                ? Math.fma(factors.get(0).value(), factors.get(1).value(), product.before())
                                : product.before() + term.value();
                boolean inPart = term.rule() == TraceSum.Rule.IN_PART || term.rule() == TraceSum.Rule.OPENS_PART;
                assertEquals(sum, product.after(), inPart ? 1e-14 : 0);
            }
            case TraceStep.Summed summed -> assertSum(summed);
            case ForwardStep.Normalized it -> {
                double normalised = (it.x().value() - it.mean().value()) * it.inverseDeviation().value();
                assertEquals(it.normalised().value(), normalised);
                assertEquals(it.result().value(), it.gamma().value() * normalised + it.beta().value());
            }
            case Gated it -> {
                double sum =
                        it.products().stream()
                                .mapToDouble(product ->
                                        product.stream()
                                                .mapToDouble(TraceValue::value)
                                                .reduce((a, b) -> a * b)
                                                .orElseThrow())
                                .reduce((a, b) -> a + b)
                                .orElseThrow();
                assertEquals(it.result().value(), sum);
            }
            case ForwardStep.Joined it -> {
                double joined =
                        it.operands().stream()
                                .mapToDouble(TraceValue::value)
                                .reduce((a, b) -> it.rule() == ForwardStep.Joined.Rule.PRODUCT ? a * b : a + b)
                                .orElseThrow();
                assertEquals(it.result().value(), it.rule() == ForwardStep.Joined.Rule.SUM ? 0 + joined : joined);
            }
            case PassingStep it -> assertPassing(it);
            case ForwardStep.Activated it -> assertEquals(it.result().value(), it.function().value(it.z().value()));
            case BackwardStep.Slope it -> assertEquals(it.result().value(), it.function().derivative(it.z().value()));
            case LossStep.SampleLoss it -> assertSampleLoss(it);
            case LossStep.TotalLoss it -> {
                double total = 0;
                for (BackwardTrace.LossTrace loss : it.terms()) {
                    double sum = loss.samples().stream().mapToDouble(value -> value).reduce(0, Double::sum);
                    double part = loss.term().batch() == Reduction.MEAN ? sum / trace.samples() : sum;
                    total += loss.term().weight() * part;
                }
                assertEquals(it.result().value(), total);
            }
            case BackwardStep.LossGradient it ->
                    assertEquals(
                            it.result().value(),
                            0 + it.loss().scale() * it.derivative(),
                            it.loss().computed() instanceof ElementwiseLoss ? 0 : 1e-15);
            case BackwardStep.Delta it -> {
                double delta = 0;
                for (TraceValue part : it.fused()) {
                    delta += part.value();
                }
                assertEquals(0 + it.result().value(), delta + it.arriving().value() * it.slope().value());
            }
            case BackwardStep.FusedDelta it -> {
                assertEquals(
                        it.result().value(), it.parts().stream().mapToDouble(TraceValue::value).reduce(0, Double::sum));
                assertEquals(it.losses().size(), it.parts().size());
            }
            case BackwardStep.NormalizedBackward it -> assertNormalizedBackward(it);
            case UpdateStep.Update it -> assertTrue(it.effective().isPresent());
            case UpdateStep.Verify it -> assertEquals(trace.lossAfter(), it.result().value());
            case ForwardStep.FunctionOutput it -> assertEquals(it.z().size(), it.a().size());
            case BackwardStep.FunctionBackward it -> assertEquals(it.arriving().size(), it.deltas().size());
            case TraceStep.Opaque it -> assertFalse(isOpened(it.layer(), trace), it::layer);
            case TraceStep.Group it -> throw new AssertionError("single products have no groups, but there is " + it);
        }
    }

    private static void assertPassing(PassingStep step) {
        switch (step) {
            case PassingStep.Largest it -> {
                double largest = it.won().value();
                assertEquals(it.result().value(), largest);
                assertTrue(it.operands().stream().allMatch(x -> x.value() <= largest));
                assertTrue(it.operands().subList(0, it.winner()).stream().allMatch(x -> x.value() < largest));
            }
            case PassingStep.Mean it -> {
                double sum = it.operands().stream().mapToDouble(TraceValue::value).reduce(0, Double::sum);
                assertEquals(it.result().value(), sum / it.operands().size());
            }
            case PassingStep.Masked it -> assertEquals(it.result().value(), it.x().value() * it.factor().value());
        }
    }

    /// Whether the trace opens layers of that type. What a shared function learns has no formula in one place.
    private static boolean isOpened(String name, BackwardTrace trace) {
        Layer layer = trace.layer(name).description().layer();
        if (trace.layers().stream().anyMatch(it -> it.description().sharedWith().equals(Optional.of(name)))) {
            return false;
        }
        return switch (layer) {
            case Scaled _ -> false;
            default -> true;
        };
    }

    private static void assertSum(TraceStep.Summed summed) {
        TraceSum sum = summed.sum();
        boolean exact = sum.terms().stream().skip(1).noneMatch(it -> it.first().quantity() == Quantity.SENT_BACK);
        double readded = sum.upTo(sum.terms().size());
        assertEquals(sum.total(), summed.result().value());
        assertEquals(sum.total(), readded, exact ? 0 : 1e-15 * largest(sum));
    }

    /// Exact where it is all that arrives; otherwise what is known of it is the difference of two sums.
    private static void assertNormalizedBackward(BackwardStep.NormalizedBackward it) {
        double delta = it.delta().value();
        double gamma = it.gamma().value();
        double normalised = it.normalised().value() * it.meanTimesNormalised();
        double s = it.inverseDeviation().value();
        double sent =
                it.overFeatures()
                        ? s * (delta * gamma - it.mean() - normalised)
                        : gamma * s * (delta - it.mean() - normalised);
        boolean alone = it.result().quantity() != Quantity.SENT_BACK;
        assertEquals(it.result().value(), 0 + sent, alone ? 0 : 1e-13);
    }

    private static double largest(TraceSum sum) {
        return sum.terms().stream().mapToDouble(it -> Math.abs(it.value())).sum();
    }

    private static void assertSampleLoss(LossStep.SampleLoss it) {
        int outputs = it.loss().gradient().shape().last();
        if (it.perOutput().isEmpty() || outputs != it.outputs().size()) {
            return;
        }
        double sum = it.perOutput().stream().mapToDouble(value -> value).reduce(0, Double::sum);
        assertEquals(it.result().value(), it.loss().term().outputs() == Reduction.MEAN ? sum / outputs : sum);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyStepIsFoundByWhatItGives(long seed) {
        BackwardTrace trace = trace(seed);
        for (Grain grain : Grain.values()) {
            TraceSteps steps = TraceSteps.of(trace, grain);
            for (int i = 0; i < steps.size(); i++) {
                TraceStep step = steps.get(i);
                assertEquals(steps.phaseOf(i), step.phase());
                boolean completes = !(step instanceof TraceStep.Product);
                boolean second =
                        step instanceof BackwardStep.LossGradient it
                                && it.result().quantity() == Quantity.LOSS_GRADIENT;
                if (completes && !second) {
                    for (TraceValue result : step.results()) {
                        assertEquals(i, steps.indexOf(result.quantity(), result.place()), result::toString);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allGrainsGiveTheSameNumbersInTheSamePhases(long seed) {
        TraceSteps layers = TraceSteps.of(trace(seed), Grain.LAYER);
        TraceSteps units = layers.at(Grain.UNIT);
        TraceSteps products = layers.at(Grain.PRODUCT);
        for (Phase phase : Phase.values()) {
            assertTrue(layers.count(phase) > 0);
            assertEquals(numbers(units, phase), numbers(layers, phase));
            assertEquals(numbers(units, phase), numbers(products, phase));
        }
        for (int i = 0; i < units.size(); i++) {
            int there = products.indexOf(units.get(i));
            assertEquals(units.phaseOf(i), products.phaseOf(there));
            if (!(units.get(i) instanceof BackwardStep.LossGradient)) {
                assertEquals(i, units.indexOf(products.get(there)));
            }
        }
    }

    private static long numbers(TraceSteps steps, Phase phase) {
        long numbers = 0;
        for (int i = steps.first(phase); i < steps.first(phase) + steps.count(phase); i++) {
            if (!(steps.get(i) instanceof TraceStep.Product)) {
                numbers += steps.get(i).results().size();
            }
        }
        return numbers;
    }

    /// Every number that a class may ask for has its step.
    @ParameterizedTest
    @MethodSource("seeds")
    void everyNumberOfThePassHasItsStep(long seed) {
        BackwardTrace trace = trace(seed);
        TraceSteps steps = TraceSteps.of(trace, Grain.UNIT);
        for (BackwardTrace.LayerTrace layer : trace.layers()) {
            for (int sample = 0; sample < trace.samples(); sample++) {
                for (int unit = 0; unit < layer.z().rowSize(); unit++) {
                    Place place = new Place.Unit(layer.name(), sample, unit);
                    assertTrue(steps.indexOf(Quantity.PRE_ACTIVATION, place) >= 0);
                    assertTrue(steps.indexOf(Quantity.ACTIVATION, place) >= 0);
                    assertTrue(steps.indexOf(Quantity.DELTA, place) >= 0);
                    assertEquals(layer.arriving().isPresent(), steps.indexOf(Quantity.ARRIVING, place) >= 0);
                }
            }
        }
        for (BackwardTrace.ParameterTrace parameter : trace.parameters()) {
            for (int i = 0; i < parameter.before().size(); i++) {
                Place place = new Place.Weight(parameter.key(), i);
                assertTrue(steps.indexOf(Quantity.GRADIENT, place) >= 0);
                assertTrue(steps.indexOf(Quantity.UPDATED, place) >= 0);
                assertEquals(steps.indexOf(Quantity.UPDATED, place), steps.indexOf(Quantity.EFFECTIVE_GRADIENT, place));
            }
        }
    }

    /// 784-128-64-10 has 110,000 weights and 440,000 steps of single products. The list of them costs what a few hundred
    /// steps would, and a step what its own sum costs: allocation is measured, since it does not depend on the machine.
    @Test
    void nothingIsLaidOutForEachWeight() {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(784),
                        List.of(
                                LayerDescription.of("first", new Dense(128), "input")
                                        .with(OutputFunctions.of(new Tanh())),
                                LayerDescription.of("second", new Dense(64), "first")
                                        .with(OutputFunctions.of(new Tanh())),
                                LayerDescription.of("output", new Dense(10), "second").with(new Softmax())));
        List<LossTerm> losses = List.of(LossTerm.of("output", new CategoricalCrossEntropy(0)));
        BackwardPass pass = new RandomNetworks(1).pass(description, losses, 1);
        BackwardTrace trace = Traces.of(pass, UpdateRule.of(new Sgd(0.1)), 0);
        for (Grain grain : Grain.values()) {
            assertTrue(allocated(() -> TraceSteps.of(trace, grain)) < 100_000);
            TraceSteps steps = TraceSteps.of(trace, grain);
            int stride = 1 + steps.size() / 1000;
            for (int i = 0; i < steps.size(); i += stride) {
                int index = i;
                assertTrue(allocated(() -> steps.get(index)) < 200_000, () -> steps.get(index).toString());
            }
        }
        TraceSteps products = TraceSteps.of(trace, Grain.PRODUCT);
        assertEquals(440_000, products.size(), 2_000);
        Place weight = new Place.Weight(new Parameters.Key("first", "weights"), 784 * 127 + 500);
        assertTrue(allocated(() -> products.get(products.indexOf(Quantity.GRADIENT, weight))) < 10_000);
    }

    private static long allocated(Runnable work) {
        work.run(); // classes are loaded once
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
