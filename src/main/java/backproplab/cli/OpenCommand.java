package backproplab.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `open FILE`: the window.
@Command(
        name = "open",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Opens the window on an experiment.")
final class OpenCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Experiment file.")
    private String file = "";

    @Override
    public Integer call() {
        Window.open(InputFiles.load(file), Optional.of(Path.of(file).toAbsolutePath()));
        return ExitCode.DONE;
    }
}
