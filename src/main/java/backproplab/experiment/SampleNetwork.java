package backproplab.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An experiment that comes with the program, in the folder `sample-networks`.
///
/// @param id its file's name without extension
/// @param about Markdown
public record SampleNetwork(String id, String title, String about) {
    /// What the window opens with: a real network that trains in seconds.
    public static final String FIRST = "circle-tanh";

    /// From the smallest to those that show something going wrong.
    private static final List<String> IDS =
            List.of(
                    FIRST,
                    "spiral-relu",
                    "xor-2-2-1",
                    "mazur-2-2-2",
                    "three-two-one",
                    "half-adder",
                    "ravine-momentum",
                    "sine-1-50-1",
                    "digits-64-30-10",
                    "lenet5-digits",
                    "deep-sigmoid-vanishing",
                    "deep-relu-he-healthy",
                    "deep-relu-exploding",
                    "deep-sigmoid-conv-vanishing",
                    "deep-sigmoid-conv-batchnorm",
                    "lenet5-relu-nan",
                    "dying-relu",
                    "deep-linear",
                    "residual-20-layers",
                    "two-losses",
                    "rnn-long-sequence-vanishing",
                    "rnn-exploding",
                    "lstm-long-memory");

    /// All of them, without their data.
    public static List<SampleNetwork> all() {
        return Heads.ALL;
    }

    /// Read when they are first asked for.
    private static final class Heads {
        private static final List<SampleNetwork> ALL = IDS.stream().map(SampleNetwork::head).toList();
    }

    /// The sentence that `about` begins with, without Markdown.
    public String firstSentence() {
        String text = about.lines().findFirst().orElse("").replace("*", "").replace("`", "");
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    /// @throws IllegalArgumentException when there is none with that id
    public static LoadedExperiment load(String id) {
        Problems problems = new Problems();
        try (InputStream bytes = open(id)) {
            Reading<LoadedExperiment> reading =
                    JsonReader.read(bytes, problems)
                            .map(it -> ExperimentReader.read(it, Path.of(""), problems))
                            .orElseGet(() -> new Reading.Refused<>(problems.all()));
            return switch (reading) {
                case Reading.Done<LoadedExperiment>(LoadedExperiment loaded) -> loaded;
                case Reading.Refused<LoadedExperiment>(List<ExperimentProblem> found) ->
                        throw new IllegalStateException("the program is damaged: sample `%s`: %s".formatted(id, found));
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SampleNetwork head(String id) {
        try (InputStream bytes = open(id)) {
            Optional<Json> document = JsonReader.read(bytes, new Problems());
            return new SampleNetwork(id, text(document, "title"), text(document, "about"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Optional<Json> document, String field) {
        return document.filter(Json.Fields.class::isInstance)
                .map(it -> ((Json.Fields) it).byName().get(field))
                .filter(Json.Text.class::isInstance)
                .map(it -> ((Json.Text) it).value())
                .orElse("");
    }

    private static InputStream open(String id) {
        InputStream bytes =
                IDS.contains(id) ? SampleNetwork.class.getResourceAsStream("/sample-networks/" + id + ".json") : null;
        if (bytes == null) {
            throw new IllegalArgumentException("there is no sample network `%s`, there are %s".formatted(id, IDS));
        }
        return bytes;
    }
}
