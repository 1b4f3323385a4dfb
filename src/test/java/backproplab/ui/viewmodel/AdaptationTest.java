package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import backproplab.data.BundledSets;
import backproplab.data.Dataset;
import backproplab.data.Generators;
import backproplab.layer.BatchNorm;
import backproplab.layer.Dense;
import backproplab.layer.Layers;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.tensor.Shape;
import backproplab.training.Checkpoint;
import backproplab.training.Trainer;
import backproplab.training.TrainingSetup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class AdaptationTest {
    private static final TrainingSetup CIRCLE = Documents.circle(Documents.function("relu")).setup();
    private static final TrainingSetup DIGITS = Documents.digits(Documents.function("relu")).setup();

    private static Dataset generated(String id, Map<String, ?> values) {
        return Generators.CATALOG.get(id).create(values).generate(1);
    }

    private static Dataset digits() {
        return BundledSets.CATALOG.get("digits").standard().load();
    }

    private static Adaptation.Possible possible(TrainingSetup setup, Dataset samples) {
        return (Adaptation.Possible) Adaptation.of(setup, samples);
    }

    @Test
    void dataOfTheSameKindLeaveTheNetworkAsItIs() {
        Adaptation.Possible moons = possible(CIRCLE, generated("moons", Map.of()));
        assertEquals(List.of(), moons.changes());
        assertEquals(CIRCLE, moons.setup());
        assertEquals("output", moons.samples().targets().firstEntry().getKey());
    }

    static Stream<Arguments> others() {
        return Stream.of(
                arguments(
                        CIRCLE,
                        digits(),
                        List.of(
                                "2 inputs → 64",
                                "output 1 → 10 units with Softmax",
                                "loss → Categorical cross-entropy")),
                arguments(
                        DIGITS,
                        generated("circle", Map.of()),
                        List.of("64 inputs → 2", "output 10 → 1 unit with Sigmoid", "loss → Binary cross-entropy")),
                arguments(
                        CIRCLE,
                        generated("sine", Map.of()),
                        List.of("2 inputs → 1", "output: Sigmoid → Identity", "loss → Squared error")),
                arguments(
                        CIRCLE,
                        generated("gaussians", Map.of("classes", 4)),
                        List.of("output 1 → 4 units with Softmax", "loss → Categorical cross-entropy")),
                arguments(
                        CIRCLE, generated("seven_segments", Map.of()), List.of("2 inputs → 4", "output 1 → 7 units")));
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatDoesNotFitIsChangedAndSaid(TrainingSetup setup, Dataset samples, List<String> changes) {
        Adaptation.Possible possible = possible(setup, samples);
        assertEquals(changes, possible.changes());
        assertEquals(
                setup.network().layers().getFirst().function(),
                possible.setup().network().layers().getFirst().function());
    }

    /// Whatever the program has, every network of the kind takes it and learns a step.
    @Test
    void everySourceOfTheProgramCanBeTrained() {
        List<Dataset> all = new ArrayList<>(List.of(digits()));
        Generators.CATALOG.entries().forEach(it -> all.add(it.standard().generate(1)));
        for (TrainingSetup setup : List.of(CIRCLE, DIGITS)) {
            for (Dataset samples : all) {
                Adaptation.Possible possible = possible(setup, samples);
                DataChoice choice = Documents.circle(Documents.function("relu")).data();
                TrainingSetup next = choice.with(choice.source(), possible.samples()).applyTo(possible.setup());
                Trainer trainer = new Trainer(next, Checkpoint.initial(next));
                assertTrue(trainer.step(), possible.changes().toString());
            }
        }
    }

    @Test
    void numbersThatTheOutputCannotReachGetAnotherOne() {
        Dataset wave = generated("waves", Map.of());
        TrainingSetup fitted = possible(CIRCLE, wave).setup();
        LayerDescription output = fitted.network().layer("output").orElseThrow();
        assertEquals(Documents.function("identity"), output.function());
    }

    @Test
    void theWidthIsThatOfTheLastLayerWithUnits() {
        BatchNorm norm = (BatchNorm) Layers.CATALOG.get("batch_norm").standard();
        NetworkDescription network =
                NetworkDescription.of(
                        Shape.of(2),
                        List.of(
                                LayerDescription.of("wide", new Dense(1), "input"),
                                LayerDescription.of("output", norm, "wide").with(Documents.function("sigmoid"))));
        Adaptation.Possible possible = possible(CIRCLE.with(network), digits());
        assertEquals(new Dense(10), possible.setup().network().layer("wide").orElseThrow().layer());
        assertEquals("wide 1 → 10 units with Softmax", possible.changes().get(1));
    }

    @Test
    void aNetworkWithTwoInputsIsRefused() {
        LinkedHashMap<String, Shape> inputs = new LinkedHashMap<>(Map.of("a", Shape.of(2), "b", Shape.of(2)));
        TrainingSetup two = CIRCLE.with(new NetworkDescription(inputs, CIRCLE.network().layers()));
        Adaptation.Refused refused = (Adaptation.Refused) Adaptation.of(two, digits());
        assertTrue(refused.sentence().contains("2 inputs"), refused.sentence());
    }
}
