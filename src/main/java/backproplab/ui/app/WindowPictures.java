package backproplab.ui.app;

import backproplab.backprop.TraceStep;
import backproplab.data.Dataset;
import backproplab.training.SessionEvent;
import backproplab.training.TrainingProgress;
import backproplab.training.TrainingSetup;
import backproplab.ui.view.LabView;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.Moment;
import backproplab.ui.viewmodel.SampleChoice;
import backproplab.ui.viewmodel.StepModel;

import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import javax.imageio.ImageIO;

/// Pictures of the window and of each of its views, made without a display: the same window as on the screen, drawn into
/// files. All of it runs on the thread that asks; JavaFX has one of its own.
public final class WindowPictures implements AutoCloseable {
    /// Stands for the window as a whole among the names of views.
    public static final String WINDOW = "window";

    /// The same in other perspectives.
    private static final Map<String, Perspective> PERSPECTIVES =
            Map.of(WINDOW, Perspective.TRAINING, "steps", Perspective.STEPS, "check", Perspective.CHECK);

    /// Training pauses so often, so that curves have points enough: seldom where looking at all samples takes longer than
    /// the training between.
    private static final int MOST_PORTIONS = 60;

    private static final int FEWEST_PORTIONS = 8;
    private static final double PORTIONS_FOR_EACH_LOOK = 4;
    private static final long PAUSE_MILLIS = 2;

    private final LabWindow window;
    private TraceStep.Phase shownPhase = TraceStep.Phase.BACKWARD;
    private int shownNumber;
    private final CompletableFuture<SessionEvent.Diverged> diverged = new CompletableFuture<>();

    /// @param width of each picture, in pixels
    /// @param dark the theme
    public WindowPictures(Document document, int width, int height, boolean dark) {
        startWithoutDisplay();
        Memory memory = Memory.ofThisStart(dark ? Theme.DARK : Theme.LIGHT);
        window = call(() -> new LabWindow(new Stage(), document, FileDialog.ofSystem(), memory, width, height));
        call(() -> {
            window.model().lastEventProperty().addListener((_, _, event) -> notice(event));
            return window;
        });
    }

