package backproplab.backprop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Prelu;
import backproplab.activation.Sigmoid;
import backproplab.activation.Tanh;
import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.Dense;
import backproplab.layer.Gru;
import backproplab.layer.Layer;
import backproplab.layer.Lstm;
import backproplab.layer.OutputFunction;
import backproplab.layer.OutputFunctions;
import backproplab.layer.Part;
import backproplab.layer.Recurrent;
import backproplab.layer.Rnn;
import backproplab.loss.BinaryCrossEntropy;
import backproplab.loss.Loss;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.optimizer.Sgd;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Shape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Recurrent layers, opened time step by time step.
class TraceTimeTest {
    private static final int UNITS = 2;
    private static final int STEPS = 4;

    /// Every type, what it puts out, and every number of biases; with and without a given start.
    static Stream<NetworkDescription> networks() {
        List<NetworkDescription> networks = new ArrayList<>();
        for (Recurrent.Steps steps : Recurrent.Steps.values()) {
            for (Recurrent.Biases biases : Recurrent.Biases.values()) {
                networks.add(network(new Rnn(UNITS, steps, biases), OutputFunctions.of(new Tanh()), true));
                networks.add(network(new Lstm(UNITS, steps, biases), OutputFunctions.IDENTITY, true));
                networks.add(network(new Gru(UNITS, steps, biases), OutputFunctions.IDENTITY, true));
            }
            networks.add(network(new Rnn(UNITS, steps, Recurrent.Biases.TWO), OutputFunctions.IDENTITY, false));
            networks.add(network(new Lstm(UNITS, steps, Recurrent.Biases.ONE), OutputFunctions.IDENTITY, false));
            networks.add(network(new Gru(UNITS, steps, Recurrent.Biases.TWO), OutputFunctions.IDENTITY, false));
            networks.add(
                    network(
                            new Rnn(UNITS, steps, Recurrent.Biases.ONE),
                            OutputFunctions.of(new Prelu(List.of(0.1, 0.3))),
                            false));
        }
        networks.add(stacked());
        networks.add(sharing());
        return networks.stream();
    }

    /// @param started whether the states come from a layer, which is then trained through them
    private static NetworkDescription network(Recurrent layer, OutputFunction function, boolean started) {
        Map<String, Shape> inputs = new LinkedHashMap<>();
        inputs.put("sequence", Shape.of(STEPS, 3));
        inputs.put("vector", Shape.of(3));
        List<String> sources = new ArrayList<>(List.of("sequence"));
        List<LayerDescription> layers = new ArrayList<>();
        if (started) {
            for (String start : layer.startNames()) {
                layers.add(LayerDescription.of(start, new Dense(UNITS), "vector").with(OutputFunctions.of(new Tanh())));
                sources.add(start);
            }
        }
        layers.add(described("cell", (Layer) layer, sources).with(function));
        layers.add(LayerDescription.of("output", new Dense(2), "cell"));
        return new NetworkDescription(new LinkedHashMap<>(inputs), layers);
    }

    private static LayerDescription described(String name, Layer layer, List<String> sources) {
        return LayerDescription.of(name, layer, sources.toArray(String[]::new));
    }

    /// One state starts from another layer, and both starts of the last come from the same one.
    private static NetworkDescription stacked() {
        return NetworkDescription.of(
                Shape.of(STEPS, 3),
                List.of(
                        LayerDescription.of(
                                "below", new Gru(UNITS, Recurrent.Steps.SEQUENCE, Recurrent.Biases.TWO), "input"),
                        LayerDescription.of(
                                "summary", new Rnn(UNITS, Recurrent.Steps.LAST, Recurrent.Biases.ONE), "below"),
                        LayerDescription.of(
                                "above",
                                new Lstm(UNITS, Recurrent.Steps.SEQUENCE, Recurrent.Biases.TWO),
                                "below",
                                "summary",
                                "summary"),
                        LayerDescription.of("output", new Dense(1), "above")));
    }

