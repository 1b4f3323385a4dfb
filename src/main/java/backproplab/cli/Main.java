package backproplab.cli;

import backproplab.experiment.SampleNetwork;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

import java.util.Optional;

/// The program's entry point: one picocli command, whose subcommands do the work.
@Command(
        name = "backprop-lab",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Makes backpropagation visible on a network that is really training.",
        subcommands = {
            OpenCommand.class,
            RenderCommand.class,
            GradientsCommand.class,
            TrainCommand.class,
            TraceCommand.class,
            CheckCommand.class,
            ActivationCommand.class,
            CommandLine.HelpCommand.class
        },
        scope = ScopeType.LOCAL,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a run diverged or a check failed, or the program itself did",
            "2:wrong input: a command, an option or a file; nothing was run or written"
        })
public final class Main implements Runnable {
    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "When the program itself fails, print where.")
    private boolean stacktrace;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// The whole command line, ready to execute; it writes to its `out` and `err`.
    static CommandLine commandLine() {
        Main main = new Main();
        return new CommandLine(main)
                .setExecutionStrategy(Main::execute)
                .setParameterExceptionHandler(Failures::wrongArguments)
                .setExecutionExceptionHandler((e, command, _) -> Failures.failed(e, command, main.stacktrace));
    }

    /// Runs the last command named, as picocli does, and takes a full memory as what it is: too large an input.
    private static int execute(ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            Failures.say(
                    parsed.commandSpec().commandLine(),
                    "there is not enough memory; take fewer samples or units, or give Java more with"
                            + " JAVA_TOOL_OPTIONS=-Xmx8g");
            return ExitCode.FAILED;
        }
    }

    /// Without a subcommand the window opens, on a network that trains at once.
    @Override
    public void run() {
        Window.open(SampleNetwork.load(SampleNetwork.FIRST), Optional.empty());
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
