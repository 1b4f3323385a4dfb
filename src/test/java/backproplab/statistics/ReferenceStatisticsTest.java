package backproplab.statistics;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Activation;
import backproplab.activation.Activations;
import backproplab.backprop.BackwardPass;
import backproplab.backprop.ParameterUpdate;
import backproplab.backprop.PassListener;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunctions;
import backproplab.loss.SquaredError;
import backproplab.network.LayerDescription;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The reference case H01: twenty hidden layers of 64 units with three activations and several sizes of weights, from
/// gradients of 1e-37 to gradients of 1e29. Every number within the tolerance of its variant.
class ReferenceStatisticsTest {
    private static final JsonNode CASE = read();

    static Stream<String> variants() {
        return CASE.get("variants").valueStream().map(it -> it.get("name").stringValue());
    }

    @ParameterizedTest
    @MethodSource("variants")
    void agreesWithTheReference(String name) {
        JsonNode variant =
                CASE.get("variants")
                        .valueStream()
                        .filter(it -> it.get("name").stringValue().equals(name))
                        .findFirst()
                        .orElseThrow();
        BackwardPass pass = pass(variant);
        StepCollector collector =
                new StepCollector(pass, new ParameterUpdate(pass.network().parameters(), pass.gradients()));
        int samples = pass.network().capacity();
        pass.run(samples, 0, PassListener.NONE);
        collector.afterBackward(0);
        StepStatistics step = collector.snapshot();
        UnitReport units =
                new UnitCensus(new Network(pass.network().description(), pass.network().parameters(), 100, 0))
                        .judge(0, inputs());

        Tolerance tolerance = new Tolerance(variant.get("tolerance"));
        JsonNode expected = variant.get("expect");
        tolerance.check("loss", expected.get("loss"), step.loss());
        assertEquals(expected.get("layers").size(), step.layers().size());
        for (JsonNode layer : expected.get("layers")) {
            String at = layer.get("name").stringValue();
            LayerStatistics statistics = step.layer(at);
            UnitLayer unitLayer = units.layer(at);
            Map<String, Double> got = new HashMap<>();
            size(got, "weight_gradient", statistics.weightGradient().orElseThrow());
            size(got, "delta", statistics.delta());
            got.put("bias_gradient_l2", statistics.biasGradient().orElseThrow().l2());
            got.put("activation_mean", unitLayer.activations().mean());
            got.put("activation_std", unitLayer.activations().standardDeviation());
            unitLayer
                    .activity()
                    .ifPresent(it -> {
                        got.put("dead_units", (double) it.count(UnitState.DEAD));
                        got.put("inactive_fraction", it.closedShare());
                    });
            checkAll(at, layer, got, tolerance);
        }
        assertAll(tolerance.checks);
        assertTrue(tolerance.checks.size() >= 1 + 21 * 8, "only %d numbers".formatted(tolerance.checks.size()));
    }

    private static void checkAll(String at, JsonNode expected, Map<String, Double> got, Tolerance tolerance) {
        expected.propertyStream()
                .forEach(it -> {
                    String path = at + "/" + it.getKey();
                    if (it.getValue().isObject()) {
                        it.getValue()
                                .propertyStream()
                                .forEach(inner ->
                                        tolerance.check(
                                                path + "/" + inner.getKey(),
                                                inner.getValue(),
                                                Objects.requireNonNull(
                                                        got.get(it.getKey() + "/" + inner.getKey()), path)));
                    } else if (it.getValue().isNumber()) {
                        tolerance.check(path, it.getValue(), Objects.requireNonNull(got.get(it.getKey()), path));
                    }
                });
    }

    private static void size(Map<String, Double> got, String name, Size size) {
        got.put(name + "/l2", size.l2());
        got.put(name + "/rms", size.rms());
        got.put(name + "/mean_abs", size.meanAbs());
    }

    /// `|got − expected| ≤ atol + rtol·|expected|`
    private static final class Tolerance {
        private final double relative;
        private final double absolute;
        private final List<Executable> checks = new ArrayList<>();

        Tolerance(JsonNode tolerance) {
            this.relative = tolerance.get("rtol").doubleValue();
            this.absolute = tolerance.get("atol").doubleValue();
        }

        void check(String path, JsonNode expected, double got) {
            double exact = expected.doubleValue();
            checks.add(() -> assertEquals(exact, got, absolute + relative * Math.abs(exact), path));
        }
    }

    private static BackwardPass pass(JsonNode variant) {
        JsonNode type = variant.get("activation").get("type");
        Activation activation = Activations.CATALOG.get(type.stringValue()).standard();
        List<LayerDescription> layers = new ArrayList<>();
        Map<Parameters.Key, Tensor> given = new HashMap<>();
        String before = NetworkDescription.INPUT;
        JsonNode nodes = CASE.get("network").get("layers");
        for (int l = 0; l < nodes.size(); l++) {
            JsonNode node = nodes.get(l);
            boolean output = l == nodes.size() - 1;
            String name = node.get("name").stringValue();
            int units = node.get("outputs").intValue();
            LayerDescription layer = LayerDescription.of(name, new Dense(units), before);
            layers.add(output ? layer : layer.with(OutputFunctions.of(activation)));
            Tensor weights = matrix(node.get("base_weights"));
            double sigma = variant.get("sigma").get(l).doubleValue();
            for (int i = 0; i < weights.size(); i++) {
                weights.set(i, sigma * weights.get(i));
            }
            Tensor bias = Tensor.zeros(units);
            bias.fill(output ? 0 : variant.get("bias").doubleValue());
            given.put(new Parameters.Key(name, "weights"), weights);
            given.put(new Parameters.Key(name, "bias"), bias);
            before = name;
        }
        Tensor inputs = matrix(CASE.get("batch").get("inputs"));
        Tensor targets = matrix(CASE.get("batch").get("targets"));
        NetworkDescription description = NetworkDescription.of(Shape.of(inputs.rowSize()), layers);
        Network network = new Network(description, Parameters.initial(description, 0, given), inputs.rows(), 0);
        BackwardPass pass = new BackwardPass(network, List.of(LossTerm.of(before, new SquaredError(0.5))), false);
        network.input(NetworkDescription.INPUT).copyFrom(inputs);
        pass.objective().targets(0).copyFrom(targets);
        return pass;
    }

    private static SampleSource inputs() {
        return TensorSource.of(matrix(CASE.get("batch").get("inputs")));
    }

    private static Tensor matrix(JsonNode rows) {
        return Tensor.matrix(
                rows.valueStream()
                        .map(row -> row.valueStream().mapToDouble(JsonNode::doubleValue).toArray())
                        .toArray(double[][]::new));
    }

    private static JsonNode read() {
        try (InputStream in =
                ReferenceStatisticsTest.class.getResourceAsStream("/reference/H01_gradient_statistics.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
