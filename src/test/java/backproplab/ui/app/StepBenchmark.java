package backproplab.ui.app;

import backproplab.backprop.TraceSteps.Grain;
import backproplab.training.Command;
import backproplab.training.TraceLab;
import backproplab.training.TracedSamples;
import backproplab.ui.Toolkit;
import backproplab.ui.view.LabView;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.StepModel;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/// What one step costs in a pass through 784-128-64-10: how long the trace takes to be made, how long the window's thread is
/// busy with a step and its views, and how long it is from the step to the frame after it.
public final class StepBenchmark {
    private static final int WARM_UP = 60;
    private static final int STEPS = 200;
    private static final int IN_A_ROW = 10;
    private static final int TRACES = 40;

    private StepBenchmark() {}

    /// @param arguments width and height of the window, or nothing
    public static void main(String[] arguments) throws InterruptedException {
        double width = arguments.length > 1 ? Double.parseDouble(arguments[0]) : 1600;
        double height = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1000;
        LabWindow window = open(width, height);
        traces(window.model().snapshot().join());
        Toolkit.run(() -> window.content().setPerspective(Perspective.STEPS));
        StepModel steps = window.steps();
        Toolkit.until(() -> steps.momentProperty().get() != null && !steps.isBusy());
        for (Grain grain : Grain.values()) {
            Toolkit.run(() -> steps.grainProperty().set(grain));
            walk(window, grain);
        }
        Toolkit.run(window::close);
        Platform.exit();
    }

    private static LabWindow open(double width, double height) {
        return Toolkit.call(() -> {
            Stage stage = new Stage();
            stage.setX(0);
            stage.setY(0);
            Memory memory = Memory.ofThisStart(Theme.LIGHT);
            LabWindow window = new LabWindow(stage, Documents.large(), FileDialog.ofSystem(), memory, width, height);
            window.show();
            return window;
        });
    }

    private static void traces(Command.Snapshot point) {
        TraceLab lab = new TraceLab(point);
        double[] millis = new double[TRACES];
        for (int i = 0; i < TRACES; i++) {
            TracedSamples sample = lab.sample(i);
            long start = System.nanoTime();
            lab.trace(sample);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        System.out.printf(Locale.ROOT, "trace: the first %.0f ms; then %s%n", millis[0], text(rest(millis)));
    }

    private static double[] rest(double[] values) {
        return Arrays.copyOfRange(values, values.length / 2, values.length);
    }

    private static void walk(LabWindow window, Grain grain) throws InterruptedException {
        StepModel steps = window.steps();
        int size = Toolkit.call(() -> Objects.requireNonNull(steps.momentProperty().get()).steps().size());
        Random random = new Random(1);
        Map<String, List<Double>> byView = new LinkedHashMap<>();
        double[] busy = new double[STEPS];
        double[] shown = new double[STEPS];
        for (int i = 0; i < WARM_UP + STEPS; i++) {
            boolean jumps = i % IN_A_ROW == 0;
            int to = random.nextInt(size);
            if (jumps) {
                Toolkit.run(() -> steps.goTo(to));
                nextFrame();
                nextFrame();
            }
            boolean counts = i >= WARM_UP;
            long start = System.nanoTime();
            double took = Toolkit.call(() -> step(window, counts ? byView : new LinkedHashMap<>()));
            nextFrame();
            nextFrame(); // the first may have been begun already
            if (counts) {
                busy[i - WARM_UP] = took;
                shown[i - WARM_UP] = (System.nanoTime() - start) / 1e6;
            }
        }
        System.out.printf(Locale.ROOT, "%s by %s (%,d steps)%n", "step", grain, size);
        System.out.printf(Locale.ROOT, "  window's thread busy        %s%n", text(busy));
        System.out.printf(Locale.ROOT, "  until the frame after it    %s%n", text(shown));
        byView.forEach((id, millis) ->
                System.out.printf(
                        Locale.ROOT, "  %-27s %s%n", id, text(millis.stream().mapToDouble(it -> it).toArray())));
    }

    /// One step, drawn by all views; in milliseconds.
    private static double step(LabWindow window, Map<String, List<Double>> byView) {
        long start = System.nanoTime();
        window.steps().next();
        byView.computeIfAbsent("(telling all)", _ -> new ArrayList<>()).add((System.nanoTime() - start) / 1e6);
        for (LabView view : window.content().drawn()) {
            long begun = System.nanoTime();
            if (view.draw()) {
                byView.computeIfAbsent(view.id(), _ -> new ArrayList<>()).add((System.nanoTime() - begun) / 1e6);
            }
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /// Waits until JavaFX begins another frame, which it does when the last one is on the screen.
    private static void nextFrame() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Toolkit.run(() ->
                new AnimationTimer() {
                    @Override
                    public void handle(long now) {
                        stop();
                        begun.countDown();
                    }
                }.start());
        begun.await();
    }

    private static String text(double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "%6.2f ms at the median, %6.2f at 95 %%, %6.2f at most",
                sorted[sorted.length / 2],
                sorted[(int) (0.95 * (sorted.length - 1))],
                sorted[sorted.length - 1]);
    }
}
