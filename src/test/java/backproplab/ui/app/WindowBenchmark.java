package backproplab.ui.app;

import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.SampleNetwork;
import backproplab.layer.OutputFunctions;
import backproplab.training.Command;
import backproplab.training.Trainer;
import backproplab.training.TrainingProgress;
import backproplab.training.TrainingSession;
import backproplab.ui.Toolkit;
import backproplab.ui.view.LabView;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.Edit;
import backproplab.ui.viewmodel.NetworkEdits;

import javafx.application.Platform;
import javafx.stage.Stage;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What the window costs the training, and the training the window: frame times at three sizes, the time from a slider to
/// the screen, and the steps per second without the window and behind each of its views. It prints tables for
/// docs/benchmarks.md.
///
/// A *frame* is a pulse of JavaFX in which something was painted. Its time goes from the beginning of the pulse, where the
/// views that are due draw, over styles, layout and the rendering thread to the moment when the pixels are handed to the
/// window system: [FrameRecording]. Its processor time is that of both threads, which a loaded machine does not change.
public final class WindowBenchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration SETTLING = Duration.ofMillis(2_500);
    private static final Duration FRAMES = Duration.ofSeconds(10);
    private static final Duration STEPS = Duration.ofMillis(2_500);
    private static final int[][] SIZES = {{1600, 1000}, {1920, 1080}, {1000, 700}};
    private static final String LAYER = "hidden1";

    private final LoadedExperiment sample;
    private final LabWindow window;
    private final Stage stage;

    private WindowBenchmark(LoadedExperiment sample, Stage stage, LabWindow window) {
        this.sample = sample;
        this.stage = stage;
        this.window = window;
    }

    /// @param arguments the sample, by standard the one that the window opens with; then what to measure: `frames`,
    ///         `sliders`, `steps`, by standard all
    public static void main(String[] arguments) throws InterruptedException {
        FrameRecording.prepare();
        LoadedExperiment sample = SampleNetwork.load(arguments.length > 0 ? arguments[0] : SampleNetwork.FIRST);
        List<String> wanted =
                arguments.length > 1
                        ? List.of(arguments).subList(1, arguments.length)
                        : List.of("frames", "sliders", "steps");
        WindowBenchmark benchmark = open(sample);
        benchmark.run();
        TimeUnit.MILLISECONDS.sleep(WARM_UP.toMillis());
        if (wanted.contains("frames")) {
            benchmark.frames();
        }
        if (wanted.contains("sliders")) {
            benchmark.sliders();
        }
        if (wanted.contains("steps")) {
            benchmark.steps();
        }
        Toolkit.run(benchmark.window::close);
        Platform.exit();
    }

    private static WindowBenchmark open(LoadedExperiment sample) {
        return Toolkit.call(() -> {
            Stage stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            Memory memory = Memory.ofThisStart(Theme.LIGHT);
            LabWindow window =
                    new LabWindow(
                            stage,
                            Document.of(sample, Optional.empty()),
                            FileDialog.ofSystem(),
                            memory,
                            SIZES[0][0],
                            SIZES[0][1]);
            window.show();
            return new WindowBenchmark(sample, stage, window);
        });
    }

    private void run() {
        Toolkit.run(() -> {
            if (!window.model().runningProperty().get()) {
                window.model().toggleRunning();
            }
        });
        Toolkit.until(() -> window.model().runningProperty().get());
    }

    private void pause() {
        Toolkit.run(window.model()::pause);
        Toolkit.until(() -> !window.model().runningProperty().get());
    }

    // Frames

    private void frames() throws InterruptedException {
        System.out.println(
                "| window | frames/s | frame time, median | 95 % | 99 % | longest | processor time of a frame, median"
                        + " | 95 % | 99 % | longest |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (int[] size : SIZES) {
            resize(size[0], size[1]);
            TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
            try (FrameRecording recording = new FrameRecording("")) {
                TimeUnit.MILLISECONDS.sleep(FRAMES.toMillis());
                printFrames(size[0], size[1], recording.stop().frames());
            }
        }
        resize(SIZES[0][0], SIZES[0][1]);
        System.out.println();
    }

    private void resize(int width, int height) {
        Toolkit.run(() -> {
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(width);
            stage.setHeight(height);
        });
    }

    private static void printFrames(int width, int height, List<FrameRecording.Frame> frames) {
        System.out.printf(
                Locale.ROOT,
                "| %d×%d | %.1f | %s | %s |%n",
                width,
                height,
                frames.size() / (FRAMES.toMillis() / 1e3),
                Times.of(frames.stream().map(FrameRecording.Frame::time).toList()).row(),
                Times.of(frames.stream().map(FrameRecording.Frame::work).toList()).row());
    }

    // Sliders

    private void sliders() throws InterruptedException {
        String function = "leaky_relu";
        Toolkit.run(() -> window.model().change(withFunction(function)));
        TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
        SliderTimes times = new SliderTimes(window);
        System.out.printf(
                Locale.ROOT,
                "| from a slider to the screen, %d×%d | movements | median | 95 %% | 99 %% | longest |%n",
                SIZES[0][0],
                SIZES[0][1]);
        System.out.println("|---|---|---|---|---|---|");
        printMovements(
                "`alpha` of %s → its curve".formatted(function),
                times.ofCurve("setting-alpha-slider", "backproplab.ui.view.ActivationView::paint"));
        printMovements(
                "learning rate → loss of steps made with it",
                times.ofTraining("setting-learning_rate-slider", "backproplab.ui.view.LossView::paint"));
        System.out.println();
        Toolkit.run(() -> window.model().open(Document.of(sample, Optional.empty())));
        run();
    }

    private backproplab.training.TrainingSetup withFunction(String id) {
        Edit edit =
                NetworkEdits.changeFunction(
                        window.model().setupProperty().get(), LAYER, OutputFunctions.CATALOG.get(id).standard());
        return switch (edit) {
            case Edit.Changed changed -> changed.setup();
            case Edit.Refused refused -> throw new IllegalStateException(refused.sentence());
        };
    }

    private static void printMovements(String slider, List<Duration> movements) {
        System.out.printf(Locale.ROOT, "| %s | %d | %s |%n", slider, movements.size(), Times.of(movements).row());
    }

    // Steps

    private void steps() throws InterruptedException {
        System.out.println("| training | steps/s | of the loop alone |");
        System.out.println("|---|---|---|");
        pause();
        hide(true);
        double alone = (loopAlone() + loopAlone()) / 2;
        printSteps("the loop alone (`Trainer`)", alone, alone);
        printSteps("session, nobody listens", sessionAlone(), alone);
        hide(false);
        run();
        hide(true);
        printSteps("window minimised", behindWindow(), alone);
        hide(false);
        printSteps("window as it opens, %d×%d".formatted(SIZES[0][0], SIZES[0][1]), behindWindow(), alone);
        for (Perspective perspective : Perspective.values()) {
            Toolkit.run(() -> window.content().setPerspective(perspective));
            if (perspective != Perspective.TRAINING) {
                run();
                printSteps("perspective " + perspective.name().toLowerCase(Locale.ROOT), behindWindow(), alone);
                continue;
            }
            for (LabView view : Toolkit.call(() -> window.content().viewsOf(perspective))) {
                Toolkit.run(() -> window.toggleMaximised(view));
                printSteps(view.title() + " fills the window", behindWindow(), alone);
                Toolkit.run(() -> window.toggleMaximised(view));
            }
        }
        Toolkit.run(() -> window.content().setPerspective(Perspective.TRAINING));
        pause();
        hide(true);
        double again = loopAlone();
        printSteps("the loop alone, once more", again, alone);
    }

    private static void printSteps(String what, double steps, double alone) {
        System.out.printf(Locale.ROOT, "| %s | %,.0f | %.0f %% |%n", what, steps, 100 * steps / alone);
    }

    private void hide(boolean wanted) throws InterruptedException {
        Toolkit.run(() -> stage.setIconified(wanted));
        TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis() / 5);
    }

    private double loopAlone() {
        Trainer trainer = new Trainer(sample.setup(), sample.start().copy());
        rate(trainer, SETTLING);
        return rate(trainer, STEPS);
    }

    private static double rate(Trainer trainer, Duration duration) {
        long start = System.nanoTime();
        long first = trainer.steps();
        while (System.nanoTime() - start < duration.toNanos()) {
            for (int i = 0; i < 100; i++) {
                trainer.step();
            }
        }
        return (trainer.steps() - first) * 1e9 / (System.nanoTime() - start);
    }

    private double sessionAlone() throws InterruptedException {
        AtomicLong step = new AtomicLong();
        try (TrainingSession session =
                new TrainingSession(
                        sample.setup(),
                        sample.start().copy(),
                        Runnable::run,
                        (TrainingProgress it) -> step.set(it.step()))) {
            session.submit(new Command.Run());
            TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
            long first = step.get();
            long start = System.nanoTime();
            TimeUnit.MILLISECONDS.sleep(STEPS.toMillis());
            return (step.get() - first) * 1e9 / (System.nanoTime() - start);
        }
    }

    private double behindWindow() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
        long first = stepNow();
        long start = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(STEPS.toMillis());
        long last = stepNow();
        return (last - first) * 1e9 / (System.nanoTime() - start);
    }

    private long stepNow() {
        return Toolkit.call(() -> window.model().stepProperty().get());
    }

    /// Durations in order.
    private record Times(List<Duration> sorted) {
        static Times of(List<Duration> durations) {
            return new Times(durations.stream().sorted().toList());
        }

        String median() {
            return at(0.5);
        }

        String row() {
            return String.join(" | ", median(), at(0.95), at(0.99), at(1));
        }

        private String at(double share) {
            int index = (int) Math.ceil(share * sorted.size()) - 1;
            return sorted.isEmpty()
                    ? "–"
                    : String.format(Locale.ROOT, "%.1f ms", sorted.get(Math.max(index, 0)).toNanos() / 1e6);
        }
    }
}
