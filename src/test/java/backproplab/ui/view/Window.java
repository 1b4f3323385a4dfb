package backproplab.ui.view;

import backproplab.ui.Toolkit;
import backproplab.ui.chart.Palette;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.LabModel;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.image.WritableImage;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// One view in a scene without a display, with a real model behind it.
final class Window<V extends LabView> implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    final LabModel model;
    final V view;
    private final Scene scene;

    Window(Document document, Function<LabModel, V> make, int width, int height) {
        model = call(() -> new LabModel(document, Platform::runLater));
        view = call(() -> make.apply(model));
        scene =
                call(() -> {
                    Scene made = new Scene(view.node(), width, height);
                    view.setPalette(Palette.LIGHT);
                    view.setShown(true);
                    return made;
                });
        settle();
    }

    /// On the thread of the window.
    static <T> T call(Callable<T> task) {
        return Toolkit.call(task);
    }

    void run(Runnable task) {
        call(() -> {
            task.run();
            return "done";
        });
        settle();
    }

    /// Draws until nothing is under way any more.
    void settle() {
        until(() -> !view.isBusy());
    }

    /// Draws until `condition` holds.
    void until(Callable<Boolean> condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            boolean holds =
                    call(() -> {
                        scene.snapshot(new WritableImage((int) scene.getWidth(), (int) scene.getHeight()));
                        view.draw();
                        return condition.call();
                    });
            if (holds) {
                return;
            }
        }
        throw new AssertionError("waited for %d s".formatted(PATIENCE_SECONDS));
    }

    <T extends Node> T find(String id, Class<T> type) {
        return type.cast(Objects.requireNonNull(call(() -> view.node().lookup("#" + id)), () -> "there is no #" + id));
    }

    /// Presses a button.
    void fire(String id) {
        ButtonBase button = find(id, ButtonBase.class);
        run(button::fire);
    }

    @Override
    public void close() {
        call(() -> {
            view.setShown(false);
            model.close();
            return "closed";
        });
    }
}
