package backproplab.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.GradientPaths;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceSteps;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.backprop.UpdateStep;
import backproplab.experiment.ExperimentFile;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.Reading;
import backproplab.experiment.SampleNetwork;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;
import backproplab.training.Command;
import backproplab.training.TraceLab;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The steps of a pass against numbers that were published, and against the reference cases of group C and others.
class ReferenceTraceTest {
    private static TraceSteps steps(LoadedExperiment loaded) {
        TraceLab lab = new TraceLab(new Command.Snapshot(loaded.setup(), loaded.start()));
        return TraceSteps.of(lab.trace(lab.all()), Grain.PRODUCT);
    }

    private static TraceSteps mazur() {
        return steps(SampleNetwork.load("mazur-2-2-2"));
    }

    private static double at(TraceSteps steps, Quantity quantity, String layer, int unit) {
        return at(steps, quantity, new Place.Unit(layer, 0, unit));
    }

    private static double weight(TraceSteps steps, Quantity quantity, String layer, int index) {
        return at(steps, quantity, new Place.Weight(new Parameters.Key(layer, "weights"), index));
    }

    private static double at(TraceSteps steps, Quantity quantity, Place place) {
        TraceStep step = steps.get(steps.indexOf(quantity, place));
        return assertInstanceOf(TraceStep.Single.class, step).result().value();
    }

    /// As many digits as were printed.
    private static void assertPrinted(String printed, double value) {
        BigDecimal expected = new BigDecimal(printed);
        assertEquals(expected, new BigDecimal(value).setScale(expected.scale(), RoundingMode.HALF_UP));
    }

    /// Mazur, *A Step by Step Backpropagation Example*, 2015, in the order of the article.
    @Test
    void theStepsOfMazursExampleGiveThePublishedNumbers() {
        TraceSteps steps = mazur();
        assertPrinted("0.3775", at(steps, Quantity.PRE_ACTIVATION, "hidden", 0));
        assertPrinted("0.593269992", at(steps, Quantity.ACTIVATION, "hidden", 0));
        assertPrinted("0.596884378", at(steps, Quantity.ACTIVATION, "hidden", 1));
        assertPrinted("1.105905967", at(steps, Quantity.PRE_ACTIVATION, "output", 0));
        assertPrinted("0.75136507", at(steps, Quantity.ACTIVATION, "output", 0));
        assertPrinted("0.772928465", at(steps, Quantity.ACTIVATION, "output", 1));
        assertPrinted("0.298371109", at(steps, Quantity.LOSS, new Place.Whole()));
        assertPrinted("0.74136507", at(steps, Quantity.ARRIVING, "output", 0));
        assertPrinted("0.186815602", at(steps, Quantity.SLOPE, "output", 0));
        assertPrinted("0.138498562", at(steps, Quantity.DELTA, "output", 0));
        assertPrinted("0.082167041", weight(steps, Quantity.GRADIENT, "output", 0));
        assertPrinted("0.036350306", at(steps, Quantity.ARRIVING, "hidden", 0));
        assertPrinted("0.241300709", at(steps, Quantity.SLOPE, "hidden", 0));
        assertPrinted("0.000438568", weight(steps, Quantity.GRADIENT, "hidden", 0));
    }

    @ParameterizedTest
    @CsvSource({
        "hidden, 0, 0.149780716",
        "hidden, 1, 0.19956143",
        "hidden, 2, 0.24975114",
        "hidden, 3, 0.29950229",
        "output, 0, 0.35891648",
        "output, 1, 0.408666186",
        "output, 2, 0.511301270",
        "output, 3, 0.561370121"
    })
    void theUpdateOfMazursExampleGivesThePublishedWeights(String layer, int index, String printed) {
        assertPrinted(printed, weight(mazur(), Quantity.UPDATED, layer, index));
    }

    /// Right where the article, which used updated weights too early, has 0.291027924.
    @Test
    void theForwardPassAfterTheUpdateGivesTheRightLoss() {
        TraceSteps steps = mazur();
        UpdateStep.Verify verify =
                assertInstanceOf(UpdateStep.Verify.class, steps.get(steps.first(TraceStep.Phase.VERIFY)));
        assertPrinted("0.2910277737", verify.result().value());
        assertPrinted("0.298371109", verify.before().value());
        assertEquals(verify.firstOrder(), verify.plain().orElseThrow(), 1e-15);
        assertEquals(verify.change(), verify.firstOrder(), 0.01 * Math.abs(verify.change()));
    }

