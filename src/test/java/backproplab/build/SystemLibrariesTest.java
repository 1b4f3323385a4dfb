package backproplab.build;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// Says in one sentence what to install on a machine where JavaFX cannot work, before every view's test fails there
/// with a stack trace of its own.
class SystemLibrariesTest {
    @Test
    void javaFxLaysOutText() throws Exception {
        CompletableFuture<Bounds> measured = new CompletableFuture<>();
        startJavaFx(() -> {
            // The toolkit starts without its text libraries; only the first font needs them.
            try {
                measured.complete(new Text("∂L/∂z").getLayoutBounds());
            } catch (LinkageError | RuntimeException problem) {
                measured.completeExceptionally(problem);
            }
        });
        try {
            double width = measured.get(20, TimeUnit.SECONDS).getWidth();
            assertTrue(width > 0, "JavaFX found no font: install Debian's package fonts-dejavu-core, or other fonts");
        } catch (ExecutionException problem) {
            fail(
                    "JavaFX cannot lay out text: install Debian's packages libpango-1.0-0 and libpangoft2-1.0-0, or "
                            + "what your system calls them ("
                            + problem.getCause()
                            + ")",
                    problem);
        }
    }

    /// On the class path JavaFX runs too, but warns that nobody supports it.
    @Test
    void javaFxIsOnTheModulePath() {
        assertTrue(Font.class.getModule().isNamed(), "JavaFX is on the class path: pom.xml has to keep it out");
    }

    private static void startJavaFx(Runnable first) {
        try {
            Platform.startup(first);
            Platform.setImplicitExit(false); // other tests go on using it
        } catch (IllegalStateException _) { // another test has started it
            Platform.runLater(first);
        }
    }
}
