package backproplab.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The program's entry point: one picocli command, whose subcommands come with the features.
@Command(
        name = "backprop-lab",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
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

    /// The version stands in pom.xml alone; the build writes it into the jar.
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"Backprop Lab " + (version == null ? "(not from its jar)" : version)};
        }
    }
}