    /// w₁ is reached from both outputs: 0.055399425 and −0.019049119 through the weights 0.4 and 0.5 of the article.
    @Test
    void bothOutputsReachTheFirstWeight() {
        GradientPaths paths = GradientPaths.of(mazur(), new Parameters.Key("hidden", "weights"), 0, 10);
        assertEquals(2, paths.largest().size());
        GradientPaths.Path larger = paths.largest().getFirst();
        List<Double> factors = larger.factors().stream().map(TraceValue::value).toList();
        assertPrinted("0.055399425", factors.get(0) * factors.get(1) * factors.get(2));
        assertEquals(0.05, factors.getLast());
        GradientPaths.Path smaller = paths.largest().getLast();
        factors = smaller.factors().stream().map(TraceValue::value).toList();
        assertPrinted("-0.019049118", factors.get(0) * factors.get(1) * factors.get(2));
        assertPrinted("0.000438568", larger.product() + smaller.product());
    }

    /// The numbers that `about` of the sample network names.
    @Test
    void theStepsOfThreeTwoOneGiveItsNumbers() {
        TraceSteps steps = steps(SampleNetwork.load("three-two-one"));
        assertPrinted("0.525", rounded(at(steps, Quantity.PRE_ACTIVATION, "hidden", 0)));
        assertPrinted("1.025", rounded(at(steps, Quantity.PRE_ACTIVATION, "hidden", 1)));
        assertPrinted("0.78900331", at(steps, Quantity.ACTIVATION, "output", 0));
        assertPrinted("0.23736278", at(steps, Quantity.LOSS, new Place.Whole()));
        assertPrinted("0.11470326", at(steps, Quantity.DELTA, "output", 0));
        assertPrinted("0.01339361", at(steps, Quantity.DELTA, "hidden", 0));
        assertPrinted("0.01225964", at(steps, Quantity.DELTA, "hidden", 1));
        assertEquals(0, weight(steps, Quantity.GRADIENT, "hidden", 0));
        assertEquals(0, weight(steps, Quantity.GRADIENT, "hidden", 3));
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(12)).doubleValue();
    }

    static Stream<ReferenceCase> cases() {
        return ReferenceCase.all("A0", "A3", "B0", "B1", "C0", "D0", "D1").filter(it -> it.json().has("network"));
    }

    /// Every number of these cases that has a step stands there with that value.
    @ParameterizedTest
    @MethodSource("cases")
    void theStepsGiveTheNumbersOfTheReferenceCases(ReferenceCase reference) {
        TraceSteps steps = steps(loaded(reference));
        JsonNode expect = reference.expect();
        assertClose(expect.get("loss").doubleValue(), at(steps, Quantity.LOSS, new Place.Whole()), 0);
        for (BackwardTrace.LayerTrace layer : steps.trace().layers()) {
            assertUnits(expect.at("/preactivations/" + layer.name()), steps, Quantity.PRE_ACTIVATION, layer);
            assertUnits(expect.at("/activations/" + layer.name()), steps, Quantity.ACTIVATION, layer);
            assertUnits(expect.at("/deltas/" + layer.name()), steps, Quantity.DELTA, layer);
        }
        for (BackwardTrace.ParameterTrace parameter : steps.trace().parameters()) {
            String path = parameter.key().layer() + "/" + parameter.key().name();
            assertWeights(expect.at("/gradients/" + path), steps, Quantity.GRADIENT, parameter);
            assertWeights(expect.at("/after_update/1/" + path), steps, Quantity.UPDATED, parameter);
        }
    }

    private static LoadedExperiment loaded(ReferenceCase reference) {
        return switch (ExperimentFile.parse(reference.experiment().toString())) {
            case Reading.Done<LoadedExperiment>(LoadedExperiment loaded) -> loaded;
            case Reading.Refused<LoadedExperiment>(var problems) -> throw new AssertionError(problems);
        };
    }

    private static void assertUnits(
            JsonNode expected, TraceSteps steps, Quantity quantity, BackwardTrace.LayerTrace layer) {
        double[] values = numbers(expected);
        Tensor shape = layer.z();
        for (int i = 0; i < values.length; i++) {
            Place place = new Place.Unit(layer.name(), i / shape.rowSize(), i % shape.rowSize());
            TraceStep step = steps.get(steps.indexOf(quantity, place));
            double value =
                    step.results().stream().filter(it -> it.place().equals(place)).findFirst().orElseThrow().value();
            assertClose(values[i], value, largest(values));
        }
    }

    private static void assertWeights(
            JsonNode expected, TraceSteps steps, Quantity quantity, BackwardTrace.ParameterTrace parameter) {
        double[] values = numbers(expected);
        for (int i = 0; i < values.length; i++) {
            assertClose(values[i], at(steps, quantity, new Place.Weight(parameter.key(), i)), largest(values));
        }
    }

    /// The metric of the reference cases with their smallest tolerance.
    private static void assertClose(double expected, double value, double largest) {
        assertEquals(expected, value, 1e-11 * Math.max(Math.abs(expected), 1e-3 * largest));
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double[] numbers(JsonNode node) {
        if (node.isArray()) {
            return node.valueStream().flatMapToDouble(it -> Arrays.stream(numbers(it))).toArray();
        }
        return node.isMissingNode() ? new double[0] : new double[] {node.doubleValue()};
    }
}
