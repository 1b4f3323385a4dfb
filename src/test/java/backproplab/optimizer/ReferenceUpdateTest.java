package backproplab.optimizer;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.catalog.Catalog;
import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.optimizer.Clipping.NormOf;
import backproplab.optimizer.Penalty.DecayOn;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The first update of the reference cases D: their gradients clipped, with the penalty, through the rule.
class ReferenceUpdateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "D01_sgd",
                "D02_sgd_l1",
                "D03_sgd_l2",
                "D04_sgd_l2_all",
                "D05_sgd_l1_l2",
                "D06_momentum",
                "D07_momentum_l2",
                "D08_nesterov",
                "D09_rmsprop",
                "D10_adam",
                "D11_adam_betas",
                "D12_adam_l2",
                "D13_adamw",
                "D14_adamw_all",
                "D15_adagrad",
                "D16_adadelta",
                "D17_adamax",
                "D18_clip_norm",
                "D19_clip_norm_torch",
                "D20_clip_norm_inactive",
                "D21_clip_norm_per_tensor",
                "D22_clip_value",
                "D23_clip_value_adam",
                "D24_clip_norm_l2"
            })
    void firstUpdateAgrees(String name) throws IOException {
        JsonNode reference = read(name);
        JsonNode rule = reference.get("optimizer");
        JsonNode expected = reference.get("expect");
        Optimizer optimizer = create(Optimizers.CATALOG, rule);
        Clipping clipping = rule.has("clip") ? create(Clippings.CATALOG, rule.get("clip")) : new Clipping.None();
        boolean all = rule.path("decay_on").asString("weights").equals("all");
        Penalty penalty =
                new Penalty(
                        rule.path("l1").asDouble(0), rule.path("l2").asDouble(0), all ? DecayOn.ALL : DecayOn.WEIGHTS);

        List<Place> places = places(reference);
        List<Tensor> gradients = places.stream().map(it -> it.in(expected.get("gradients"))).toList();
        double norm = GradientNorm.of(gradients);
        if (expected.has("gradient_norm")) {
            double exact = expected.get("gradient_norm").doubleValue();
            assertEquals(exact, norm, 1e-12 * exact);
        }

        List<Executable> checks = new ArrayList<>();
        for (int p = 0; p < places.size(); p++) {
            Place place = places.get(p);
            double[] g = gradients.get(p).values();
            boolean perTensor = clipping.normOf() == NormOf.TENSOR;
            clipping.clip(g, g, 0, g.length, perTensor ? GradientNorm.of(g, g.length) : norm);
            if (expected.has("clipped_gradients")) {
                double[] clipped = g.clone();
                checks.add(() -> assertClose(place.in(expected.get("clipped_gradients")), clipped, reference, place));
            }

            double[] w = place.in(reference.get("network").get("layers").get(place.index)).values();
            boolean decays = all || place.parameter.equals("weights");
            if (decays) {
                penalty.addGradient(w, g, 0, w.length);
            }
            double[][] slots = OptimizerState.initial(optimizer, List.of(w.length)).slots(0);
            optimizer.update(w, g, slots, 0, w.length, 1, decays);
            checks.add(() -> assertClose(place.in(expected.get("after_update").get("1")), w, reference, place));
        }
        assertAll(checks);
    }

    /// Where a parameter stands in a case.
    private record Place(int index, String layer, String parameter) {
        /// @param node a layer, or what holds layers by name
        Tensor in(JsonNode node) {
            JsonNode values = node.has(layer) ? node.get(layer).get(parameter) : node.get(parameter);
            List<Double> flat = new ArrayList<>();
            flatten(Objects.requireNonNull(values), flat);
            return Tensor.vector(flat.stream().mapToDouble(it -> it).toArray());
        }

        private static void flatten(JsonNode node, List<Double> flat) {
            if (node.isArray()) {
                node.forEach(it -> flatten(it, flat));
            } else {
                flat.add(node.doubleValue());
            }
        }
    }

    private static List<Place> places(JsonNode reference) {
        JsonNode layers = reference.get("network").get("layers");
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            String layer = layers.get(i).get("name").stringValue();
            places.add(new Place(i, layer, "weights"));
            places.add(new Place(i, layer, "bias"));
        }
        return places;
    }

    /// The metric of the reference cases, with the tolerance of this one.
    private static void assertClose(Tensor expected, double[] got, JsonNode reference, Place place) {
        JsonNode tolerance = reference.get("tolerance");
        double rtol = tolerance.get("rtol").doubleValue();
        double atol = tolerance.get("atol").doubleValue();
        double largest = 0;
        for (int i = 0; i < expected.size(); i++) {
            largest = Math.max(largest, Math.abs(expected.get(i)));
        }
        for (int i = 0; i < expected.size(); i++) {
            double exact = expected.get(i);
            double floor = tolerance.get("floor").doubleValue() * largest;
            double error = Math.abs(got[i] - exact);
            int index = i;
            assertTrue(
                    error <= atol + rtol * Math.max(Math.abs(exact), floor),
                    () -> "%s[%d]: %s, expected %s".formatted(place, index, got[index], exact));
        }
    }

    private static <T> T create(Catalog<T> catalog, JsonNode node) {
        Entry<T> entry = catalog.get(node.get("type").stringValue());
        Map<String, Object> values = new HashMap<>();
        for (Setting setting : entry.settings()) {
            values.put(setting.id(), node.get(setting.id()).doubleValue());
        }
        return entry.create(values);
    }

    private static JsonNode read(String name) throws IOException {
        String path = "/reference/" + name + ".json";
        try (InputStream file = ReferenceUpdateTest.class.getResourceAsStream(path)) {
            return new JsonMapper().readTree(Objects.requireNonNull(file, path));
        }
    }
}
