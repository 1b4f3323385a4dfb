package backproplab.activation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Every activation against the exact values of `reference/A00_activations.json`.
class ActivationTableTest {
    /// Activations whose kinks follow another rule than "the left derivative": PyTorch's clipped functions and
    /// the absolute value have 0, which is the slope of the outer branch where there is one.
    private static final Map<String, double[]> SLOPES_AT_KINKS =
            Map.of(
                    "hard_sigmoid", new double[] {0, 0},
                    "hard_tanh", new double[] {0, 0},
                    "relu6", new double[] {0, 0},
                    "soft_shrink", new double[] {0, 0},
                    "hard_swish", new double[] {0, 1},
                    "abs", new double[] {0});

    @ParameterizedTest
    @MethodSource("table")
    void agreesWithTheExactValues(JsonNode row) {
        Activation f = activation(row);
        List<Executable> checks = new ArrayList<>();
        for (int i = 0; i < row.get("x").size(); i++) {
            double z = number(row.get("x").get(i));
            double value = number(row.get("f").get(i));
            double slope = number(row.get("df").get(i));
            checks.add(() -> assertClose(value, f.value(z), "f(" + z + ")"));
            checks.add(() -> assertClose(slope, f.derivative(z), "f′(" + z + ")"));
        }
        assertAll(checks);
    }

    @ParameterizedTest
    @MethodSource("table")
    void knowsItsKinks(JsonNode row) {
        Activation f = activation(row);
        List<JsonNode> kinks = kinks(row);
        assertEquals(kinks.size(), f.kinks().size());
        for (int i = 0; i < kinks.size(); i++) {
            double z = number(kinks.get(i).get("x"));
            double left = number(kinks.get(i).get("df_left"));
            double right = number(kinks.get(i).get("df_right"));
            assertEquals(z, f.kinks().get(i));
            assertClose(number(kinks.get(i).get("f")), f.value(z), "f(" + z + ")");
            assertClose(left, f.leftSlope(z), "left slope at " + z);
            assertClose(right, f.rightSlope(z), "right slope at " + z);

            double[] slopes = SLOPES_AT_KINKS.get(row.get("type").stringValue());
            assertClose(slopes == null ? left : slopes[i], f.derivative(z), "f′(" + z + ")");
        }
    }

    /// Those that came after the table have their values in [KnownValuesTest].
    @Test
    void everyFunctionOfTheTableIsInTheCatalog() {
        Set<String> missing = new TreeSet<>(table().map(it -> it.getPayload().get("type").stringValue()).toList());
        Activations.CATALOG.ids().forEach(missing::remove);
        assertEquals(Set.of(), missing);
    }

    /// What the table leaves out is a setting that has to be at its standard value.
    @ParameterizedTest
    @MethodSource("table")
    void standardValuesAreThoseOfTheTable(JsonNode row) {
        assertEquals(Activations.CATALOG.get(row.get("type").stringValue()).standard(), activation(row));
    }

    static Stream<Named<JsonNode>> table() {
        try (InputStream file = ActivationTableTest.class.getResourceAsStream("/reference/A00_activations.json")) {
            JsonNode table = new JsonMapper().readTree(Objects.requireNonNull(file));
            return table.get("functions").valueStream().map(it -> Named.of(it.get("type").stringValue(), it));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Activation activation(JsonNode row) {
        Map<String, Object> settings = new HashMap<>();
        row.path("params")
                .forEachEntry((id, value) ->
                        settings.put(
                                id,
                                value.isArray()
                                        ? value.valueStream().map(JsonNode::doubleValue).toList()
                                        : (Object) value.doubleValue()));
        return Activations.CATALOG.get(row.get("type").stringValue()).create(settings);
    }

    private static List<JsonNode> kinks(JsonNode row) {
        return row.path("at_kinks").valueStream().toList();
    }

    private static double number(JsonNode node) {
        return node.isString() ? Double.parseDouble(node.stringValue()) : node.doubleValue();
    }

    /// The table's own metric.
    private static void assertClose(double exact, double got, String what) {
        assertTrue(
                got == exact || Math.abs(got - exact) <= 1e-12 * Math.abs(exact) + 1e-15,
                () -> "%s is %s, exactly %s".formatted(what, got, exact));
    }
}
