package backproplab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void printsTheHelpWithoutArguments() {
        CommandRun run = CommandRun.of().succeeded();

        assertTrue(run.out().contains("Usage: backprop-lab"), run.out());
        assertTrue(run.out().contains("gradients"), run.out());
        assertTrue(run.out().contains("Exit codes"), run.out());
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
