package backproplab.reference;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The metric of the reference cases. A tensor agrees when every element satisfies
///
/// `|got − expected| ≤ atol + rtol · max(|expected|, floor · largest |expected| of the tensor)`
///
/// with rtol, atol and floor from the case; numbers that are not finite have to be the same ones.
public final class ReferenceMetric {
    /// What a case holds beside results: figures of the literature, and what a known mistake would give.
    private static final Set<String> NO_RESULTS = Set.of("buggy_bias_gradients");

    private static final double SMALLEST = 1e-300;

    private final double rtol;
    private final double atol;
    private final double floor;
    private final List<String> failures = new ArrayList<>();

    private ReferenceMetric(JsonNode tolerance) {
        this.rtol = tolerance.path("rtol").asDouble(1e-10);
        this.atol = tolerance.path("atol").asDouble(0);
        this.floor = tolerance.path("floor").asDouble(1e-3);
    }

    /// What of `expected` is missing in `got` or different there: one line for each tensor.
    public static List<String> disagreements(JsonNode expected, JsonNode got, JsonNode tolerance) {
        ReferenceMetric metric = new ReferenceMetric(tolerance);
        metric.compareFields("", expected, got);
        return metric.failures;
    }

    private void compareFields(String path, JsonNode expected, JsonNode got) {
        expected.forEachEntry((field, value) -> {
            String place = path + "/" + field;
            if (NO_RESULTS.contains(field)) {
                return;
            }
            if (!got.has(field)) {
                failures.add(place + " is missing");
            } else if (value.isObject()) {
                compareFields(place, value, got.get(field));
            } else {
                compareTensors(place, value, got.get(field));
            }
        });
    }

    private void compareTensors(String place, JsonNode expected, JsonNode got) {
        List<Map.Entry<String, Double>> wanted = flatten("", expected);
        List<Map.Entry<String, Double>> given = flatten("", got);
        if (!wanted.stream().map(Map.Entry::getKey).toList().equals(given.stream().map(Map.Entry::getKey).toList())) {
            failures.add(place + " has another shape");
            return;
        }
        double largest =
                wanted.stream().mapToDouble(it -> Math.abs(it.getValue())).filter(Double::isFinite).max().orElse(0);
        for (int i = 0; i < wanted.size(); i++) {
            double e = wanted.get(i).getValue();
            double g = given.get(i).getValue();
            if (!agree(e, g, largest)) {
                failures.add("%s%s: expected %s, got %s".formatted(place, wanted.get(i).getKey(), e, g));
                return;
            }
        }
    }

    private boolean agree(double expected, double got, double largest) {
        if (!Double.isFinite(expected) || !Double.isFinite(got)) {
            return Double.compare(expected, got) == 0;
        }
        double denominator = Math.max(Math.max(Math.abs(expected), floor * largest), SMALLEST);
        return Math.abs(got - expected) <= atol + rtol * denominator;
    }

    /// Every number with its indices.
    private static List<Map.Entry<String, Double>> flatten(String index, JsonNode value) {
        if (!value.isArray()) {
            return List.of(
                    Map.entry(index, value.isString() ? Double.parseDouble(value.stringValue()) : value.doubleValue()));
        }
        List<Map.Entry<String, Double>> numbers = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            numbers.addAll(flatten("%s[%d]".formatted(index, i), value.get(i)));
        }
        return numbers;
    }
}
