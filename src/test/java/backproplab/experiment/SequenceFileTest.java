package backproplab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.layer.Dense;
import backproplab.network.LayerDescription;
import backproplab.reference.ReferenceCase;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Optional;
import java.util.stream.Collectors;

/// Files with recurrent layers, given starts and shared parameters.
class SequenceFileTest {
    private static final String FILE =
            """
            {"format": "backprop-lab/1",
             "data": {"source": "inline", "inputs": [[[1], [2], [3]], [[4], [5], [6]]], "targets": [[1], [0]]},
             "network": {"input": [3, 1], "layers": [
               {"name": "cell", "type": "lstm", "units": 2, "return": "sequence", "biases": "one",
                "state": {"c0": [[0.1, 0.2], [0.3, 0.4]]}},
               {"name": "top", "type": "rnn", "units": 2, "activation": {"type": "relu"}},
               {"name": "hidden", "type": "dense", "units": 2, "activation": {"type": "tanh"}},
               {"name": "again", "type": "shared", "of": "hidden"},
               {"name": "out", "type": "dense", "units": 1}]},
             "losses": [{"type": "squared_error"}]}
            """;

    private static LoadedExperiment done(String file) {
        return switch (ExperimentFile.parse(file)) {
            case Reading.Done<LoadedExperiment>(LoadedExperiment loaded) -> loaded;
            case Reading.Refused<LoadedExperiment>(var problems) -> throw new AssertionError(problems);
        };
    }

    /// A row of a given start goes wherever its sample goes.
    @Test
    void aGivenStartBelongsToItsSample() {
        LoadedExperiment loaded = done(FILE);
        assertEquals(
                Tensor.matrix(new double[] {0.1, 0.2}, new double[] {0.3, 0.4}),
                loaded.samples().inputs().get("cell.c0"));
        assertEquals(Tensor.zeros(2, 2), loaded.samples().inputs().get("cell.h0"));
        assertEquals(Shape.of(2), loaded.experiment().network().inputs().get("cell.c0"));
    }

