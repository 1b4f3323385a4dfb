package backproplab.backprop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Activation;
import backproplab.activation.Relu;
import backproplab.activation.Sigmoid;
import backproplab.activation.Tanh;
import backproplab.backprop.CheckReport.TensorCheck;
import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.layer.Convolution2d;
import backproplab.layer.Dense;
import backproplab.layer.Elementwise;
import backproplab.layer.LayerBackward;
import backproplab.layer.LayerForward;
import backproplab.layer.MaxPool2d;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.loss.AbsoluteError;
import backproplab.loss.ElementwiseLoss;
import backproplab.loss.Hinge;
import backproplab.loss.Loss;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.network.Workings;
import backproplab.tensor.Extent;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

class GradientCheckTest {
    private static final Parameters.Key WEIGHTS = new Parameters.Key("hidden", "weights");

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    private static BackwardPass randomPass(long seed, boolean kinks) {
        RandomNetworks random = new RandomNetworks(seed);
        NetworkDescription description = random.description(kinks);
        BackwardPass pass = random.pass(description, random.losses(description), 4);
        pass.run(4, 0, PassListener.NONE);
        return pass;
    }

    private static CheckReport run(GradientCheck check, CheckPlan plan) {
        return check.run(plan, (done, total) -> true).orElseThrow();
    }

