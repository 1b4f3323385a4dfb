package backproplab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.activation.Tanh;
import backproplab.layer.Dense;
import backproplab.layer.OutputFunctions;
import backproplab.loss.SquaredError;
import backproplab.network.LossTerm;
import backproplab.network.Parameters;
import backproplab.optimizer.Sgd;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reading: what a small file means, and for each kind of mistake the place that is named.
class ExperimentReaderTest {
    private static final String FILE =
            """
            {"format": "backprop-lab/1", "seed": 7,
             "data": {"source": "inline", "inputs": [[1, 2], [3, 4]], "targets": [[0.5], [1]]},
             "network": {"input": [2], "layers": [
               {"name": "hidden", "type": "dense", "units": 3, "activation": {"type": "tanh"}},
               {"name": "out", "type": "dense", "units": 1, "parameters": {"weights": [[0.1, 0.2, 0.3]]}}]},
             "losses": [{"type": "squared_error", "factor": 1}],
             "optimizer": {"type": "sgd", "learning_rate": 0.5, "clip": {"type": "norm", "max_norm": 2}},
             "training": {"batch_size": 1, "shuffle": false}}
            """;

    @TempDir Path folder;

    @Test
    void readsAChainWithDefaults() {
        LoadedExperiment loaded = done(FILE);
        Experiment experiment = loaded.experiment();

        assertEquals(7, experiment.seed());
        assertEquals(7, experiment.weightsSeed());
        assertEquals(List.of(Shape.of(2)), List.copyOf(experiment.network().inputs().values()));
        assertEquals(new Dense(3), experiment.network().layers().getFirst().layer());
        assertEquals(OutputFunctions.of(new Tanh()), experiment.network().layers().getFirst().function());
        assertEquals(List.of("hidden"), experiment.network().layers().getLast().inputs());
        assertEquals(List.of(LossTerm.of("out", new SquaredError(1))), experiment.losses());
        assertEquals(new Sgd(0.5), experiment.rule().optimizer());
        assertEquals(new TrainingOptions(1, false, 0, false, 100), experiment.training());
        assertEquals(Tensor.matrix(new double[] {1, 2}, new double[] {3, 4}), loaded.samples().input());
    }

    @Test
    void drawsWhatIsNotGiven() {
        Parameters parameters = done(FILE).parameters();

        assertEquals(Tensor.matrix(new double[] {0.1, 0.2, 0.3}), parameters.get("out", "weights"));
        assertEquals(
                Parameters.initial(done(FILE).experiment().network(), 7).get("hidden", "weights"),
                parameters.get("hidden", "weights"));
    }

    @Test
    void drawsOtherWeightsFromASeedOfTheirOwn() {
        LoadedExperiment other = done(FILE.replace("\"seed\": 7", "\"seed\": 7, \"weights_seed\": 8"));

        assertEquals(7, other.experiment().seed());
        assertEquals(
                Parameters.initial(other.experiment().network(), 8).get("hidden", "weights"),
                other.parameters().get("hidden", "weights"));
    }

    @Test
    void needsNoMoreThanDataNetworkAndLosses() {
        Experiment experiment =
                done(FILE.replaceAll("(?s),\\s*\"optimizer\".*", "}").replace("\"seed\": 7,", "")).experiment();

        assertEquals(1, experiment.seed());
        assertEquals(UpdateRule.of(new Sgd(0.1)), experiment.rule());
        assertEquals(TrainingOptions.STANDARD, experiment.training());
    }