    @Test
    void aSharedLayerHasTypeAndFunctionOfTheOtherAndNoParameters() {
        LoadedExperiment loaded = done(FILE);
        LayerDescription again = loaded.experiment().network().layer("again").orElseThrow();
        LayerDescription hidden = loaded.experiment().network().layer("hidden").orElseThrow();
        assertEquals(new Dense(2), again.layer());
        assertEquals(hidden.function(), again.function());
        assertEquals(Optional.of("hidden"), again.sharedWith());
        assertEquals(
                "cell top hidden out",
                loaded.parameters().trained().stream()
                        .map(it -> it.key().layer())
                        .distinct()
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void isWrittenAsItWasRead() {
        Experiment experiment = done(FILE).experiment();
        String text = ExperimentFile.format(experiment);
        JsonNode network = new JsonMapper().readTree(text).get("network");

        assertEquals("[3,1]", network.get("input").toString());
        JsonNode cell = network.get("layers").get(0);
        assertTrue(cell.path("inputs").isMissingNode());
        assertEquals("[[0.1,0.2],[0.3,0.4]]", cell.get("state").get("c0").toString());
        assertTrue(cell.get("state").path("h0").isMissingNode(), "what was filled in is not written");
        assertEquals("sequence", cell.get("return").stringValue());
        JsonNode again = network.get("layers").get(3);
        assertEquals("{\"name\":\"again\",\"type\":\"shared\",\"of\":\"hidden\"}", again.toString());
        assertEquals(experiment.network(), done(text).experiment().network());
        assertEquals(experiment.data(), done(text).experiment().data());
    }

    @Test
    void aStartMayComeFromAnotherLayer() {
        String encoder = FILE.replace("\"type\": \"rnn\"", "\"inputs\": [\"cell\", \"code\"], \"type\": \"rnn\"");
        String file =
                encoder.replace(
                        "{\"name\": \"top\"",
                        "{\"name\": \"code\", \"type\": \"gru\", \"units\": 2}, {\"name\": \"top\"");
        Experiment experiment = done(file).experiment();
        assertEquals(experiment.network(), done(ExperimentFile.format(experiment)).experiment().network());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"of\": \"hidden\"           | \"of\": \"hiden\"              | /network/layers/3/of         | did you"
                        + " mean `hidden`?",
                "\"of\": \"hidden\"           | \"of\": \"again\"              | /network/layers/3/of         | no"
                        + " layer with parameters of its own",
                ", \"of\": \"hidden\"         | ''                             | /network/layers/3            | `of` is"
                        + " missing",
                "\"of\": \"hidden\"           | \"of\": \"hidden\", \"units\": 3 | /network/layers/3/units      | no"
                        + " field `units`",
                "\"of\": \"hidden\"           | \"of\": \"hidden\", \"inputs\": [\"cell\", \"top\"] | /network/layers/3"
                        + " | one input, got 2",
                "\"units\": 2, \"activation\": {\"type\": \"tanh\"}} | \"units\": 3} | /network/layers/3 | has shape"
                        + " [3, 2], and layer `again`",
                "{\"type\": \"relu\"}         | {\"type\": \"softmax\"}        | /network/layers/1            | an"
                        + " elementwise activation, got `softmax`",
                "\"biases\": \"one\"          | \"activation\": {\"type\": \"relu\"} | /network/layers/0        | no"
                        + " activation, since sigmoid and tanh are inside",
                "\"return\": \"sequence\"     | \"return\": \"all\"            | /network/layers/0/return     | last,"
                        + " sequence",
                "\"return\": \"sequence\",    | ''                             | /network/layers/1            | a"
                        + " sequence [time, features], got [2]",
                "[[0.1, 0.2], [0.3, 0.4]]     | [[0.1, 0.2]]                   | /network/layers/0/state/c0   | here is"
                        + " 1, in `inputs` it is 2",
                "[[0.1, 0.2], [0.3, 0.4]]     | [0.1, 0.2]                     | /network/layers/0/state/c0   | one row"
                        + " of numbers for each sample",
                "[[0.1, 0.2], [0.3, 0.4]]     | [[0.1], [0.3]]                 | /network/layers/0            | a start"
                        + " of shape [2], got [1]",
                "\"c0\":                      | \"g0\":                        | /network/layers/0/state/g0   | no"
                        + " parameter `g0`",
            })
    void refusesWithPlaceAndWayOut(String before, String after, String at, String words) {
        assertTrue(FILE.contains(before), before);
        var problems =
                switch (ExperimentFile.parse(FILE.replace(before, after))) {
                    case Reading.Done<LoadedExperiment> _ -> throw new AssertionError("it was read");
                    case Reading.Refused<LoadedExperiment>(var found) -> found;
                };
        String told = problems.getFirst().message() + "; " + problems.getFirst().hint();
        assertEquals(at, problems.getFirst().at(), told);
        assertTrue(told.contains(words), told);
    }

    @Test
    void startsNeedSamplesThatStandInTheFile() {
        String file = FILE.replaceAll("\\{\"source\".*\\},", "{\"source\": \"circle\"},").replace("[3, 1]", "[2, 1]");
        switch (ExperimentFile.parse(file)) {
            case Reading.Done<LoadedExperiment> _ -> throw new AssertionError("it was read");
            case Reading.Refused<LoadedExperiment>(var found) ->
                    assertEquals("/network/layers/0/state/c0", found.getFirst().at(), found::toString);
        }
    }

    /// The reference cases with given starts keep them.
    @Test
    void theReferenceCaseKeepsItsStarts() {
        ReferenceCase reference = ReferenceCase.of("F28_lstm_initial_state");
        String text = ExperimentFile.format(done(reference.experiment().toString()).experiment());
        JsonNode state = new JsonMapper().readTree(text).at("/network/layers/0/state");
        JsonNode cell = reference.json().at("/network/layers/0");
        assertEquals(cell.get("h0"), state.get("h0"));
        assertEquals(cell.get("c0"), state.get("c0"));
    }
}