    private static NetworkDescription sharing() {
        Rnn rnn = new Rnn(UNITS, Recurrent.Steps.SEQUENCE, Recurrent.Biases.TWO);
        LayerDescription first = LayerDescription.of("first", rnn, "input").with(OutputFunctions.of(new Tanh()));
        return NetworkDescription.of(
                Shape.of(STEPS, UNITS),
                List.of(
                        first,
                        LayerDescription.of("again", rnn, "first").sharing(first),
                        LayerDescription.of("output", new Dense(1), "again")));
    }

    private static BackwardTrace trace(NetworkDescription description, Loss loss, int samples) {
        List<LossTerm> losses = List.of(LossTerm.of(description.layers().getLast().name(), loss));
        BackwardPass pass = new RandomNetworks(7).pass(description, losses, samples);
        return Traces.of(pass, UpdateRule.of(new Sgd(0.1)), 0);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theNumbersOfEachStepGiveItsResult(NetworkDescription description) {
        BackwardTrace trace = trace(description, new SquaredError(0.5), 2);
        TraceSteps steps = TraceSteps.of(trace, Grain.PRODUCT);
        for (int i = 0; i < steps.size(); i++) {
            TraceStepsTest.recompute(steps.get(i), trace);
        }
    }

    @Test
    void aFusedLossOnEveryTimeStepComesFirst() {
        NetworkDescription description =
                NetworkDescription.of(
                        Shape.of(STEPS, 3),
                        List.of(
                                LayerDescription.of(
                                                "cell",
                                                new Rnn(UNITS, Recurrent.Steps.SEQUENCE, Recurrent.Biases.TWO),
                                                "input")
                                        .with(OutputFunctions.of(new Sigmoid()))));
        BackwardTrace trace = trace(description, new BinaryCrossEntropy(0), 2);
        TraceSteps steps = TraceSteps.of(trace, Grain.PRODUCT);
        for (int i = 0; i < steps.size(); i++) {
            TraceStepsTest.recompute(steps.get(i), trace);
        }
        int delta = steps.indexOf(Quantity.DELTA, new Place.Timed("cell", 0, 1, Part.STATE, 0));
        assertEquals(1, assertInstanceOf(BackwardStep.Delta.class, steps.get(delta)).fused().size());
    }

    /// At every grain, what a step takes has been given by a step before it.
    @ParameterizedTest
    @MethodSource("networks")
    void nothingIsUsedBeforeItIsThere(NetworkDescription description) {
        BackwardTrace trace = trace(description, new SquaredError(0.5), 1);
        for (Grain grain : Grain.values()) {
            TraceSteps steps = TraceSteps.of(trace, grain);
            for (int i = 0; i < steps.first(Phase.UPDATE); i++) {
                TraceStep step = steps.get(i);
                List<TraceValue> operands =
                        step instanceof TraceStep.Group group
                                ? group.parts().stream().flatMap(it -> it.operands().stream()).toList()
                                : step.operands();
                for (TraceValue operand : operands) {
                    int given = steps.indexOf(operand.quantity(), operand.place());
                    int at = i;
                    assertTrue(given < at, () -> "%s takes %s".formatted(steps.get(at), operand));
                }
            }
        }
    }

    /// Each step is found by what it gives.
    @ParameterizedTest
    @MethodSource("networks")
    void aStepIsFoundByItsResult(NetworkDescription description) {
        TraceSteps steps = TraceSteps.of(trace(description, new SquaredError(0.5), 2), Grain.UNIT);
        for (int i = 0; i < steps.size(); i++) {
            assertEquals(i, steps.indexOf(steps.get(i)), steps.get(i).toString());
        }
    }

    /// What the layer puts out are numbers of its time steps.
    @Test
    void aNumberThatIsPutOutIsThatOfItsTimeStep() {
        TraceSteps steps = TraceSteps.of(trace(sharing(), new SquaredError(0.5), 2), Grain.UNIT);
        for (Quantity quantity :
                List.of(Quantity.PRE_ACTIVATION, Quantity.ACTIVATION, Quantity.ARRIVING, Quantity.DELTA)) {
            assertEquals(
                    steps.indexOf(quantity, new Place.Timed("first", 1, 2, Part.STATE, 1)),
                    steps.indexOf(quantity, new Place.Unit("first", 1, 2 * UNITS + 1)));
        }
    }

    /// The functions of a layer with gates are inside of it.
    @Test
    void ofALayerWithGatesZAndAOfWhatItPutsOutAreOneStep() {
        TraceSteps steps = TraceSteps.of(trace(stacked(), new SquaredError(0.5), 1), Grain.UNIT);
        Place unit = new Place.Unit("above", 0, 3);
        assertEquals(steps.indexOf(Quantity.ACTIVATION, unit), steps.indexOf(Quantity.PRE_ACTIVATION, unit));
        assertEquals(steps.indexOf(Quantity.ARRIVING, unit), steps.indexOf(Quantity.DELTA, unit));
        assertTrue(steps.indexOf(Quantity.ARRIVING, unit) > 0);
    }

    @Test
    void theGradientOfASharedStateMatrixIsTheSumOverTheTimeStepsOfBothLayers() {
        TraceSteps steps = TraceSteps.of(trace(sharing(), new SquaredError(0.5), 1), Grain.UNIT);
        int group = steps.indexOf(Quantity.GRADIENT, new Place.Weight(new Parameters.Key("first", "W_hh"), 1));
        TraceStep.Group row = assertInstanceOf(TraceStep.Group.class, steps.get(group));
        BackwardStep.ParameterGradient gradient =
                assertInstanceOf(BackwardStep.ParameterGradient.class, row.parts().get(1));

        List<Place> deltas = gradient.sum().terms().stream().map(it -> it.first().place()).toList();

        assertEquals(
                Stream.of("again", "first")
                        .flatMap(layer ->
                                IntStream.range(0, STEPS)
                                        .mapToObj(t -> (Place) new Place.Timed(layer, 0, t, Part.STATE, 0)))
                        .toList(),
                deltas);
    }

    /// Every way through time, from the loss to a weight of the state.
    @ParameterizedTest
    @MethodSource("networks")
    void thePathsThroughTimeAddUpToTheGradient(NetworkDescription description) {
        BackwardTrace trace = trace(description, new SquaredError(0.5), 1);
        for (BackwardTrace.ParameterTrace parameter : trace.parameters()) {
            if (parameter.key().name().equals("W_hh")) {
                GradientPaths paths = GradientPaths.of(trace, parameter.key(), 1, 5);
                assertEquals(parameter.gradient().get(1), paths.total(), 1e-12);
                assertTrue(paths.count() > 5, paths.count() + " paths");
            }
        }
    }

    /// One time step of a layer is one step of each of its quantities.
    @Test
    void atTheGrainOfLayersTimeGoesOnStepByStep() {
        NetworkDescription description =
                network(
                        new Rnn(UNITS, Recurrent.Steps.LAST, Recurrent.Biases.TWO),
                        OutputFunctions.of(new Tanh()),
                        false);
        TraceSteps steps = TraceSteps.of(trace(description, new SquaredError(0.5), 1), Grain.LAYER);
        int first = steps.first(Phase.FORWARD);
        for (int t = 0; t < STEPS; t++) {
            for (int k = 0; k < 2; k++) {
                TraceStep.Group group = assertInstanceOf(TraceStep.Group.class, steps.get(first + 2 * t + k));
                assertEquals(k == 0 ? Quantity.PRE_ACTIVATION : Quantity.ACTIVATION, group.quantity());
                assertEquals(
                        IntStream.range(0, UNITS)
                                .mapToObj(unit -> (Place) new Place.Timed("cell", 0, group(group), Part.STATE, unit))
                                .toList(),
                        group.results().stream().map(TraceValue::place).toList());
                assertEquals(t, group(group));
            }
        }
    }

    private static int group(TraceStep.Group group) {
        return ((Place.Timed) group.results().getFirst().place()).time();
    }
}