    static CheckReport run(BackwardPass pass) {
        return run(new GradientCheck(pass), CheckPlan.all().withThreads(1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noRightGradientOfARandomGraphFails(long seed) {
        CheckReport report = run(randomPass(seed, true));
        assertEquals(0, report.count(Verdict.FAIL), () -> report.worst(3).toString());
        assertEquals(report.parameters(), report.numbers().count());
    }

    /// A steep or a flat step must not fail a right gradient either.
    @ParameterizedTest
    @ValueSource(doubles = {1e-1, 1e-3, 1e-7, 1e-9, 1e-11})
    void noRightGradientFailsWhateverEpsilon(double epsilon) {
        for (long seed = 0; seed < 40; seed++) {
            CheckReport report =
                    run(new GradientCheck(randomPass(seed, true)), CheckPlan.all().withEpsilon(epsilon).withThreads(1));
            assertEquals(0, report.count(Verdict.FAIL), () -> report.worst(3).toString());
        }
    }

    /// At ε = 1e-9 rounding is all that a difference is wrong by. The estimate must cover it, with room, and must not be
    /// so large that it covers everything.
    @Test
    void roundingIsEstimatedWithRoom() {
        double largest = 0;
        for (long seed = 0; seed < 150; seed++) {
            BackwardPass pass = randomPass(seed, false);
            GradientCheck check = new GradientCheck(pass);
            for (Parameters.Parameter parameter : pass.network().parameters().trained()) {
                for (int i = 0; i < parameter.value().size(); i++) {
                    ErrorCurve curve = check.curve(parameter.key(), i, 1e-9);
                    ErrorCurve.Point point = curve.points().getFirst();
                    double error = Math.abs(curve.analytic() - point.numeric());
                    largest = Math.max(largest, error == 0 ? 0 : error / point.rounding());
                }
            }
        }
        assertTrue(largest < 0.5 && largest > 0.05, "the largest error is %s of the estimate".formatted(largest));
    }

    /// A fault that is a hundred times finer than anything a mistake makes, in one tensor after the other.
    @ParameterizedTest
    @MethodSource("seeds")
    void aGradientThatIsWrongByAThousandthFailsInItsOwnTensorOnly(long seed) {
        BackwardPass pass = randomPass(seed, false);
        for (Parameters.Parameter parameter : pass.network().parameters().trained()) {
            Parameters.Key key = parameter.key();
            pass.run(4, 0, PassListener.NONE);
            Tensor gradient = pass.gradients().of(key);
            for (int i = 0; i < gradient.size(); i++) {
                gradient.set(i, gradient.get(i) * 1.001);
            }
            for (TensorCheck tensor : run(pass).tensors()) {
                long wrong =
                        tensor.numbers().stream()
                                .filter(it -> it.key().equals(key) && Math.abs(it.analytic()) > 1e-6)
                                .count();
                assertTrue(tensor.count(Verdict.FAIL) >= wrong, () -> key + " in " + tensor);
                assertTrue(tensor.key().equals(key) || tensor.count(Verdict.FAIL) == 0, () -> key + " in " + tensor);
            }
        }
    }

    /// f′ is left out in the middle one of three layers: all behind it on the way back is wrong, the last layer is right.
    @Test
    void aPlaceThatDoesNotWorkAsDescribedIsNamed() {
        Workings withoutSlope =
                new Workings() {
                    @Override
                    public OutputFunction function(LayerDescription description) {
                        return description.name().equals("second") ? new SlopeLeftOut() : description.function();
                    }
                };
        CheckReport report = run(chain(withoutSlope));
        assertEquals(
                List.of(Verdict.FAIL, Verdict.FAIL, Verdict.OK),
                report.layers().stream().map(CheckReport.LayerCheck::verdict).toList());
        assertEquals(Verdict.OK, run(chain(Workings.AS_DESCRIBED)).verdict());
    }

    /// A loss that is twice what its derivative belongs to: the check must measure the loss that is really computed.
    @Test
    void theLossIsTheOneThatIsComputed() {
        Workings twice =
                new Workings() {
                    @Override
                    public Loss loss(LossTerm term) {
                        return new TwiceTheValue();
                    }
                };
        for (CheckedNumber number : run(chain(twice)).worst(100)) {
            assertEquals(2 * number.analytic(), number.numeric(), 1e-8);
            assertEquals(Verdict.FAIL, number.verdict());
        }
    }

    /// tanh, but ∂L/∂z is taken to be ∂L/∂a.
    private record SlopeLeftOut() implements OutputFunction {
        private static final Elementwise TANH = new Elementwise(new Tanh());

        @Override
        public void forward(LayerForward pass) {
            TANH.forward(pass);
        }

        @Override
        public void backward(LayerBackward pass) {
            Tensor dz = pass.inputGradient(0);
            for (int i = 0; dz != null && i < dz.size(); i++) {
                dz.set(i, dz.get(i) + pass.outputGradient().get(i));
            }
        }
    }

    private record TwiceTheValue() implements ElementwiseLoss {
        @Override
        public double value(double y, double t) {
            return (y - t) * (y - t);
        }

        @Override
        public double derivative(double y, double t) {
            return y - t;
        }
    }

    private static BackwardPass chain(Workings workings) {
        OutputFunction tanh = OutputFunctions.of(new Tanh());
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(2),
                        List.of(
                                LayerDescription.of("first", new Dense(4), "input").with(tanh),
                                LayerDescription.of("second", new Dense(3), "first").with(tanh),
                                LayerDescription.of("third", new Dense(1), "second")));
        Network network = new Network(description, Parameters.initial(description, 1), 2, 1, workings);
        BackwardPass pass = new BackwardPass(network, List.of(LossTerm.of("third", new SquaredError(0.5))), false);
        network.input("input").copyFrom(Tensor.matrix(new double[] {0.3, -0.8}, new double[] {1.1, 0.4}));
        pass.objective().targets(0).fill(0.7);
        pass.run(2, 0, PassListener.NONE);
        return pass;
    }

    @Test
    void namesTheWorstNumberWithBothSides() {
        BackwardPass pass = unit(new Tanh(), new SquaredError(0.5), 0.3, 0.1, 0.8, 0);
        Tensor gradient = pass.gradients().of(WEIGHTS);
        double right = gradient.get(0);
        gradient.set(0, -right);
        CheckReport report = run(pass);
        CheckedNumber worst = report.worst(5).getFirst();

        assertEquals(Verdict.FAIL, report.verdict());
        assertEquals(WEIGHTS, worst.key());
        assertEquals(-right, worst.analytic());
        assertEquals(right, worst.numeric(), 1e-9 * Math.abs(right));
        assertEquals(2, worst.relativeError(), 1e-6);
        assertEquals(List.of("hidden"), report.layers().stream().map(CheckReport.LayerCheck::layer).toList());
        assertEquals(worst, report.layers().getFirst().worst().orElseThrow());
    }

    /// z = w·x + b of a single unit on a single sample.
    private static BackwardPass unit(Activation f, Loss loss, double w, double b, double x, double t) {
        return pass(OutputFunctions.of(f), loss, w, b, x, t);
    }

    private static BackwardPass pass(OutputFunction f, Loss loss, double w, double b, double x, double t) {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(1), List.of(LayerDescription.of("hidden", new Dense(1), "input").with(f)));
        Parameters parameters =
                Parameters.initial(
                        description,
                        1,
                        Map.of(
                                WEIGHTS,
                                Tensor.matrix(new double[] {w}),
                                new Parameters.Key("hidden", "bias"),
                                Tensor.vector(b)));
        Network network = new Network(description, parameters, 1, 1);
        BackwardPass pass = new BackwardPass(network, List.of(LossTerm.of("hidden", loss)), false);
        network.input("input").set(0, x);
        pass.objective().targets(0).set(0, t);
        pass.run(1, 0, PassListener.NONE);
        return pass;
    }

    /// z = 4e-6 moves by 8e-6 with the weight and by 1e-5 with the bias: both go past 0.
    @Test
    void aKinkOnTheWayIsToldWithItsUnit() {
        CheckReport report = run(unit(new Relu(), new SquaredError(0.5), 0, 4e-6, 0.8, -1));

        assertEquals(2, report.count(Verdict.KINK));
        assertEquals(Verdict.KINK, report.verdict());
        CheckedNumber weight = report.kinks().getFirst();
        Kink kink = weight.kink().orElseThrow();
        assertEquals(Kink.Place.ACTIVATION, kink.place());
        assertEquals("hidden", kink.layer());
        assertEquals(0, kink.sample());
        assertEquals(0, kink.unit());
        assertEquals(4e-6 - 8e-6, kink.below(), 1e-15);
        assertEquals(4e-6, kink.usual(), 1e-15);
        assertEquals(4e-6 + 8e-6, kink.above(), 1e-15);
        assertFalse(kink.isExact());
        assertTrue(report.worst(5).isEmpty(), "a kink is no error");
    }

    /// The maximum of two numbers that a convolution makes of x = (1, 0, 1): z = w of the kernel.
    private static BackwardPass window(double w0, double w1) {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(1, 1, 3),
                        List.of(
                                LayerDescription.of(
                                        "conv",
                                        new Convolution2d(
                                                1, new Extent(1, 2), new Extent(1, 1), new Extent(0, 0), true),
                                        "input"),
                                LayerDescription.of(
                                        "pool", new MaxPool2d(new Extent(1, 2), new Extent(1, 1)), "conv")));
        Parameters parameters =
                Parameters.initial(
                        description,
                        1,
                        Map.of(new Parameters.Key("conv", "weights"), Tensor.of(Shape.of(1, 1, 1, 2), w0, w1)));
        Network network = new Network(description, parameters, 1, 1);
        BackwardPass pass = new BackwardPass(network, List.of(LossTerm.of("pool", new SquaredError(0.5))), false);
        network.input("input").copyFrom(Tensor.of(Shape.of(1, 1, 1, 3), 1, 0, 1));
        pass.objective().targets(0).set(0, -1);
        pass.run(1, 0, PassListener.NONE);
        return pass;
    }

