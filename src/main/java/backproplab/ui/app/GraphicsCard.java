package backproplab.ui.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Whether anything but the processor could draw. Where there is no graphics card, JavaFX finds that out by starting the
/// system's OpenGL, which then is a compiler for processors, and stays in memory with 60 MB; it is told instead.
final class GraphicsCard {
    /// Of Linux's kernel, of NVIDIA's driver, and of Windows for the Linux within it.
    private static final List<String> DEVICES = List.of("dri", "nvidiactl", "dxg");

    private GraphicsCard() {}

    /// To be called before JavaFX starts. Whoever has chosen with `-Dprism.order` keeps the choice.
    static void tellJavaFx() {
        boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        if (linux && System.getProperty("prism.order") == null && !isThere(Path.of("/dev"))) {
            System.setProperty("prism.order", "sw");
        }
    }

    static boolean isThere(Path devices) {
        return DEVICES.stream().anyMatch(it -> Files.exists(devices.resolve(it)));
    }
}
