package backproplab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.reference.ReferenceCase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

class TrainCommandTest {
    /// 30 training samples in batches of 7: the last one of an epoch is smaller.
    private static final String CIRCLE =
            """
            {"format": "backprop-lab/1", "title": "Circle", "seed": 11,
             "data": {"source": "circle", "samples": 40},
             "network": {"input": [2], "layers": [
               {"name": "hidden", "type": "dense", "units": 5},
               {"name": "norm", "type": "batch_norm", "activation": {"type": "prelu"}},
               {"name": "out", "type": "dense", "activation": {"type": "sigmoid"}}]},
             "losses": [{"type": "binary_cross_entropy"}],
             "optimizer": {"type": "adam", "learning_rate": 0.03},
             "training": {"batch_size": 7, "test_share": 0.25, "epochs": 3}}
            """;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"adam", "momentum", "adadelta"})
    void goesOnFromASavedFileAsIfItHadNeverStopped(String optimizer) throws IOException {
        String start = file("start.json", CIRCLE.replace("adam", optimizer));
        String half = path("half.json");
        String whole = path("whole.json");
        String atOnce = path("at-once.json");

        CommandRun.of("train", start, "--steps", "100", "--save", half).succeeded();
        CommandRun.of("train", half, "--steps", "100", "--save", whole).succeeded();
        CommandRun.of("train", start, "--steps", "200", "--save", atOnce).succeeded();

        assertEquals(Files.readString(Path.of(atOnce)), Files.readString(Path.of(whole)));
        assertEquals(200, read(atOnce).at("/progress/step").intValue());
    }

    @Test
    void reportsLossesLayersAndUnits() {
        CommandRun run = CommandRun.of("train", file("circle.json", CIRCLE), "--json").succeeded();

        JsonNode report = run.json();
        assertEquals(15, report.get("step").intValue());
        assertEquals(3, report.get("epoch").intValue());
        assertEquals(30, report.at("/training/samples").intValue());
        assertEquals(10, report.at("/test/samples").intValue());
        assertTrue(report.at("/training/accuracy").isNumber());
        assertEquals(
                List.of("hidden", "norm", "out"),
                report.get("layers").valueStream().map(it -> it.get("name").stringValue()).toList());
        assertEquals(5, report.at("/layers/1/units").intValue());
        assertTrue(report.at("/layers/0/weight_gradient/rms").doubleValue() > 0);
        assertFalse(report.has("diverged"));
    }

    @Test
    void printsATableForPeople() {
        String text = CommandRun.of("train", file("circle.json", CIRCLE), "--epochs", "1").succeeded().out();

        assertTrue(text.startsWith("Circle: 5 updates, 1 epoch\n"), text);
        assertTrue(text.contains("RMS ∂L/∂W"), text);
        assertTrue(text.contains("for all 30 training samples after 5 updates"), text);
    }

    /// The losses are those of the reference, and so is the update before which they turn.
    @Test
    void stopsWhereARunDiverges() throws IOException {
        JsonNode expected = ReferenceCase.of("I39_divergence").expect();
        int update = expected.get("first_non_finite_loss_before_update").intValue();
        String start =
                file(
                        "diverges.json",
                        new JsonMapper().writeValueAsString(ReferenceCase.of("I39_divergence").experiment()));
        String saved = path("saved.json");
        String csv = path("course.csv");

        CommandRun run = CommandRun.of("train", start, "--steps", "1000", "--json", "--save", saved, "--csv", csv);

        assertEquals(1, run.exitCode());
        assertEquals(
                "backprop-lab: %s: diverged in update %d: loss of layer `layer1` became ∞; kept is the state after %d updates; try a smaller `learning_rate` or `clip`"
                        .formatted(start, update, update - 1),
                run.err().strip());
        assertEquals(update, run.json().at("/diverged/update").intValue());
        assertEquals("loss", run.json().at("/diverged/quantity").stringValue());
        assertEquals(update - 1, read(saved).at("/progress/step").intValue());
        assertEquals(Math.pow(-11, update - 1), weight(saved), 1e-9 * Math.pow(11, update - 1));
        List<Double> losses = expected.get("first_losses").valueStream().map(JsonNode::doubleValue).toList();
        assertEquals(
                losses, column("training_loss", csv).subList(0, losses.size()).stream().map(Double::valueOf).toList());
        assertEquals(1, CommandRun.of("train", saved, "--steps", "1").exitCode());
    }

    private static double weight(String saved) throws IOException {
        return read(saved).at("/network/layers/0/parameters/weights/0/0").doubleValue();
    }

    @Test
    void writesTheCourseOfTheRun() throws IOException {
        String csv = path("course.csv");

        CommandRun.of("train", file("circle.json", CIRCLE), "--csv", csv).succeeded();

        assertEquals(List.of("0", "5", "10", "15"), column("step", csv));
        assertEquals(List.of("0", "1", "2", "3"), column("epoch", csv));
        assertEquals("", column("hidden.delta_rms", csv).getFirst());
        assertTrue(Double.parseDouble(column("hidden.delta_rms", csv).getLast()) > 0);
        assertEquals(List.of("0", "0", "0", "0"), column("norm.dead_units", csv));
    }

    @Test
    void keepsTheCourseOfALongRunShort() throws IOException {
        String csv = path("course.csv");

        CommandRun.of("train", file("circle.json", CIRCLE), "--steps", "6001", "--csv", csv).succeeded();

        List<String> steps = column("step", csv);
        assertEquals("6001", steps.getLast());
        assertTrue(steps.size() <= TrainingLog.ROWS + 2, steps.size() + " rows");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--steps 0             | `--steps` must be 1 or more, got 0",
                "--threads 0           | `--threads` must be 1 or more, got 0",
                "--epochs -3           | `--epochs` must be 1 or more, got -3",
                "--epochs x            | is not a long",
                "--steps 1 --epochs 1  | mutually exclusive",
                "--save none/out.json  | there is no folder",
                "--csv .               | is a folder"
            })
    void refusesBeforeAStepRuns(String options, String expected) throws IOException {
        String start = file("circle.json", CIRCLE);
        String[] arguments =
                Stream.concat(Stream.of("train", start), Stream.of(options.split(" "))).toArray(String[]::new);

        String line = CommandRun.of(arguments).refusal();

        assertTrue(line.contains(expected), line);
        assertEquals(List.of(start), files());
    }

    @Test
    void refusesAFileWithProblemsInOneLine() {
        String bad = file("bad.json", CIRCLE.replace("adam", "adma").replace("circle\"", "cirle\""));

        CommandRun run = CommandRun.of("train", bad);

        assertEquals("", run.out());
        assertEquals(
                "backprop-lab: %s: /data/source: there is no data source `cirle`; did you mean `circle`? (and 1 more; `backprop-lab gradients` lists them all)"
                        .formatted(bad),
                run.refusal());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).toList();
        }
    }

    private static List<String> column(String name, String csv) throws IOException {
        List<String[]> rows = Files.readAllLines(Path.of(csv)).stream().map(it -> it.split(",", -1)).toList();
        int index = Arrays.asList(rows.getFirst()).indexOf(name);
        return rows.stream().skip(1).map(it -> it[index]).toList();
    }

    private static JsonNode read(String file) throws IOException {
        return new JsonMapper().readTree(Files.readString(Path.of(file)));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String file(String name, String content) {
        return CommandRun.file(folder, name, content);
    }

    @Test
    void whatTheDataDoctorFindsIsToldBeforeTheFirstStep() {
        String far =
                CIRCLE.replace(
                        "\"circle\", \"samples\": 40",
                        "\"inline\", \"inputs\": [[50, 1], [70, 2]], \"targets\": [[0], [1]]");
        String screen = CommandRun.onTerminal("train", file("far.json", far), "--steps", "1");
        assertTrue(
                screen.startsWith("backprop-lab: warning: inputs: 1 of 2 columns is not standardised: column 1 (mean "),
                screen);
        assertTrue(screen.lines().findFirst().orElseThrow().contains("; rule: |mean| or standard deviation above 3"));
        assertTrue(screen.lines().findFirst().orElseThrow().contains("; way out: standardise the inputs"));
        assertEquals(1, screen.lines().filter(it -> it.startsWith("backprop-lab:")).count(), screen);
        JsonNode report = CommandRun.of("train", file("far.json", far), "--steps", "1", "--json").succeeded().json();
        assertEquals(1, report.get("findings").size());
        assertEquals("warning", report.at("/findings/0/severity").stringValue());
        assertEquals("large_inputs", report.at("/findings/0/kind").stringValue());
        assertTrue(report.at("/findings/0/way_out").stringValue().startsWith("standardise the inputs"));
        JsonNode healthy = CommandRun.of("train", file("circle.json", CIRCLE), "--json").succeeded().json();
        assertEquals(0, healthy.get("findings").size());
    }
}
