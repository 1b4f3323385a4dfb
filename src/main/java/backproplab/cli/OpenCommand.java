package backproplab.cli;

import backproplab.experiment.LoadedExperiment;
import backproplab.ui.app.LabApp;
import backproplab.ui.viewmodel.Document;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Locale;
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
        LoadedExperiment loaded = InputFiles.load(file);
        if (!hasDisplay()) {
            throw new Refused("there is no display to open a window on; `backprop-lab train` needs none");
        }
        LabApp.open(Document.of(loaded, Optional.of(Path.of(file).toAbsolutePath())));
        return ExitCode.DONE;
    }

    /// Windows and macOS always have one; elsewhere X11 and Wayland say so in the environment.
    private static boolean hasDisplay() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return system.contains("win")
                || system.contains("mac")
                || System.getenv("DISPLAY") != null
                || System.getenv("WAYLAND_DISPLAY") != null;
    }
}
