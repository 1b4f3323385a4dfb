package backproplab.cli;

import backproplab.experiment.LoadedExperiment;
import backproplab.tensor.Kernels;
import backproplab.ui.app.LabApp;
import backproplab.ui.viewmodel.Document;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Opens the window, or says what it lacks.
final class Window {
    static final String WITHOUT = "; `backprop-lab train` and `backprop-lab render` need no window";

    private Window() {}

    /// Returns when the window is closed.
    ///
    /// @param file where the experiment is kept, if it is
    /// @throws Refused where no window can be opened
    static void open(LoadedExperiment loaded, Optional<Path> file) {
        requireDisplay(System.getenv());
        SystemLibraries.requireWindow();
        leaveAProcessorToTheWindow();
        try {
            LabApp.open(Document.of(loaded, file));
        } catch (UnsupportedOperationException e) { // how JavaFX says that the display does not answer
            throw new Refused("the display `%s` cannot be opened%s".formatted(System.getenv("DISPLAY"), WITHOUT));
        }
    }

    /// Or it would stutter while a large network trains.
    private static void leaveAProcessorToTheWindow() {
        int others = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        System.getProperties().putIfAbsent(Kernels.THREADS, Integer.toString(others));
    }

    /// Windows and macOS always have one; elsewhere X11 and Wayland say so in the environment.
    static void requireDisplay(Map<String, String> environment) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean always = system.contains("win") || system.contains("mac");
        if (!always && !environment.containsKey("DISPLAY") && !environment.containsKey("WAYLAND_DISPLAY")) {
            throw new Refused("there is no display to open a window on" + WITHOUT);
        }
    }
}
