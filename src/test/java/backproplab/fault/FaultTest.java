package backproplab.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Activation;
import backproplab.activation.Relu;
import backproplab.activation.Sigmoid;
import backproplab.backprop.BackwardPass;
import backproplab.backprop.BackwardTrace;
import backproplab.backprop.CheckPlan;
import backproplab.backprop.CheckReport;
import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.backprop.GradientCheck;
import backproplab.backprop.PassListener;
import backproplab.backprop.TraceSteps;
import backproplab.catalog.Catalog;
import backproplab.catalog.CatalogLaws;
import backproplab.catalog.Entry;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.layer.Recurrent;
import backproplab.layer.Rnn;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Node;
import backproplab.network.Parameters;
import backproplab.network.Workings;
import backproplab.random.SeededRandom;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;
import backproplab.training.Checkpoint;
import backproplab.training.Command;
import backproplab.training.TraceLab;
import backproplab.training.Trainer;
import backproplab.training.TrainingSetup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class FaultTest {
    /// Central differences with h = 1e-4 are off by about h² ≈ 1e-8 and by rounding of about 1e-12, both times the loss.
    private static final double H = 1e-4;

    /// A gradient is wrong when some number of it is off by this share of the largest gradient of its tensor, right when
    /// none is; what is wrong here is off by a hundredth at least.
    private static final double RIGHT = 1e-5;

    private static final double WRONG = 1e-2;

    static Stream<Arguments> everyFaultInEveryPlace() {
        return FaultGrounds.all()
                .flatMap(setup ->
                        Faults.CATALOG.entries().stream()
                                .map(Entry::standard)
                                .flatMap(fault ->
                                        PlacedFault.placesFor(fault, setup.surroundings()).stream()
                                                .map(place -> Arguments.of(fault, place, setup))));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("everyFaultInEveryPlace")
    void exactlyTheNamedGradientsDifferFromCentralDifferences(Fault fault, Place place, TrainingSetup clean) {
        PlacedFault placed = new PlacedFault(fault, place, clean.surroundings());
        BackwardPass pass = pass(clean.with(placed.planted()));

        assertEquals(placed.wrongGradients(pass.network().parameters()), wrongGradients(pass));
        assertEquals(fault.falsifies().isSeenByCheck(), !wrongGradients(pass).isEmpty());
    }

    /// What a class sees: the check names the layers, and the quantities, and no others.
    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("everyFaultInEveryPlace")
    void theGradientCheckFailsExactlyThere(Fault fault, Place place, TrainingSetup clean) {
        PlacedFault placed = new PlacedFault(fault, place, clean.surroundings());
        BackwardPass pass = pass(clean.with(placed.planted()));
        pass.run(FaultGrounds.SAMPLES, 0, PassListener.NONE);
        CheckReport report = new GradientCheck(pass).run(CheckPlan.all().withThreads(1), (_, _) -> true).orElseThrow();

        Set<Parameters.Key> failed =
                report.tensors().stream()
                        .filter(it -> it.count(Verdict.FAIL) > 0)
                        .map(CheckReport.TensorCheck::key)
                        .collect(Collectors.toSet());
        assertEquals(placed.wrongGradients(pass.network().parameters()), failed);
    }

    @ParameterizedTest
    @MethodSource("backproplab.fault.FaultGrounds#all")
    void withoutAFaultNoGradientIsWrong(TrainingSetup clean) {
        assertEquals(Set.of(), wrongGradients(pass(clean)));
    }

    @Test
    void everyFaultHasSuchAPlace() {
        Set<Fault> placed = everyFaultInEveryPlace().map(it -> (Fault) it.get()[0]).collect(Collectors.toSet());
        assertEquals(Faults.CATALOG.entries().stream().map(Entry::standard).collect(Collectors.toSet()), placed);
    }

    /// Three updates: the first one of momentum is right in any case.
    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("everyFaultInEveryPlace")
    void trainingGoesAnotherWayThanWithoutIt(Fault fault, Place place, TrainingSetup clean) {
        PlacedFault placed = new PlacedFault(fault, place, clean.surroundings());
        assertNotEquals(trained(clean, 3), trained(clean.with(placed.planted()), 3));
        assertEquals(trained(clean.with(placed.planted()), 3), trained(clean.with(placed.planted()), 3));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("everyFaultInEveryPlace")
    void aTraceIsTheFaultyTrainingStepItself(Fault fault, Place place, TrainingSetup clean) {
        TrainingSetup faulty = clean.with(new PlantedFault(fault, place));
        Trainer trainer = new Trainer(faulty, Checkpoint.initial(faulty));
        assertTrue(trainer.step());
        TraceLab lab = new TraceLab(new Command.Snapshot(faulty, trainer.checkpoint()));
        BackwardTrace trace = lab.trace(lab.samples(lab.nextBatch()));
        assertTrue(trainer.step());

        assertEquals(trainer.loss(), trace.loss());
        for (BackwardTrace.ParameterTrace parameter : trace.parameters()) {
            assertEquals(trainer.parameters().get(parameter.key()), parameter.after(), parameter.key().toString());
        }
        TraceSteps steps = TraceSteps.of(trace, TraceSteps.Grain.UNIT);
        assertEquals(steps.size(), IntStream.range(0, steps.size()).mapToObj(steps::get).count());
    }

    /// The engine asks before it runs, and without a fault it gets what the description names: nothing stands between.
    @ParameterizedTest
    @MethodSource("backproplab.fault.FaultGrounds#all")
    void withoutAFaultTheDescribedObjectsRun(TrainingSetup clean) {
        Network network = clean.bind(Checkpoint.initial(clean).parameters(), 1);
        for (Node node : network.nodes()) {
            assertSame(node.description().layer(), node.layer().layer());
            assertSame(node.description().function(), node.function().layer());
        }
        clean.losses().forEach(it -> assertSame(it.loss(), network.workings().loss(it)));
        assertSame(clean.rule().optimizer(), network.workings().optimizer(clean.rule().optimizer()));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("everyFaultInEveryPlace")
    void nothingOfItIsSeenInTheSetup(Fault fault, Place place, TrainingSetup clean) {
        TrainingSetup faulty = clean.with(new PlantedFault(fault, place));
        assertEquals(clean.network(), faulty.network());
        assertEquals(clean.losses(), faulty.losses());
        assertEquals(clean.rule(), faulty.rule());
        if (!(place instanceof Place.Input)) {
            assertEquals(clean.training(), faulty.training());
        }
    }

    @Test
    void staysInItsPlaceWhenTheRunChangesAndWorksWhereverItSuits() {
        TrainingSetup clean = FaultGrounds.reluOutput();
        TrainingSetup faulty = clean.with(new PlantedFault(new SlopeLeftOut(), new Place.Layer("hidden")));
        TrainingSetup linear = faulty.with(withFunction(faulty, OutputFunctions.IDENTITY));
        TrainingSetup gone = faulty.with(FaultGrounds.branches().network());

        assertSame(Workings.AS_DESCRIBED, linear.workings(), "f′ of a linear layer is 1");
        assertSame(Workings.AS_DESCRIBED, gone.workings(), "there is no layer `hidden`");
        TrainingSetup back = linear.with(clean.network());
        assertEquals(faulty, back);
        assertEquals(trained(faulty, 3), trained(back, 3));
        assertNotEquals(trained(clean, 3), trained(back, 3));
    }

    private static NetworkDescription withFunction(TrainingSetup setup, OutputFunction function) {
        NetworkDescription network = setup.network();
        return new NetworkDescription(
                network.inputs(),
                network.layers().stream().map(it -> it.name().equals("hidden") ? it.with(function) : it).toList());
    }

    @Test
    void otherDataAreMisreadAsWell() {
        TrainingSetup clean = FaultGrounds.picture();
        TrainingSetup faulty =
                clean.with(new PlantedFault(new SignedBytes(), new Place.Input(NetworkDescription.INPUT)));
        assertNotEquals(clean.training(), faulty.training());
        assertEquals(faulty, faulty.withData(clean.training(), clean.test()));
    }

    @Test
    void refusesPlacesThatDoNotSuit() {
        Surroundings picture = FaultGrounds.picture().surroundings();
        TrainingSetup biasBeforeNorm = FaultGrounds.normalised(new Dense(4));
        assertEquals(
                "the weights of layer `output` are 8×4, and only a square matrix can be taken the wrong way round",
                new WeightsNotTransposed().refusal(picture, new Place.Layer("output")).orElseThrow());
        assertEquals(
                "f′(a) and f′(z) are the same for the function of layer `hidden`",
                new SlopeAtActivation()
                        .refusal(FaultGrounds.reluOutput().surroundings(), new Place.Layer("hidden"))
                        .orElseThrow());
        assertEquals(
                "at layer `output` the closed form is right",
                new SoftmaxShortcut().refusal(picture, new Place.Layer("output")).orElseThrow());
        assertEquals(
                "the normalisation after layer `hidden` takes every bias out again",
                new WholeMatrixBias().refusal(biasBeforeNorm.surroundings(), new Place.Layer("hidden")).orElseThrow());
        assertEquals(
                "input `input` is no picture: it has 3 numbers",
                new SignedBytes()
                        .refusal(FaultGrounds.branches().surroundings(), new Place.Input("input"))
                        .orElseThrow());
    }

    /// It would change nothing there: the layer does not ask for the function.
    @Test
    void refusesTheFunctionOfARecurrentLayer() {
        for (Activation function : List.of(new Sigmoid(), new Relu(0))) {
            Rnn cell = new Rnn(4, Recurrent.Steps.LAST, Recurrent.Biases.ONE);
            TrainingSetup branches = FaultGrounds.branches();
            Surroundings sequences =
                    branches.with(
                                    NetworkDescription.of(
                                            Shape.of(3, 1),
                                            List.of(
                                                    LayerDescription.of("cell", cell, "input")
                                                            .with(OutputFunctions.of(function)),
                                                    LayerDescription.of("output", new Dense(1), "cell"))))
                            .withLosses(List.of(LossTerm.of("output", new SquaredError(0.5))))
                            .surroundings();
            for (Fault fault : List.of(new SlopeLeftOut(), new SlopeAtActivation(), new ReluMask())) {
                assertTrue(fault.refusal(sequences, new Place.Layer("cell")).isPresent(), fault::toString);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("backproplab.fault.FaultGrounds#all")
    void everyRefusalIsASentenceForPeople(TrainingSetup clean) {
        for (Place place : clean.surroundings().places()) {
            for (Entry<Fault> entry : Faults.CATALOG.entries()) {
                entry.standard()
                        .refusal(clean.surroundings(), place)
                        .ifPresent(it -> assertFalse(it.isBlank() || it.endsWith("."), it));
            }
        }
    }

    @Test
    void theCatalogHolds() {
        CatalogLaws.assertHold(Faults.CATALOG);
        for (Entry<Fault> entry : Faults.CATALOG.entries()) {
            Fault.Explanation explanation = entry.standard().explanation();
            for (String text : List.of(explanation.wrong(), explanation.rule(), explanation.seen())) {
                assertFalse(text.isBlank() || text.endsWith("."), entry.id());
            }
        }
    }

    @Test
    void theCatalogIsComplete() {
        Catalog<Fault> catalog = Faults.CATALOG;
        assertEquals(
                List.of(
                        "slope_left_out",
                        "slope_at_activation",
                        "relu_mask",
                        "weights_not_transposed",
                        "branches_overwritten",
                        "whole_matrix_bias",
                        "batch_mean_missing",
                        "stale_activations",
                        "error_sign_turned",
                        "softmax_shortcut",
                        "clipped_log",
                        "momentum_twice",
                        "signed_bytes"),
                catalog.ids());
    }

    private static List<Tensor> trained(TrainingSetup setup, int steps) {
        Trainer trainer = new Trainer(setup, start(setup));
        for (int i = 0; i < steps; i++) {
            assertTrue(trainer.step());
        }
        return trainer.parameters().trained().stream().map(it -> it.value().copy()).toList();
    }

    /// Weights that are large enough for some prediction to be under the clip of a logarithm.
    private static Checkpoint start(TrainingSetup setup) {
        Checkpoint start = Checkpoint.initial(setup);
        SeededRandom random = new SeededRandom(3);
        for (Parameters.Parameter parameter : start.parameters().trained()) {
            for (int i = 0; i < parameter.value().size(); i++) {
                parameter.value().set(i, parameter.value().get(i) + 1.5 * random.nextGaussian());
            }
        }
        return start;
    }

    private static BackwardPass pass(TrainingSetup setup) {
        Network network = setup.bind(start(setup).parameters(), FaultGrounds.SAMPLES);
        BackwardPass pass = new BackwardPass(network, setup.losses(), false);
        setup.training().inputs().forEach((name, x) -> network.input(name).copyFrom(x));
        for (int term = 0; term < setup.losses().size(); term++) {
            Tensor targets = setup.training().targets().get(setup.losses().get(term).on());
            pass.objective().targets(term).copyFrom(Objects.requireNonNull(targets));
        }
        return pass;
    }

    private static Set<Parameters.Key> wrongGradients(BackwardPass pass) {
        pass.run(FaultGrounds.SAMPLES, 0, PassListener.NONE);
        Set<Parameters.Key> wrong = new LinkedHashSet<>();
        for (Parameters.Parameter parameter : pass.network().parameters().trained()) {
            if (isWrong(pass, parameter)) {
                wrong.add(parameter.key());
            }
        }
        return wrong;
    }

    private static boolean isWrong(BackwardPass pass, Parameters.Parameter parameter) {
        Tensor gradient = pass.gradients().of(parameter.key());
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < gradient.size(); i++) {
            double numeric = centralDifference(pass, parameter.value(), i);
            largest = Math.max(largest, Math.max(Math.abs(numeric), Math.abs(gradient.get(i))));
            worst = Math.max(worst, Math.abs(numeric - gradient.get(i)));
        }
        double share = largest == 0 ? 0 : worst / largest;
        assertTrue(share < RIGHT || share > WRONG, "%s is off by %s, neither".formatted(parameter.key(), share));
        return share > WRONG;
    }

    private static double centralDifference(BackwardPass pass, Tensor variable, int index) {
        double value = variable.get(index);
        variable.set(index, value + H);
        double above = pass.forward(FaultGrounds.SAMPLES, true, 0, PassListener.NONE);
        variable.set(index, value - H);
        double below = pass.forward(FaultGrounds.SAMPLES, true, 0, PassListener.NONE);
        variable.set(index, value);
        return (above - below) / (2 * H);
    }
}
