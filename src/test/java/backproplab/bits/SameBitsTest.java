package backproplab.bits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/// Training gives the digests of `digests.properties` in every one of these Javas. When a change is meant to change
/// numbers, put there what [TrainingDigests] prints.
class SameBitsTest {
    /// Vectors from the first step on.
    private static final String VECTORS = "--add-modules=jdk.incubator.vector -Dbackproplab.kernels=vectors";

    /// Without AVX Java computes each fused multiply-add in software, so there only small networks are trained.
    @ParameterizedTest
    @CsvSource({
        "the plain kernels,           -Dbackproplab.kernels=plain -Dbackproplab.threads=1, ''",
        "without the Vector API,      '', ''",
        "the longest vectors there are, " + VECTORS + ", ''",
        "one thread,                  " + VECTORS + " -Dbackproplab.threads=1, ''",
        "256 bits,                    " + VECTORS + " -XX:UseAVX=2 -Dbackproplab.threads=2, ''",
        "AVX without AVX2,            " + VECTORS + " -XX:UseAVX=1 -Dbackproplab.threads=3, ''",
        "128 bits,                    " + VECTORS + " -XX:MaxVectorSize=16, ''",
        "without AVX,                 "
                + VECTORS
                + " -XX:UseAVX=0, circle-tanh mazur-2-2-2 xor-2-2-1 spiral-relu two-losses",
    })
    void trainingGivesTheSameBitsWith(String name, String options, String networks) throws Exception {
        Properties expected = stored();
        Properties actual = inAnotherJava(words(options), words(networks));

        assertFalse(actual.isEmpty(), name);
        if (networks.isEmpty()) {
            assertEquals(expected.stringPropertyNames(), actual.stringPropertyNames());
        }
        for (String network : actual.stringPropertyNames()) {
            assertEquals(expected.getProperty(network), actual.getProperty(network), network);
        }
    }

    private static Properties stored() throws IOException {
        Properties stored = new Properties();
        try (InputStream in = SameBitsTest.class.getResourceAsStream("digests.properties")) {
            stored.load(Objects.requireNonNull(in));
        }
        return stored;
    }

    private static Properties inAnotherJava(List<String> options, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+IgnoreUnrecognizedVMOptions"); // another processor has other lengths
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TrainingDigests.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Properties printed = new Properties();
        printed.load(process.inputReader(StandardCharsets.UTF_8));
        assertEquals(0, process.waitFor());
        return printed;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
