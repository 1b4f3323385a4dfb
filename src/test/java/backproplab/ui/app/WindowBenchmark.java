package backproplab.ui.app;

import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.SampleNetwork;
import backproplab.training.Command;
import backproplab.training.TrainingProgress;
import backproplab.training.TrainingSession;
import backproplab.ui.Toolkit;
import backproplab.ui.viewmodel.Document;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What the window costs the training, and the training the window: steps per second of the digits at full speed, alone
/// and behind the window with every view shown, in turns in one run; and the frames per second meanwhile.
///
/// Frames are those that JavaFX draws: it begins no frame before the last one is on the screen. The first rounds are
/// left out, because the JVM compiles while they run.
public final class WindowBenchmark {
    private static final int WARM_UP = 8;
    private static final int ROUNDS = 10;
    private static final long SECONDS = 3;

    private WindowBenchmark() {}

    private record Round(double alone, double behindWindow, double frames) {}

    /// @param arguments width and height of the window, and the sample; or nothing
    public static void main(String[] arguments) throws InterruptedException {
        double width = arguments.length > 1 ? Double.parseDouble(arguments[0]) : 1600;
        double height = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1000;
        LoadedExperiment sample = SampleNetwork.load(arguments.length > 2 ? arguments[2] : "digits-64-30-10");
        LabWindow window = open(Document.of(sample, Optional.empty()), width, height);
        AtomicLong frames = countFrames();
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < WARM_UP + ROUNDS; i++) {
            double alone = stepsAlone(sample);
            Round round = behindWindow(window, frames, alone);
            boolean counts = i >= WARM_UP;
            if (counts) {
                rounds.add(round);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%s alone %,9.0f steps/s   behind the window %,9.0f steps/s (%3.0f %%)   %5.1f frames/s%n",
                    counts ? "round %2d:".formatted(i - WARM_UP + 1) : "warm-up :",
                    round.alone(),
                    round.behindWindow(),
                    100 * round.behindWindow() / round.alone(),
                    round.frames());
        }
        double share = median(rounds.stream().mapToDouble(it -> it.behindWindow() / it.alone()).toArray());
        double[] rates = rounds.stream().mapToDouble(Round::frames).toArray();
        System.out.printf(
                Locale.ROOT,
                "median of %d rounds at %.0f×%.0f: training keeps %.0f %% of its steps; %.1f frames/s (least %.1f)%n",
                ROUNDS,
                width,
                height,
                100 * share,
                median(rates),
                Arrays.stream(rates).min().orElse(0));
        Toolkit.run(window::close);
        Platform.exit();
    }

    private static LabWindow open(Document document, double width, double height) {
        return Toolkit.call(() -> {
            Stage stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            LabWindow window =
                    new LabWindow(
                            stage, document, FileDialog.ofSystem(), Memory.ofThisStart(Theme.LIGHT), width, height);
            window.show();
            return window;
        });
    }

    private static AtomicLong countFrames() {
        AtomicLong frames = new AtomicLong();
        Toolkit.run(() ->
                new AnimationTimer() {
                    @Override
                    public void handle(long now) {
                        frames.incrementAndGet();
                    }
                }.start());
        return frames;
    }

    /// The same session as behind the window, with a receiver that throws away what it is told; the window stands still.
    private static double stepsAlone(LoadedExperiment sample) throws InterruptedException {
        AtomicLong steps = new AtomicLong();
        try (TrainingSession session =
                new TrainingSession(
                        sample.setup(), sample.start(), Runnable::run, (TrainingProgress it) -> steps.set(it.step()))) {
            session.submit(new Command.Run());
            long begun = steps.get();
            long start = System.nanoTime();
            TimeUnit.SECONDS.sleep(SECONDS);
            return (steps.get() - begun) * 1e9 / (System.nanoTime() - start);
        }
    }

    private static Round behindWindow(LabWindow window, AtomicLong frames, double alone) throws InterruptedException {
        Toolkit.run(() -> {
            window.model().reset();
            window.model().toggleRunning();
        });
        Toolkit.until(() -> window.model().runningProperty().get() && window.model().stepProperty().get() > 0);
        long stepsBefore = Toolkit.call(() -> window.model().stepProperty().get());
        long framesBefore = frames.get();
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(SECONDS);
        long steps = Toolkit.call(() -> window.model().stepProperty().get()) - stepsBefore;
        double seconds = (System.nanoTime() - start) / 1e9;
        double rate = (frames.get() - framesBefore) / seconds;
        Toolkit.run(window.model()::pause);
        Toolkit.until(() -> !window.model().runningProperty().get());
        return new Round(alone, steps / seconds, rate);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
