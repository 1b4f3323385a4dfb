package backproplab.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.random.SeededRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Whatever is done to a file, it is read or refused: nothing is thrown, and every refusal has a place and a way out.
class ExperimentFuzzTest {
    private static final Pattern VALUE = Pattern.compile("\"[^\"]*\"|-?\\d+(\\.\\d+)?|true|false|\\{\\}");
    private static final List<String> REPLACEMENTS =
            List.of(
                    "0",
                    "-1",
                    "0.5",
                    "1e999",
                    "-0.0",
                    "9223372036854775808",
                    "2147483647",
                    "NaN",
                    "null",
                    "true",
                    "[]",
                    "{}",
                    "[[]]",
                    "[1, [2]]",
                    "\"\"",
                    "\"x\"",
                    "\"input\"",
                    "\"NaN\"",
                    "\"tanh\"",
                    "{\"type\": \"relu\"}",
                    "[1, 2]",
                    "[[1, 2], [3]]",
                    "\"inputs\"",
                    "\"type\"");

    @ParameterizedTest
    @ValueSource(strings = {"mazur-2-2-2", "xor-2-2-1", "circle-tanh", "dying-relu"})
    void otherValuesAreReadOrRefused(String sample) throws IOException {
        String text = Files.readString(Path.of("sample-networks", sample + ".json"));
        SeededRandom random = new SeededRandom(sample.hashCode());
        int refused = 0;
        for (int run = 0; run < 600; run++) {
            String changed = text;
            for (int change = 0; change <= run % 3; change++) {
                changed = withAnotherValue(changed, random);
            }
            refused += check(changed);
        }
        assertTrue(refused > 100, "only %d of 600 refused".formatted(refused));
    }

    private static String withAnotherValue(String text, SeededRandom random) {
        List<MatchResult> values = VALUE.matcher(text).results().toList();
        MatchResult value = values.get(random.nextInt(values.size()));
        String replacement = REPLACEMENTS.get(random.nextInt(REPLACEMENTS.size()));
        return text.substring(0, value.start()) + replacement + text.substring(value.end());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mazur-2-2-2", "dying-relu"})
    void brokenTextIsReadOrRefused(String sample) throws IOException {
        String text = Files.readString(Path.of("sample-networks", sample + ".json"));
        SeededRandom random = new SeededRandom(sample.hashCode());
        for (int run = 0; run < 400; run++) {
            int at = random.nextInt(text.length());
            String broken =
                    switch (random.nextInt(3)) {
                        case 0 -> text.substring(0, at);
                        case 1 -> text.substring(0, at) + text.substring(at + 1);
                        default ->
                                text.substring(0, at)
                                        + "{}[]\",:0n\u0000\ud800é".charAt(random.nextInt(12))
                                        + text.substring(at);
                    };
            check(broken);
        }
    }

    private static int check(String text) {
        return switch (ExperimentFile.parse(text)) {
            case Reading.Done<LoadedExperiment>(LoadedExperiment loaded) -> {
                String written = ExperimentFile.format(loaded.experiment());
                assertInstanceOf(Reading.Done.class, ExperimentFile.parse(written), written);
                yield 0;
            }
            case Reading.Refused<LoadedExperiment>(List<ExperimentProblem> problems) -> {
                assertFalse(problems.isEmpty(), text);
                for (ExperimentProblem problem : problems) {
                    assertTrue(problem.at().isEmpty() || problem.at().startsWith("/"), problem::toString);
                    assertFalse(problem.message().isBlank() || problem.hint().isBlank(), problem::toString);
                    assertEquals(1, problem.toString().lines().count(), problem::toString);
                }
                yield 1;
            }
        };
    }
}
