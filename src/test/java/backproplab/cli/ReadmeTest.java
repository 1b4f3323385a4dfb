package backproplab.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The examples of README.md are what the program prints: results do not depend on the machine.
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\n(\\$ .*?)^```$");
    private static final Pattern PROMPT = Pattern.compile("(?m)^\\$ ");
    private static final String PROGRAM = "./backprop-lab ";

    /// @param output with "…" where something is left out
    record Example(String command, String output) {
        static Named<Example> of(String text) {
            String command = text.lines().findFirst().orElseThrow();
            return Named.of(command, new Example(command, text.substring(command.length()).strip()));
        }

        /// Without options in quotes.
        String[] arguments() {
            return command.substring(PROGRAM.length()).split(" ", -1);
        }

        boolean allows(String printed) {
            String regex = Stream.of(output.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return Pattern.compile(regex, Pattern.DOTALL).matcher(printed.strip()).matches();
        }
    }

    static Stream<Named<Example>> examples() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .flatMap(block -> PROMPT.splitAsStream(block.group(1)))
                .filter(it -> !it.isBlank())
                .map(Example::of);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void printsWhatTheReadmeSays(Example example) {
        assertTrue(example.command().startsWith(PROGRAM), example::command);
        String printed = CommandRun.onTerminal(example.arguments());
        assertTrue(example.allows(printed), () -> example.command() + " prints\n" + printed);
    }

    @Test
    void somethingLeftOutMayBeAnythingAndNothingElseMay() {
        Example example = new Example("", "one\n…\nthree (…)");
        assertTrue(example.allows("one\ntwo\n2.5\nthree (3)\n"));
        assertFalse(example.allows("one\ntwo\nthree\n"));
        assertFalse(example.allows("zero\none\ntwo\nthree (3)"));
    }
}