    private static void startWithoutDisplay() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
            started.await();
        } catch (IllegalStateException _) { // somebody else has started it
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while JavaFX starts", e);
        }
        Platform.setImplicitExit(false);
    }

    private void notice(@Nullable SessionEvent event) {
        if (event instanceof SessionEvent.Diverged it) {
            diverged.complete(it);
        }
    }

    /// The names that pictures can have: `window`, `steps`, and the id of each view.
    public List<String> names() {
        MainWindow content = call(window::content);
        List<String> names = new ArrayList<>();
        for (Perspective perspective : Perspective.values()) {
            PERSPECTIVES.forEach((name, of) -> names.addAll(of == perspective ? List.of(name) : List.of()));
            content.viewsOf(perspective).forEach(it -> names.add(it.id()));
        }
        return names;
    }

    /// From now on pictures of the Step perspective show this step.
    ///
    /// @param number of the step within the phase, from 0; beyond its end the last one
    /// @throws IllegalArgumentException when the sample cannot be traced
    public void showStep(SampleChoice sample, TraceStep.Phase phase, int number) {
        shownPhase = phase;
        shownNumber = number;
        call(() -> window.steps().choose(sample))
                .ifPresent(it -> {
                    throw new IllegalArgumentException(it);
                });
    }

    /// Trains, and returns when it is done or the run has diverged.
    ///
    /// @return what stopped the run before its end, such as "z of layer `hidden2` became NaN in step 120"
    public Optional<String> train(long steps) {
        LabModel model = window.model();
        long portion = Math.ceilDiv(steps, call(() -> portions(model.setupProperty().get(), steps)));
        for (long made = 0; made < steps && !diverged.isDone(); made += portion) {
            long count = Math.min(portion, steps - made);
            long end = call(() -> model.stepProperty().get()) + count;
            call(() -> {
                model.makeSteps(count);
                return count;
            });
            await(() -> diverged.isDone() || (model.stepProperty().get() == end && isEvaluated()));
        }
        return diverged.isDone() ? Optional.of(diverged.join().divergence().text()) : Optional.empty();
    }

    private static int portions(TrainingSetup setup, long steps) {
        int lookedAt = setup.training().samples() + setup.test().map(Dataset::samples).orElse(0);
        double looks = (double) steps * setup.batchSize() / lookedAt;
        return (int) Math.clamp(PORTIONS_FOR_EACH_LOOK * looks, FEWEST_PORTIONS, MOST_PORTIONS);
    }

    /// Writes `name.png` into `folder`.
    ///
    /// @param name one of [#names]
    /// @param large with type for a lecture hall
    /// @throws UncheckedIOException when the file cannot be written
    public Path write(String name, boolean large, Path folder) {
        Perspective perspective = call(() -> perspectiveOf(name));
        call(() -> {
            MainWindow content = window.content();
            content.setPerspective(perspective);
            if (PERSPECTIVES.containsKey(name)) {
                content.restore();
            } else {
                content.maximise(content.view(name), large);
            }
            return name;
        });
        await(this::isEvaluated);
        switch (perspective) {
            case TRAINING -> {}
            case STEPS -> {
                await(this::isTraced);
                call(this::goToStep);
            }
            case CHECK -> await(this::isChecked);
        }
        await(this::isDrawn);
        Path file = folder.resolve(name + ".png");
        try (var out = Files.newOutputStream(file)) {
            ImageIO.write(call(() -> withoutAlpha(snapshot())), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private Perspective perspectiveOf(String name) {
        MainWindow content = window.content();
        for (Perspective it : Perspective.values()) {
            if (it == PERSPECTIVES.get(name) || content.viewsOf(it).stream().anyMatch(view -> view.id().equals(name))) {
                return it;
            }
        }
        throw new IllegalArgumentException("there is no picture `%s`, only %s".formatted(name, names()));
    }

    private boolean isTraced() {
        window.steps().turn(System.nanoTime());
        return !window.steps().isBusy();
    }

    private boolean isChecked() {
        window.check().turn(System.nanoTime());
        return !window.check().isBusy();
    }

    private boolean goToStep() {
        StepModel steps = window.steps();
        Moment now = Objects.requireNonNull(steps.momentProperty().get());
        int count = now.steps().count(shownPhase);
        steps.goTo(now.steps().first(shownPhase) + Math.clamp(shownNumber, 0, Math.max(0, count - 1)));
        return true;
    }

    /// Whether the units have been judged at the step where the run stands.
    private boolean isEvaluated() {
        LabModel model = window.model();
        TrainingProgress.Evaluated evaluation = model.evaluationProperty().get();
        return evaluation != null && evaluation.step() == model.stepProperty().get() && model.isJudged();
    }

    /// Lays out and draws what is there.
    ///
    /// @return whether nothing is missing any more
    private boolean isDrawn() {
        snapshot();
        boolean done = true;
        for (LabView view : window.content().drawn()) {
            done &= !view.draw() && !view.isBusy();
        }
        return done;
    }

    private WritableImage snapshot() {
        return window.content().getScene().snapshot(null);
    }

    private static BufferedImage withoutAlpha(WritableImage image) {
        BufferedImage read = SwingFXUtils.fromFXImage(image, null);
        BufferedImage opaque = new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
        opaque.getGraphics().drawImage(read, 0, 0, null);
        return opaque;
    }

    /// Lets JavaFX's thread work until `condition`, which it is asked for, holds. Asked without a pause, it would leave
    /// nothing to whoever computes what is waited for.
    private static void await(Callable<Boolean> condition) {
        while (!call(condition)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
    }

    /// On JavaFX's thread.
    private static <T> T call(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        Platform.runLater(future);
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the picture could not be made", e);
        }
    }

    @Override
    public void close() {
        call(() -> {
            window.close();
            return true;
        });
    }
}
