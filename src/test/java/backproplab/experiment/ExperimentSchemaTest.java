package backproplab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import backproplab.catalog.Catalog;
import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.data.BundledSets;
import backproplab.data.Generators;
import backproplab.initializer.Initializers;
import backproplab.layer.Layers;
import backproplab.layer.OutputFunctions;
import backproplab.loss.Losses;
import backproplab.optimizer.Clippings;
import backproplab.optimizer.Optimizers;
import backproplab.reference.ReferenceCase;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Files, schema and code say the same.
class ExperimentSchemaTest {
    private static final Path STORED = Path.of("assets/experiment.schema.json");
    private static final Schema SCHEMA = schema();

    /// Each with `%s` where a member of one catalog stands, and a network that all members of it fit.
    private static final String FILE =
            """
            {"format": "backprop-lab/1", "title": "t", "about": "", "seed": 3, "weights_seed": 4,
             "data": {"source": "inline", "inputs": [[1, 2]], "targets": [[1]]},
             "network": {"input": [2], "layers": [
               {"name": "hidden", "type": "dense", "units": 3, "activation": {"type": "tanh"},
                "initializer": {"type": "zeros"}, "inputs": ["input"], "parameters": {"bias": [1, 2, 3]}, "state": {}},
               {"name": "out", "type": "dense"}]},
             "losses": [{"on": "out", "type": "squared_error", "output_reduction": "mean", "weight": 2}],
             "optimizer": {"type": "sgd", "clip": {"type": "norm"}, "update": "all", "l2": 0.1},
             "training": {"batch_size": 5, "standardise": true},
             "progress": {"step": 1, "epoch": 1, "batch": 0, "updates": 1, "optimizer": {}},
             "view": {"anything": [1, "x"]}}
            """;