    @Test
    void letsGivenParametersDecideHowManySlopesPreluLearns() {
        LoadedExperiment loaded =
                done(
                        FILE.replace(
                                "{\"type\": \"tanh\"}}",
                                "{\"type\": \"prelu\"}, \"parameters\": {\"alpha\": [0.1, 0.2, 0.3]}}"));

        assertEquals(Tensor.vector(0.1, 0.2, 0.3), loaded.parameters().get("hidden", "alpha"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"backprop-lab/1\"        | \"backprop-lab/2\"          | /format                                   |"
                        + " this program reads `backprop-lab/1`",
                "\"format\": \"backprop-lab/1\", | ''                   | ''                                        |"
                        + " `format` is missing",
                "\"seed\": 7               | \"sede\": 7                 | /sede                                     |"
                        + " did you mean `seed`?",
                "\"seed\": 7               | \"seed\": 7.5               | /seed                                     |"
                        + " whole number",
                "\"seed\": 7               | \"seed\": 7, \"seed\": 8    | /seed                                     |"
                        + " second time",
                "\"inline\"                | \"inlien\"                  | /data/source                              |"
                        + " did you mean `inline`?",
                "[[1, 2], [3, 4]]          | [[1, 2], [3]]               | /data/inputs/1                            |"
                        + " row 1 has length 1, row 0 has length 2",
                "[[1, 2], [3, 4]]          | [[1, NaN], [3, 4]]          | /data/inputs/0/1                          |"
                        + " got NaN",
                "[[1, 2], [3, 4]]          | [[1, 1e999], [3, 4]]        | /data/inputs/0/1                          |"
                        + " got 1e999",
                "[[1, 2], [3, 4]]          | [[1, null], [3, 4]]         | /data/inputs/0/1                          |"
                        + " got null",
                "[[1, 2], [3, 4]]          | [1, 2]                      | /data/inputs                              |"
                        + " brackets of its own",
                "[[1, 2], [3, 4]]          | []                          | /data/inputs                              |"
                        + " is empty",
                "[[1, 2], [3, 4]]          | [[1, 2]]                    | /data/targets                             |"
                        + " here is 2, in `inputs` it is 1",
                "\"input\": [2]            | \"input\": 2                | /network/input                            |"
                        + " must be an array",
                "\"input\": [2]            | \"input\": [0]              | /network/input/0                          |"
                        + " whole number from 1",
                "\"input\": [2]            | \"input\": [3]              | /data/inputs                              |"
                        + " shape [2]",
                "\"name\": \"hidden\",     | ''                          | /network/layers/0                         |"
                        + " `name` is missing",
                "\"name\": \"out\"         | \"name\": \"hidden\"        | /network/layers/1/name                    |"
                        + " two layers",
                "\"units\": 3              | \"units\": -3               | /network/layers/0/units                   |"
                        + " whole number from 1",
                "\"units\": 3              | \"units\": \"3\"            | /network/layers/0/units                   |"
                        + " got \"3\"",
                "\"units\": 3              | \"unit\": 3                 | /network/layers/0/unit                    |"
                        + " did you mean `units`?",
                "{\"type\": \"tanh\"}      | \"tanh\"                    | /network/layers/0/activation              |"
                        + " {\"type\": \"tanh\"}",
                "{\"type\": \"tanh\"}      | {\"type\": \"tanh\", \"a\": 1} | /network/layers/0/activation/a         |"
                        + " no field `a`",
                "{\"type\": \"tanh\"}      | {\"type\": \"hard_tanh\", \"min\": 2} | /network/layers/0/activation    |"
                        + " `min` must be below `max`",
                "[[0.1, 0.2, 0.3]]         | [[0.1, 0.2]]                | /network/layers/1/parameters/weights      |"
                        + " needs [1, 3]",
                "\"weights\"               | \"weight\"                  | /network/layers/1/parameters/weight       |"
                        + " no parameter `weight`",
                "\"parameters\"            | \"state\"                   | /network/layers/1/state/weights           |"
                        + " move it to `parameters`",
                "\"units\": 1,             | '\"units\": 1, \"inputs\": [\"hiden\"],' | /network/layers/1/inputs/0  |"
                        + " did you mean `hidden`?",
                "\"squared_error\"         | \"sqared_error\"            | /losses/0/type                            |"
                        + " did you mean `squared_error`?",
                "\"factor\": 1             | \"on\": \"hiden\"           | /losses/0/on                              |"
                        + " did you mean `hidden`?",
                "\"squared_error\", \"factor\": 1 | \"hinge\"            | /data/targets/0/0                         |"
                        + " -1 or 1",
                "[{\"type\": \"squared_error\", \"factor\": 1}] | []     | /losses                                   |"
                        + " no loss",
                "\"sgd\"                   | \"sdg\"                     | /optimizer/type                           |"
                        + " did you mean `sgd`?",
                "\"learning_rate\": 0.5    | \"learning_rate\": NaN      | /optimizer/learning_rate                  |"
                        + " must be a positive finite number, got NaN",
                "\"learning_rate\": 0.5    | \"learning_rate\": \"NaN\"  | /optimizer/learning_rate                  |"
                        + " must be a positive finite number, got NaN",
                "\"learning_rate\": 0.5    | \"learning_rate\": 1e999    | /optimizer/learning_rate                  |"
                        + " got 1e999",
                "\"max_norm\": 2           | \"max_norm\": 0             | /optimizer/clip/max_norm                  |"
                        + " excluded",
                "\"shuffle\": false        | \"shuffle\": 0              | /training/shuffle                         |"
                        + " true or false",
                "\"shuffle\": false        | \"a/b~c\": 0                | /training/a~1b~0c                         |"
                        + " no field `a/b~c`",
                "\"batch_size\": 1         | \"batch_size\": 0           | /training/batch_size                      |"
                        + " whole number from 1"
            })
    void namesThePlaceOfAMistake(String right, String wrong, String at, String text) {
        assertTrue(FILE.contains(right), right);

        List<ExperimentProblem> problems = refused(FILE.replace(right, wrong));

        assertEquals(at, problems.getFirst().at());
        String told = problems.getFirst().message() + "; " + problems.getFirst().hint();
        assertTrue(told.contains(text), told);
        assertEquals(1, problems.size(), problems::toString);
    }

    @Test
    void refusesANetworkThatNoMemoryHolds() {
        ExperimentProblem problem = refused(FILE.replace("\"input\": [2]", "\"input\": [2000000000]")).getFirst();

        assertEquals("/network/layers/0", problem.at());
        assertTrue(problem.message().startsWith("layer `hidden` is too large"), problem.message());
    }

    @Test
    void needsTheSamplesOfEveryInputByName() {
        String wrong = FILE.replace("\"inputs\": [[1, 2], [3, 4]]", "\"inputs\": {\"inptu\": [[1, 2], [3, 4]]}");

        assertEquals(
                List.of("/data/inputs", "/data/inputs/inptu"),
                refused(wrong).stream().map(ExperimentProblem::at).toList());
    }

    @Test
    void asksWhichOfSeveralInputsFeedsTheFirstLayer() {
        ExperimentProblem problem =
                refused(FILE.replace("\"input\": [2]", "\"input\": {\"x\": [2], \"y\": [1]}")).getFirst();

        assertEquals("/network/layers/0", problem.at());
        assertTrue(problem.message().contains("several inputs"), problem.message());
    }

    @Test
    void tellsAllMistakesAtOnce() {
        String wrong =
                FILE.replace("\"seed\": 7", "\"seed\": true")
                        .replace("tanh", "tahn")
                        .replace("sgd", "sdg")
                        .replace("[[0.5], [1]]", "[[0.5], [\"NaN\"]]");

        assertEquals(
                List.of("/seed", "/network/layers/0/activation/type", "/data/targets/1/0", "/optimizer/type"),
                refused(wrong).stream().map(ExperimentProblem::at).toList());
    }

    @Test
    void tellsWhereTheTextStopsBeingJson() {
        ExperimentProblem problem = refused("{\"format\": \"backprop-lab/1\",\n  \"seed\" 7}").getFirst();

        assertEquals("", problem.at());
        assertTrue(problem.message().startsWith("line 2, column 10: this is not JSON: "), problem.message());
        assertTrue(refused("").getFirst().message().contains("empty"));
        assertTrue(refused("{\"format\": ").getFirst().message().contains("ends in the middle"));
        assertTrue(refused("{} {}").getFirst().message().contains("something follows"));
        assertTrue(refused("[]").getFirst().message().contains("must be an object, got an empty array"));
    }

    @Test
    void tellsAProblemInOneLineWhateverTheNames() {
        String line = refused(FILE.replace("\"hidden\"", "\"a\\nb\"").replace("tanh", "tahn")).getFirst().toString();

        assertEquals(1, line.lines().count(), line);
        String named =
                refused(FILE.replace("\"out\"", "\"a\\nb\"").replace("[[0.1, 0.2, 0.3]]", "[[1]]"))
                        .getFirst()
                        .toString();
        assertEquals(1, named.lines().count(), named);
    }

    @Test
    void survivesNestingWithoutEnd() {
        String deep = "{\"view\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertTrue(refused(deep).getFirst().message().contains("lie in each other"));
    }

    @Test
    void tellsWhyAFileCannotBeRead() throws IOException {
        assertTrue(refusedFile(folder.resolve("none.json")).message().startsWith("there is no file"));
        assertTrue(refusedFile(folder).message().endsWith("is a folder"));
        Path binary = Files.write(folder.resolve("binary.json"), new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"'});
        assertEquals("", refusedFile(binary).at());
    }

    private static LoadedExperiment done(String text) {
        return switch (ExperimentFile.parse(text)) {
            case Reading.Done<LoadedExperiment>(LoadedExperiment loaded) -> loaded;
            case Reading.Refused<LoadedExperiment>(List<ExperimentProblem> problems) ->
                    throw new AssertionError(problems.toString());
        };
    }

    private static List<ExperimentProblem> refused(String text) {
        return problems(ExperimentFile.parse(text));
    }

    private static ExperimentProblem refusedFile(Path path) {
        return problems(ExperimentFile.read(path)).getFirst();
    }

    private static List<ExperimentProblem> problems(Reading<LoadedExperiment> reading) {
        return switch (reading) {
            case Reading.Done<LoadedExperiment> it -> throw new AssertionError("was not refused: " + it);
            case Reading.Refused<LoadedExperiment>(List<ExperimentProblem> problems) -> problems;
        };
    }
}
