package backproplab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.reference.ReferenceCase;
import backproplab.reference.ReferenceMetric;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The reference cases, each as an experiment file through the command `gradients`: every number that a case expects.
class GradientsReferenceTest {
    /// Where the program has to find the mistake of each case that is to be refused.
    private static final Map<String, String> PLACES =
            Map.ofEntries(
                    Map.entry("I23_refuse_nan_input", "/data/inputs/0/1"),
                    Map.entry("I24_refuse_infinite_input", "/data/inputs/0/0"),
                    Map.entry("I25_refuse_nan_target", "/data/targets/1/0"),
                    Map.entry("I26_refuse_nan_weight", "/network/layers/0/parameters/weights/1/0"),
                    Map.entry("I27_refuse_target_out_of_range", "/data/targets/0/0"),
                    Map.entry("I28_refuse_input_width", "/data/inputs"),
                    Map.entry("I29_refuse_target_width", "/data/targets"),
                    Map.entry("I30_refuse_batch_sizes_differ", "/data/targets"),
                    Map.entry("I31_refuse_empty_batch", "/data/inputs"),
                    Map.entry("I32_refuse_ragged_weights", "/network/layers/0/parameters/weights/1"),
                    Map.entry("I33_refuse_layer_sizes", "/network/layers/1/parameters/weights"),
                    Map.entry("I34_refuse_bias_length", "/network/layers/0/parameters/bias"),
                    Map.entry("I35_refuse_unknown_activation", "/network/layers/0/activation/type"),
                    Map.entry("I36_refuse_unknown_loss", "/losses/0/type"),
                    Map.entry("I37_refuse_learning_rate_nan", "/optimizer/learning_rate"),
                    Map.entry("I38_refuse_learning_rate_negative", "/optimizer/learning_rate"));

    @TempDir Path folder;

    static Stream<ReferenceCase> computed() {
        return ReferenceCase.all("A", "B", "C", "D", "E", "F", "G", "I")
                .filter(it -> it.json().has("batch") && !it.isRefused() && it.expect().has("gradients"));
    }

    static Stream<ReferenceCase> refused() {
        return ReferenceCase.all("I").filter(ReferenceCase::isRefused);
    }

    @ParameterizedTest
    @MethodSource("computed")
    void computesEveryExpectedNumber(ReferenceCase reference) {
        List<String> arguments = new ArrayList<>(List.of("gradients", file(reference)));
        if (!reference.updates().isEmpty()) {
            arguments.addAll(List.of("--updates", String.join(",", reference.updates())));
        }

        JsonNode result = CommandRun.of(arguments.toArray(String[]::new)).succeeded().json();

        JsonNode tolerance = reference.json().path("tolerance");
        assertEquals(List.of(), ReferenceMetric.disagreements(reference.expect(), result, tolerance));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWithPlaceAndWayOut(ReferenceCase reference) {
        CommandRun run = CommandRun.of("gradients", file(reference));

        JsonNode problem = run.json().get("problems").get(0);
        assertEquals(PLACES.get(reference.name()), problem.get("at").stringValue());
        assertFalse(problem.get("message").stringValue().isBlank());
        assertFalse(problem.get("hint").stringValue().isBlank());
        String line = run.refusal();
        assertTrue(line.startsWith("backprop-lab: " + file(reference) + ": "), line);
        for (String part : List.of("at", "message", "hint")) {
            assertTrue(line.contains(problem.get(part).stringValue()), line);
        }
    }

    @Test
    void knowsThePlaceOfEveryRefusal() {
        assertEquals(new TreeSet<>(refused().map(ReferenceCase::name).toList()), new TreeSet<>(PLACES.keySet()));
    }

    private String file(ReferenceCase reference) {
        return CommandRun.file(
                folder, reference.name() + ".json", new JsonMapper().writeValueAsString(reference.experiment()));
    }
}
