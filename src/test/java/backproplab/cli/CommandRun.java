package backproplab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// One call of the program, in this JVM, with all that came out of it.
record CommandRun(int exitCode, String out, String err) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                Main.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /// All that a terminal shows of one call, in the order in which it is written.
    static String onTerminal(String... arguments) {
        StringWriter screen = new StringWriter();
        Main.commandLine()
                .setOut(new PrintWriter(screen, true))
                .setErr(new PrintWriter(screen, true))
                .execute(arguments);
        return screen.toString();
    }

    /// Writes `content` into a new file of that name and gives its path.
    static String file(Path folder, String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What was printed, as one JSON value.
    JsonNode json() {
        return MAPPER.readTree(out);
    }

    List<JsonNode> jsonLines() {
        return out.lines().map(MAPPER::readTree).toList();
    }

    CommandRun succeeded() {
        assertEquals("", err);
        assertEquals(0, exitCode);
        return this;
    }

    /// Refused with one line on standard error.
    ///
    /// @return that line
    String refusal() {
        assertEquals(2, exitCode, err);
        assertEquals(1, err.lines().count(), err);
        return err.strip();
    }
}
