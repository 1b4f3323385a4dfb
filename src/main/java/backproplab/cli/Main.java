package backproplab.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program's entry point: one picocli command, whose subcommands come with the features.
@Command(
        name = "backprop-lab",
        mixinStandardHelpOptions = true,
        version = "Backprop Lab 0.1.0-SNAPSHOT",
        description = "Makes backpropagation visible on a network that is really training.")
public final class Main implements Runnable {
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    /// Without a subcommand there is nothing to do yet but to say what there is.
    @Override
    public void run() {
        new CommandLine(this).usage(System.out);
    }
}
