package backproplab.reference;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// One file of `reference/`, and the same network, samples and loss as an experiment file.
public record ReferenceCase(String name, JsonNode json) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Set<String> PARAMETERS =
            Set.of("weights", "bias", "gamma", "beta", "W_ih", "W_hh", "b_ih", "b_hh");
    private static final Set<String> STATE = Set.of("running_mean", "running_var", "mask", "h0", "c0");

    /// What the layer before or another field says already.
    private static final Set<String> LEFT_OUT = Set.of("inputs", "features", "in_channels", "input_size");

    private static final Set<String> RECURRENT = Set.of("rnn", "lstm", "gru");

    private static final Map<String, String> RENAMED =
            Map.of("outputs", "units", "hidden_size", "units", "out_channels", "filters");

    /// Every case whose file name starts with one of `groups`, in order.
    public static Stream<ReferenceCase> all(String... groups) {
        return names().stream().filter(it -> Stream.of(groups).anyMatch(it::startsWith)).map(ReferenceCase::of);
    }

    private static List<String> names() {
        URL folder = Objects.requireNonNull(ReferenceCase.class.getResource("/reference"));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.map(it -> it.getFileName().toString())
                    .filter(it -> it.endsWith(".json"))
                    .map(it -> it.substring(0, it.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static ReferenceCase of(String name) {
        String resource = "/reference/" + name + ".json";
        try (InputStream file = Objects.requireNonNull(ReferenceCase.class.getResourceAsStream(resource), resource)) {
            return new ReferenceCase(name, MAPPER.readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode expect() {
        return json.get("expect");
    }

    public boolean isRefused() {
        return expect().has("refused");
    }

    /// The updates after which the case knows the parameters.
    public List<String> updates() {
        return expect().has("after_update") ? List.copyOf(expect().get("after_update").propertyNames()) : List.of();
    }

    /// The case in the format of experiment files.
    public ObjectNode experiment() {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put("format", "backprop-lab/1");
        file.put("title", name);
        ObjectNode data = file.putObject("data");
        data.put("source", "inline");
        data.set("inputs", json.get("batch").get("inputs"));
        data.set("targets", json.get("batch").get("targets"));
        file.set("network", isGraph() ? graph() : chain());
        file.set("losses", losses());
        if (json.has("optimizer")) {
            file.set("optimizer", json.get("optimizer"));
        }
        return file;
    }

    private boolean isGraph() {
        return json.get("network").has("nodes");
    }

    private ObjectNode chain() {
        JsonNode layers = json.get("network").get("layers");
        ObjectNode network = JsonNodeFactory.instance.objectNode();
        JsonNode width = layers.get(0).path("inputs");
        network.set(
                "input",
                width.isInt()
                        ? JsonNodeFactory.instance.arrayNode().add(width.intValue())
                        : shape(json.get("batch").get("inputs")));
        ArrayNode converted = network.putArray("layers");
        layers.forEach(it -> converted.add(layer(it)));
        return network;
    }

    /// The sizes of one sample.
    private static ArrayNode shape(JsonNode samples) {
        ArrayNode shape = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item = samples.get(0); item.isArray(); item = item.get(0)) {
            shape.add(item.size());
        }
        return shape;
    }

    /// A graph with one input node, which has the usual name, or with several.
    private ObjectNode graph() {
        ObjectNode network = JsonNodeFactory.instance.objectNode();
        JsonNode inputs = json.get("batch").get("inputs");
        if (inputs.isObject()) {
            ObjectNode shapes = network.putObject("input");
            inputs.forEachEntry((name, samples) -> shapes.set(name, shape(samples)));
        } else {
            network.set("input", shape(inputs));
        }
        ArrayNode converted = network.putArray("layers");
        for (JsonNode node : json.get("network").get("nodes")) {
            if (!node.get("type").stringValue().equals("input")) {
                ObjectNode layer = layer(node);
                layer.set("inputs", node.get("inputs"));
                converted.add(layer);
            }
        }
        return network;
    }

    private JsonNode losses() {
        if (json.has("losses")) {
            return json.get("losses");
        }
        JsonNode layers = json.get("network").get(isGraph() ? "nodes" : "layers");
        ObjectNode loss = (ObjectNode) json.get("loss").deepCopy();
        loss.put("on", layers.get(layers.size() - 1).get("name").stringValue());
        return JsonNodeFactory.instance.arrayNode().add(loss);
    }

    private static ObjectNode layer(JsonNode reference) {
        ObjectNode layer = JsonNodeFactory.instance.objectNode();
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        reference.forEachEntry((field, value) -> {
            if (PARAMETERS.contains(field)) {
                parameters.set(field, value);
            } else if (STATE.contains(field)) {
                state.set(field, value);
            } else if (!LEFT_OUT.contains(field)) {
                layer.set(RENAMED.getOrDefault(field, field), value);
            }
        });
        String type = reference.get("type").stringValue();
        if (RECURRENT.contains(type)) {
            layer.put("biases", parameters.has("b_hh") ? "two" : parameters.has("b_ih") ? "one" : "none");
        }
        if (!type.equals("shared")) {
            layer.set("parameters", parameters);
            layer.set("state", state);
        }
        return layer;
    }

    @Override
    public String toString() {
        return name;
    }
}