    private static Schema schema() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonWriter.compact(ExperimentSchema.generate()), InputFormat.JSON);
    }

    @Test
    void storedSchemaIsTheGeneratedOne() throws IOException {
        String generated = JsonWriter.pretty(ExperimentSchema.generate());
        if (!Files.exists(STORED) || !Files.readString(STORED).equals(generated)) {
            Path fresh = Files.writeString(Path.of("target/experiment.schema.json"), generated);
            throw new AssertionError("the catalogs have changed: cp %s %s".formatted(fresh, STORED));
        }
    }

    @Test
    void bothTakeAFileWithEveryField() {
        assertTaken(FILE);
    }

    static Stream<ReferenceCase> references() {
        return ReferenceCase.all("A", "B", "C", "D", "G", "I").filter(it -> it.json().has("batch") && !it.isRefused());
    }

    @ParameterizedTest
    @MethodSource("references")
    void bothTakeTheReferenceCases(ReferenceCase reference) {
        assertTaken(new JsonMapper().writeValueAsString(reference.experiment()));
    }

    @ParameterizedTest
    @MethodSource("references")
    void schemaTakesWhatIsWritten(ReferenceCase reference) {
        String text = new JsonMapper().writeValueAsString(reference.experiment());

        assertTaken(ExperimentFile.format(assertTaken(text).experiment()));
    }

    static Stream<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("sample-networks"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void bothTakeTheSampleNetworks(Path sample) throws IOException {
        assertTaken(Files.readString(sample));
    }

    static Stream<Arguments> members() {
        return Stream.of(
                        entries(OutputFunctions.CATALOG, "{\"type\": \"tanh\"}", "type"),
                        entries(Initializers.CATALOG, "{\"type\": \"zeros\"}", "type"),
                        entries(Clippings.CATALOG, "{\"type\": \"norm\"}", "type"),
                        entries(
                                Optimizers.CATALOG,
                                "{\"type\": \"sgd\", \"clip\": {\"type\": \"norm\"}, \"update\": \"all\", \"l2\": 0.1}",
                                "type"),
                        entries(
                                Losses.CATALOG,
                                "{\"on\": \"out\", \"type\": \"squared_error\", \"output_reduction\": \"mean\","
                                        + " \"weight\": 2}",
                                "type"))
                .flatMap(it -> it);
    }

    private static Stream<Arguments> entries(Catalog<?> catalog, String replaced, String idField) {
        return catalog.entries().stream().map(it -> Arguments.of(it, replaced, idField));
    }

    /// Every member of every catalog with every setting written out, and then with one that there is not.
    @ParameterizedTest
    @MethodSource("members")
    void bothKnowEveryIdAndEverySetting(Entry<?> entry, String replaced, String idField) {
        Json.Builder member = new Json.Builder().put(idField, entry.id());
        for (Setting setting : entry.settings()) {
            member.put(setting.id(), Members.json(setting, setting.standard()));
        }

        assertTaken(FILE.replace(replaced, JsonWriter.compact(member.build())));
        assertRefused(FILE.replace(replaced, JsonWriter.compact(member.put("settling", "x").build())));
    }

    /// The reader may find that the samples do not fit the network, but knows the source and its settings.
    @Test
    void bothKnowEverySourceThatNeedsNoFile() {
        Stream.concat(Generators.CATALOG.entries().stream(), BundledSets.CATALOG.entries().stream())
                .forEach(entry -> {
                    Json.Builder data = new Json.Builder().put(DataReader.SOURCE, entry.id());
                    entry.settings().forEach(it -> data.put(it.id(), Members.json(it, it.standard())));
                    String text = FILE.replaceFirst("\\{\"source.*\\}", JsonWriter.compact(data.build()));

                    assertEquals(List.of(), errors(text), entry.id());
                    assertEquals(Set.of(), placesIn(text, "/data/"), entry.id());
                    String misspelled = text.replace(entry.id(), entry.id() + "x");
                    assertNotEquals(List.of(), errors(misspelled), entry.id());
                    assertEquals(Set.of("/data/source"), placesIn(misspelled, "/data/"), entry.id());
                });
    }

    private static Set<String> placesIn(String text, String part) {
        return switch (ExperimentFile.parse(text)) {
            case Reading.Done<LoadedExperiment> _ -> Set.of();
            case Reading.Refused<LoadedExperiment>(List<ExperimentProblem> problems) ->
                    problems.stream()
                            .map(ExperimentProblem::at)
                            .filter(it -> it.startsWith(part))
                            .collect(Collectors.toSet());
        };
    }

    @Test
    void schemaKnowsEveryLayerType() {
        for (var entry : Layers.CATALOG.entries()) {
            Json.Builder layer = new Json.Builder().put("name", "more").put("type", entry.id());
            entry.settings().forEach(it -> layer.put(it.id(), Members.json(it, it.standard())));
            String text =
                    FILE.replace("{\"name\": \"out\"", JsonWriter.compact(layer.build()) + ", {\"name\": \"out\"");

            assertEquals(List.of(), errors(text), entry.id());
            assertNotEquals(List.of(), errors(text.replace("\"more\"", "7")), entry.id());
        }
    }

    @Test
    void filesMayNameTheirSchema() {
        assertTaken(FILE.replace("\"title\": \"t\"", "\"$schema\": \"../assets/experiment.schema.json\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"seed\": 3 > \"seed\": 3.5",
                "\"seed\": 3 > \"seeed\": 3",
                "\"format\": \"backprop-lab/1\" > \"format\": \"backprop-lab/0\"",
                "\"source\": \"inline\" > \"source\": \"outline\"",
                "[[1, 2]] > []",
                "[[1, 2]] > [[1, \"NaN\"]]",
                "[[1, 2]] > 5",
                "\"input\": [2] > \"input\": [0]",
                "\"input\": [2] > \"input\": 2",
                "\"units\": 3 > \"units\": 0",
                "\"units\": 3 > \"units\": \"3\"",
                "\"name\": \"hidden\", > ",
                "{\"type\": \"tanh\"} > {\"type\": \"tahn\"}",
                "{\"type\": \"tanh\"} > \"tanh\"",
                "\"weight\": 2 > \"weight\": -2",
                "\"output_reduction\": \"mean\" > \"output_reduction\": \"average\"",
                "\"l2\": 0.1 > \"l2\": true",
                "{\"type\": \"norm\"} > {\"type\": \"norm\", \"max_norm\": 0}",
                "\"batch_size\": 5 > \"batch_size\": 0",
                "\"step\": 1 > \"step\": -1",
                "\"view\": {\"anything\": [1, \"x\"]} > \"view\": []"
            })
    void bothRefuseWhatIsBroken(String change) {
        String[] parts = change.split(" > ", -1);

        assertRefused(FILE.replace(parts[0], parts[1]));
    }

    private static LoadedExperiment assertTaken(String text) {
        assertEquals(List.of(), errors(text));
        return switch (ExperimentFile.parse(text)) {
            case Reading.Done<LoadedExperiment>(LoadedExperiment loaded) -> loaded;
            case Reading.Refused<LoadedExperiment>(List<ExperimentProblem> problems) ->
                    throw new AssertionError(problems.toString());
        };
    }

    private static void assertRefused(String text) {
        assertNotEquals(FILE, text);
        assertNotEquals(List.of(), errors(text), "the schema takes it");
        assertInstanceOf(Reading.Refused.class, ExperimentFile.parse(text), "the reader takes it");
    }

    private static List<Error> errors(String text) {
        return SCHEMA.validate(text, InputFormat.JSON);
    }
}