    /// w₀ leads by 4e-6 and loses its lead on the way down by 1e-5; a bias moves both.
    @Test
    void anotherWinnerOfAWindowIsAKink() {
        CheckReport report = run(window(0.5 + 4e-6, 0.5));

        assertEquals(2, report.count(Verdict.KINK));
        assertEquals(1, report.count(Verdict.OK));
        CheckedNumber first = report.kinks().getFirst();
        assertEquals(new Parameters.Key("conv", "weights"), first.key());
        Kink kink = first.kink().orElseThrow();
        assertEquals(Kink.Place.WINDOW, kink.place());
        assertEquals("pool", kink.layer());
        assertEquals(0, kink.unit());
        assertEquals(4e-6 - 1e-5, kink.below(), 1e-15);
        assertEquals(4e-6, kink.usual(), 1e-15);
        assertEquals(4e-6 + 1e-5, kink.above(), 1e-15);
        assertEquals(first.numeric(), 1.5 * kink.seenSlope(), 1e-5, "∂L/∂z is 1.5");
    }

    /// Of equal numbers the first takes the whole gradient, a difference gives each half of it.
    @Test
    void equalNumbersOfAWindowStandOnTheKink() {
        CheckReport report = run(window(0.5, 0.5));

        assertEquals(2, report.count(Verdict.KINK));
        CheckedNumber first = report.kinks().getFirst();
        assertTrue(first.kink().orElseThrow().isExact());
        assertEquals(1.5, first.analytic(), 1e-15);
        assertEquals(0.75, first.numeric(), 1e-4);
        assertEquals(0, report.kinks().getLast().analytic());
    }

