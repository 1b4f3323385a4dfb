package backproplab.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.optimizer.OptimizerState;
import backproplab.random.SeededRandom;
import backproplab.reference.ReferenceCase;
import backproplab.tensor.Tensor;
import backproplab.training.Checkpoint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Writing: what is written reads back to the same experiment, to the last bit.
class ExperimentWriterTest {
    private static final String EVERYTHING =
            """
            {"format": "backprop-lab/1", "title": "All of it", "about": "# Look\\n\\u0000 \\\\ \\"x\\" 𝛿 \\ud800", "seed": -9007199254740993,
             "weights_seed": 5,
             "data": {"source": "inline", "inputs": {"x": [[1, 2]], "y": [[3]]}, "targets": {"sum": [[1, 0]], "head": [[1e-320]]}},
             "network": {"input": {"x": [2], "y": [1]}, "layers": [
               {"name": "sum", "type": "dense", "inputs": ["x"], "units": 2, "use_bias": false,
                "activation": {"type": "prelu", "alpha": [0.1, 0.2]}, "initializer": {"type": "zeros"}},
               {"name": "norm", "type": "batch_norm", "state": {"running_mean": [0.1, 0.3]}},
               {"name": "head", "type": "dense", "inputs": ["y"], "activation": {"type": "softmax"},
                "initializer": {"type": "he_normal"}, "bias_initializer": {"type": "he_normal"}}]},
             "losses": [{"on": "sum", "type": "huber", "delta": 2, "output_reduction": "mean", "weight": 0.25},
                        {"on": "head", "type": "categorical_cross_entropy", "batch_reduction": "sum"}],
             "optimizer": {"type": "adamw", "l1": 0.1, "decay_on": "all", "update": "weights_only",
                           "clip": {"type": "value", "limit": 3}},
             "training": {"batch_size": 3, "shuffle": false, "test_share": 0.5, "standardise": true, "epochs": 7},
             "progress": {"step": 5, "epoch": 5, "batch": 0, "updates": 4},
             "view": {"tab": "steps", "zoom": [1, null, {"a": false}]}}
            """;

    @TempDir Path folder;

    static Stream<ReferenceCase> references() {
        return ReferenceCase.all("A", "B", "C", "D", "F", "G", "I")
                .filter(it -> it.json().has("batch") && !it.isRefused());
    }

    @ParameterizedTest
    @MethodSource("references")
    void readsBackWhatItWrites(ReferenceCase reference) {
        assertReadsBack(new JsonMapper().writeValueAsString(reference.experiment()));
    }

    @Test
    void keepsEveryField() {
        Experiment written = assertReadsBack(EVERYTHING);

        assertEquals(-9007199254740993L, written.seed());
        assertEquals("{\"tab\": \"steps\", \"zoom\": [1, null, {\"a\": false}]}", JsonWriter.compact(written.view()));
        assertTrue(written.about().startsWith("# Look\n\u0000 \\ \"x\" 𝛿 \ud800"));
    }

    @Test
    void keepsTheOptimizersMemory() {
        LoadedExperiment start = load(EVERYTHING.replace("adamw", "adam"));
        OptimizerState optimizer = start.start().optimizer();
        SeededRandom random = new SeededRandom(3);
        for (int p = 0; p < optimizer.tensors(); p++) {
            for (double[] slot : optimizer.slots(p)) {
                Arrays.setAll(slot, _ -> random.nextGaussian() * 1e-9);
            }
        }
        Experiment saved = start.experiment().at(new Checkpoint(start.parameters(), optimizer, 12, 3, 0));

        LoadedExperiment again = load(ExperimentFile.format(saved));

        assertEquals(saved, again.experiment());
        assertEquals(12, again.start().step());
        for (int p = 0; p < optimizer.tensors(); p++) {
            assertTrue(Arrays.deepEquals(optimizer.slots(p), again.start().optimizer().slots(p)));
        }
    }

