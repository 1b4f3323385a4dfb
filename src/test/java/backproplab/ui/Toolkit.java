package backproplab.ui;

import backproplab.ui.view.LabView;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.Region;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// The toolkit of the window, without a display.
public final class Toolkit {
    private static final long PATIENCE_SECONDS = 60;

    static {
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
        } catch (IllegalStateException startedByAnotherTest) {
            started.countDown();
        }
        try {
            started.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        Platform.setImplicitExit(false);
    }

    private Toolkit() {}

    /// On the thread of the window.
    public static <T> T call(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        if (Platform.isFxApplicationThread()) {
            future.run();
        } else {
            Platform.runLater(future);
        }
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    public static void run(Runnable task) {
        call(() -> {
            task.run();
            return true;
        });
    }

    /// Lets the window's thread work until `condition`, which it is asked for, holds.
    public static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!call(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still not so after %d s".formatted(PATIENCE_SECONDS));
            }
            Thread.onSpinWait();
        }
    }

    /// Gives a view a scene of this size and draws it.
    public static void layOut(LabView view, double width, double height) {
        run(() -> {
            Region node = view.node();
            if (node.getScene() == null) {
                new Scene(node, width, height);
            }
            node.applyCss();
            node.layout();
            view.draw();
            node.applyCss();
            node.layout();
            view.draw();
        });
    }
}