    @Test
    void aSmallerStepDoesNotReachTheKink() {
        GradientCheck check = new GradientCheck(unit(new Relu(), new SquaredError(0.5), 0, 4e-6, 0.8, -1));
        assertEquals(Verdict.OK, check.check(WEIGHTS, 0, 1e-6).verdict());
    }

    /// ∂L/∂a = 1, x = 0.8: the difference says 0.4, whatever the backward pass takes.
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void onTheKinkTheDifferenceTakesTheMeanOfBothSlopes(double atZero) {
        CheckReport report = run(unit(new Relu(atZero), new SquaredError(0.5), 0, 0, 0.8, -1));
        CheckedNumber weight = report.kinks().getFirst();
        Kink kink = weight.kink().orElseThrow();

        assertTrue(kink.isExact());
        assertEquals(0.5, kink.centralSlope());
        assertEquals(atZero, kink.usedSlope());
        assertEquals(0.8 * atZero, weight.analytic(), 1e-15);
        assertEquals(0.4, weight.numeric(), 1e-5);
    }

    /// z = 0.8·w runs from −1.2e-5 to 2e-5: less than half of the way has slope 0.
    @Test
    void acrossAKinkTheDifferenceSeesTheMeanSlopeOfTheWay() {
        CheckReport report = run(unit(new Relu(), new SquaredError(0.5), 0, 4e-6, 1.6, -1));
        Kink kink = report.kinks().getFirst().kink().orElseThrow();
        assertEquals(kink.above() / (kink.above() - kink.below()), kink.seenSlope(), 1e-12);
        assertTrue(kink.seenSlope() > 0.5 && kink.seenSlope() < 1, kink::toString);
    }

    @Test
    void aMeasuredNumberComesWithTheLossesThatJudgeIt() {
        GradientCheck check = new GradientCheck(unit(new Tanh(), new SquaredError(0.5), 0.3, 0.1, 0.8, 0));
        GradientCheck.Measured measured = check.measure(WEIGHTS, 0, 1e-5);
        assertFalse(measured.isExtrapolated());
        Difference difference = measured.differences().getFirst();
        assertEquals(measured.number().numeric(), difference.slope());
        assertEquals(measured.number().h(), difference.h());
        assertTrue(difference.lossBelow() < check.loss() && check.loss() < difference.lossAbove());
        assertEquals(measured.number(), check.check(WEIGHTS, 0, 1e-5));
    }

    @Test
    void aNumberThatIsLookedAtCloselyComesWithTheTwoDifferencesThatItIsExtrapolatedFrom() {
        GradientCheck check = new GradientCheck(unit(new Tanh(), new SquaredError(0.5), 0.3, 0.1, 0.8, 0));
        GradientCheck.Measured measured = check.measure(WEIGHTS, 0, 0.5);
        assertTrue(measured.isExtrapolated(), "half a unit is no small step");
        double whole = measured.differences().get(0).slope();
        double half = measured.differences().get(1).slope();
        assertEquals((4 * half - whole) / 3, measured.number().numeric());
        assertEquals(Verdict.OK, measured.number().verdict());
    }

    @Test
    void lossesHaveKinksToo() {
        CheckReport absolute = run(unit(new Tanh(), new AbsoluteError(), 0, 0.5, 1, Math.tanh(0.5) + 2e-6));
        assertEquals(2, absolute.count(Verdict.KINK));
        assertEquals(Kink.Place.LOSS, absolute.kinks().getFirst().kink().orElseThrow().place());

        CheckReport hinge = run(pass(OutputFunctions.IDENTITY, new Hinge(1), 0, -1, 1, -1));
        Kink kink = hinge.kinks().getFirst().kink().orElseThrow();
        assertEquals(-1, kink.at());
        assertTrue(kink.isExact());
        assertEquals(0, kink.leftSlope());
        assertEquals(1, kink.rightSlope());
        assertEquals(0, kink.usedSlope());

        assertEquals(0, run(pass(OutputFunctions.IDENTITY, new Hinge(1), 0, -1.1, 1, -1)).count(Verdict.KINK));
    }

