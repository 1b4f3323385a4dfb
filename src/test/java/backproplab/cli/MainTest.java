package backproplab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

class MainTest {
    @Test
    void printsItsHelp() {
        CommandRun run = CommandRun.of("--help").succeeded();

        assertTrue(run.out().contains("Usage: backprop-lab"), run.out());
        assertTrue(run.out().contains("gradients"), run.out());
        assertTrue(run.out().contains("Exit codes"), run.out());
    }

    /// Without arguments the program opens its window.
    @Test
    @EnabledOnOs(OS.LINUX)
    void saysThatThereIsNoDisplay() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder =
                new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Main.class.getName());
        builder.environment().remove("DISPLAY");
        builder.environment().remove("WAYLAND_DISPLAY");
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertEquals(
                "backprop-lab: there is no display to open a window on; `backprop-lab train` and `backprop-lab"
                        + " render` need no window",
                said);
        assertEquals(2, process.waitFor());
    }

    @Test
    void printsItsVersion() {
        assertTrue(CommandRun.of("--version").succeeded().out().startsWith("Backprop Lab "));
    }

    @Test
    void documentsEveryCommand() {
        for (String command : Main.commandLine().getSubcommands().keySet()) {
            if (!command.equals("help")) {
                assertTrue(
                        CommandRun.of(command, "--help").succeeded().out().contains("Usage: backprop-lab " + command));
            }
        }
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        assertEquals(
                "backprop-lab: there is no command `gradient`; did you mean `gradients`?"
                        + " (see `backprop-lab --help`)",
                CommandRun.of("gradient").refusal());
        assertTrue(CommandRun.of("gradients", "--update=1", "x").refusal().contains("--update"));
    }
}