    /// Random bit patterns: every magnitude a double can have.
    @Test
    void writesEveryDoubleSoThatItReadsBackToTheSameBits() {
        SeededRandom random = new SeededRandom(1);
        double[] values =
                Stream.generate(random::nextLong)
                        .mapToDouble(Double::longBitsToDouble)
                        .filter(Double::isFinite)
                        .limit(5000)
                        .toArray();
        values[0] = -0.0;
        values[1] = Double.MIN_VALUE;
        values[2] = Double.MAX_VALUE;

        Json read = JsonReader.read(JsonWriter.compact(Json.of(values)), new Problems()).orElseThrow();

        assertArrayEquals(values, ((Json.Numbers) read).values());
    }

    @Test
    void writesOneRowOfAMatrixALine() {
        double[] row = new double[30];
        Arrays.fill(row, 0.125);
        Json matrix = Json.of(Tensor.matrix(row, row));
        String text =
                JsonWriter.pretty(
                        new Json.Builder()
                                .put("name", "m")
                                .put("weights", matrix)
                                .put("b", Json.of(new double[2]))
                                .build());

        assertEquals(
                """
                {
                  "name": "m",
                  "weights": [
                    %1$s,
                    %1$s
                  ],
                  "b": [0, 0]
                }
                """
                        .formatted(Arrays.toString(row)),
                text);
    }

    @Test
    void replacesAFileAsAWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("run.json"), "old");

        ExperimentFile.write(read(EVERYTHING), file);

        assertEquals(ExperimentFile.format(read(EVERYTHING)), Files.readString(file));
        assertEquals(List.of(file), list(folder));
        assertThrows(IOException.class, () -> ExperimentFile.write(read(EVERYTHING), folder.resolve("none/run.json")));
        assertThrows(IOException.class, () -> ExperimentFile.write(read(EVERYTHING), folder));
        assertEquals(List.of(file), list(folder));
    }

    @Test
    void writesPathsOfDataFromTheFolderOfTheFile() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("runs"));
        Files.writeString(folder.resolve("data/points.csv"), "a,b,y\n1,2,3\n4,5,6\n");
        String text =
                """
                {"format": "backprop-lab/1",
                 "data": {"source": "csv", "path": "data/points.csv", "targets": ["y"], "ignored": [2]},
                 "network": {"input": [1], "layers": [{"name": "out", "type": "dense"}]},
                 "losses": [{"type": "squared_error"}]}
                """;
        Path file = Files.writeString(folder.resolve("csv.json"), text);
        LoadedExperiment loaded = done(ExperimentFile.read(file));
        Path saved = folder.resolve("runs/saved.json");

        ExperimentFile.write(loaded.experiment(), saved);

        assertTrue(Files.readString(saved).contains("\"path\": \"../data/points.csv\""));
        assertEquals(loaded.samples(), done(ExperimentFile.read(saved)).samples());
        assertEquals(Tensor.matrix(new double[] {1}, new double[] {4}), loaded.samples().input());
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /// @return what was read from `text`
    private static Experiment assertReadsBack(String text) {
        LoadedExperiment loaded = load(text);
        String written = ExperimentFile.format(loaded.experiment());
        LoadedExperiment again = load(written);

        assertEquals(loaded.parameters().asMap(), again.experiment().numbers());
        assertEquals(loaded.samples(), again.samples());
        assertEquals(loaded.experiment(), withNumbersOf(loaded.experiment(), again.experiment()));
        assertEquals(written, ExperimentFile.format(again.experiment()));
        return loaded.experiment();
    }

    /// A file that is written holds the numbers that are drawn, too.
    private static Experiment withNumbersOf(Experiment numbers, Experiment it) {
        return new Experiment(
                it.title(),
                it.about(),
                it.seed(),
                it.weightsSeed(),
                it.data(),
                it.network(),
                numbers.numbers(),
                it.losses(),
                it.rule(),
                it.training(),
                it.progress(),
                it.view());
    }

    private static Experiment read(String text) {
        return done(ExperimentFile.parse(text)).experiment();
    }

    private static LoadedExperiment load(String text) {
        return done(ExperimentFile.parse(text));
    }

    private static LoadedExperiment done(Reading<LoadedExperiment> reading) {
        return switch (reading) {
            case Reading.Done<LoadedExperiment>(LoadedExperiment loaded) -> loaded;
            case Reading.Refused<LoadedExperiment>(List<ExperimentProblem> problems) ->
                    throw new AssertionError(problems.toString());
        };
    }
}