    /// L = 5·10¹¹ is rounded to 6·10⁻⁵, so a gradient of 10 is seen to 10⁻⁴ of itself, and one of 10⁻³ not at all.
    @Test
    void aTinyGradientInALargeLossIsNotFailed() {
        CheckReport report = run(unit(new Sigmoid(), new SquaredError(0.5), 1, 20, 1, 1e6));
        assertEquals(0, report.count(Verdict.FAIL), () -> report.worst(2).toString());
        assertEquals(2, report.tensors().stream().mapToInt(TensorCheck::unresolved).sum());
    }

    @Test
    void theErrorAgainstEpsilonIsAV() {
        GradientCheck check = new GradientCheck(unit(new Tanh(), new SquaredError(0.5), 0.3, 0.1, 0.8, 0));
        ErrorCurve curve = check.curve(WEIGHTS, 0, ErrorCurve.decades());
        List<Double> errors = curve.points().stream().map(curve::relativeError).toList();

        assertEquals(12, errors.size());
        assertEquals(100, errors.get(0) / errors.get(1), 10, "curvature goes with ε²");
        double best =
                curve.points().stream().min(Comparator.comparingDouble(curve::relativeError)).orElseThrow().epsilon();
        assertTrue(best <= 1e-4 && best >= 1e-8, () -> "best at " + best);
        assertTrue(errors.getLast() > 1e3 * errors.get(4), "rounding goes with 1/ε");
    }

    @Test
    void theResultDoesNotDependOnTheNumberOfThreads() {
        GradientCheck check = new GradientCheck(randomPass(7, true));
        List<TensorCheck> one = run(check, CheckPlan.all().withThreads(1)).tensors();
        assertEquals(one, run(check, CheckPlan.all().withThreads(3)).tensors());
        assertEquals(one, run(check, CheckPlan.all().withThreads(1)).tensors());
    }

    @Test
    void aSampleIsDrawnFromTheSeed() {
        GradientCheck check = new GradientCheck(wide());
        TensorCheck sample = run(check, CheckPlan.all().sampling(10, 1)).tensors().getFirst();
        List<Integer> indices = sample.numbers().stream().map(CheckedNumber::index).toList();

        assertEquals(10, indices.stream().distinct().count());
        assertEquals(indices.stream().sorted().toList(), indices);
        assertEquals(10.0 / 60, sample.share());
        assertEquals(sample, run(check, CheckPlan.all().sampling(10, 1)).tensors().getFirst());
        TensorCheck other = run(check, CheckPlan.all().sampling(10, 2)).tensors().getFirst();
        assertNotEquals(indices, other.numbers().stream().map(CheckedNumber::index).toList());
        assertTrue(
                run(check, CheckPlan.all()).tensors().getFirst().numbers().containsAll(sample.numbers()),
                "a sample says of its numbers what the whole says");
    }

    private static BackwardPass wide() {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(6),
                        List.of(
                                LayerDescription.of("hidden", new Dense(10), "input")
                                        .with(OutputFunctions.of(new Tanh()))));
        Network network = new Network(description, Parameters.initial(description, 3), 2, 1);
        BackwardPass pass = new BackwardPass(network, List.of(LossTerm.of("hidden", new SquaredError(0.5))), false);
        network.input("input").fill(0.4);
        pass.run(2, 0, PassListener.NONE);
        return pass;
    }

    @Test
    void stopsWhenItIsTold() {
        assertTrue(new GradientCheck(wide()).run(CheckPlan.all(), (done, total) -> false).isEmpty());
    }

    @Test
    void tellsHowFarItIs() {
        int[] last = new int[2];
        new GradientCheck(wide())
                .run(
                        CheckPlan.all(),
                        (done, total) -> {
                            assertTrue(done >= last[0]);
                            last[0] = done;
                            last[1] = total;
                            return true;
                        });
        assertEquals(70, last[0]);
        assertEquals(70, last[1]);
    }

    @Test
    void aLossThatIsNotFiniteCannotBeChecked() {
        BackwardPass pass = pass(OutputFunctions.IDENTITY, new SquaredError(0.5), 1e200, 0, 1, 0);
        assertThrows(GradientCheck.NotFiniteException.class, () -> new GradientCheck(pass));
    }

    @Test
    void leavesTheParametersAlone() {
        BackwardPass pass = wide();
        Parameters before = pass.network().parameters().copy();
        run(pass);
        assertEquals(before.asMap(), pass.network().parameters().asMap());
    }
}
