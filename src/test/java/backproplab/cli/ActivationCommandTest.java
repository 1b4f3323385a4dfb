package backproplab.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.reference.ReferenceCase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

class ActivationCommandTest {
    static Stream<JsonNode> functions() {
        return stream(ReferenceCase.of("A00_activations").json().get("functions"));
    }

    static Stream<JsonNode> vectorFunctions() {
        return stream(ReferenceCase.of("A00_activations").json().get("vector_functions"));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /// The whole table of exact values, with the metric that it names.
    @ParameterizedTest
    @MethodSource("functions")
    void printsValueAndDerivative(JsonNode row) {
        List<String> arguments = new ArrayList<>(List.of("activation", row.get("type").stringValue()));
        row.path("params").forEachEntry((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
        arguments.add("--at=" + String.join(",", stream(row.get("x")).map(JsonNode::asString).toList()));

        JsonNode result = CommandRun.of(arguments.toArray(String[]::new)).succeeded().json();

        assertEquals(row.get("type"), result.get("type"));
        assertEquals(numbers(row.get("x")), numbers(result.get("z")));
        assertClose(row.get("f"), result.get("f"));
        assertClose(row.get("df"), result.get("df"));
    }

    @Test
    void takesSettings() {
        JsonNode result =
                CommandRun.of("activation", "leaky_relu", "--set", "alpha=0.1", "--at", "-2,3").succeeded().json();

        assertEquals(-0.2, result.get("f").get(0).doubleValue());
        assertEquals(0.1, result.get("df").get(0).doubleValue());
        assertEquals(1, result.get("df").get(1).doubleValue());
    }

    @ParameterizedTest
    @MethodSource("vectorFunctions")
    void givesTheJacobianOfFunctionsOfAVector(JsonNode row) {
        String points = String.join(",", stream(row.get("x")).map(JsonNode::asString).toList());

        JsonNode result =
                CommandRun.of("activation", row.get("type").stringValue(), "--at=" + points).succeeded().json();

        assertClose(row.get("f"), result.get("f"));
        for (int i = 0; i < row.get("x").size(); i++) {
            assertClose(row.get("jacobian").get(i), result.get("df").get(i));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "activation tahn --at 1              | there is no activation `tahn`; did you mean `tanh`?",
                "activation tanh --at x              | 'x' is not a double",
                "activation tanh                     | missing required option: '--at=Z'",
                "activation elu --set alhpa=1 --at 1 | there is no field `alhpa` here; did you mean `alpha`?",
                "activation elu --set alpha=x --at 1 | `alpha` must be",
                "activation tanh --at NaN            | finite numbers"
            })
    void refusesInOneLine(String arguments, String expected) {
        String line = CommandRun.of(arguments.split(" ")).refusal();

        assertTrue(line.contains(expected), line);
    }

    private static List<Double> numbers(JsonNode array) {
        return stream(array).map(it -> Double.parseDouble(it.asString())).toList();
    }

    private static void assertClose(JsonNode expected, JsonNode got) {
        List<Executable> checks = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            double e = numbers(expected).get(i);
            double g = numbers(got).get(i);
            checks.add(() -> assertEquals(e, g, Double.isFinite(e) ? 1e-12 * Math.abs(e) + 1e-15 : 0));
        }
        assertAll(checks);
    }
}
