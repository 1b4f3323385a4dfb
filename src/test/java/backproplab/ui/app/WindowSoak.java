package backproplab.ui.app;

import backproplab.backprop.CheckedNumber;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.experiment.SampleNetwork;
import backproplab.fault.Faults;
import backproplab.ui.Toolkit;
import backproplab.ui.viewmodel.CheckModel;
import backproplab.ui.viewmodel.Cover;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.ExerciseModel;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.NumberId;
import backproplab.ui.viewmodel.SampleChoice;
import backproplab.ui.viewmodel.StepModel;

import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Trains at full speed for as long as it is told while a seeded robot clicks, drags and presses keys all over the
/// window; prints each minute what memory is in use and how many exceptions came, and ends with 1 when any did.
public final class WindowSoak {
    private static final long PATIENCE_SECONDS = 40;

    /// What would change the experiment, or begin it anew, far more often than anybody does.
    private static final Set<String> LEFT_ALONE = Set.of("experiment", "reset", "new-weights", "step-table-save");

    private static final List<KeyCode> KEYS =
            List.of(
                    KeyCode.SPACE,
                    KeyCode.S,
                    KeyCode.E,
                    KeyCode.TAB,
                    KeyCode.F6,
                    KeyCode.F7,
                    KeyCode.F8,
                    KeyCode.F11,
                    KeyCode.F9,
                    KeyCode.F5,
                    KeyCode.ESCAPE,
                    KeyCode.PAGE_DOWN,
                    KeyCode.PAGE_UP,
                    KeyCode.HOME,
                    KeyCode.END,
                    KeyCode.DELETE,
                    KeyCode.W,
                    KeyCode.DIGIT7,
                    KeyCode.LEFT,
                    KeyCode.RIGHT,
                    KeyCode.UP,
                    KeyCode.DOWN,
                    KeyCode.ENTER);

    private final Random random;
    private final LabWindow window;
    private final Stage stage;
    private final Robot robot;
    private final AtomicInteger exceptions;

    private WindowSoak(long seed, LabWindow window, Stage stage, AtomicInteger exceptions) {
        this.random = new Random(seed);
        this.window = window;
        this.stage = stage;
        this.robot = new Robot();
        this.exceptions = exceptions;
    }

    /// @param arguments minutes, seed, width and height
    public static void main(String[] arguments) throws InterruptedException {
        long minutes = arguments.length > 0 ? Long.parseLong(arguments[0]) : 60;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        double width = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 1000;
        double height = arguments.length > 3 ? Double.parseDouble(arguments[3]) : 900;
        AtomicInteger exceptions = new AtomicInteger();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            exceptions.incrementAndGet();
            System.out.println("exception on " + thread.getName());
            e.printStackTrace(System.out);
        });
        WindowSoak soak = Toolkit.call(() -> open(seed, width, height, exceptions));
        soak.run(minutes);
        System.out.printf("%d minutes, %d exceptions%n", minutes, exceptions.get());
        Toolkit.run(soak.window::close);
        Platform.exit();
        System.exit(exceptions.get() == 0 ? 0 : 1);
    }

    private static WindowSoak open(long seed, double width, double height, AtomicInteger exceptions) {
        Thread.currentThread().setUncaughtExceptionHandler(Thread.getDefaultUncaughtExceptionHandler());
        Stage stage = new Stage();
        stage.setX(0);
        stage.setY(0);
        Document document = Document.of(SampleNetwork.load("digits-64-30-10"), Optional.empty());
        Memory memory = Memory.ofThisStart(Theme.LIGHT);
        LabWindow window = new LabWindow(stage, document, new NoFiles(), memory, width, height);
        window.show();
        return new WindowSoak(seed, window, stage, exceptions);
    }

    /// Files are asked for in vain.
    private static final class NoFiles implements FileDialog {
        @Override
        public Optional<Path> askOpen(@Nullable Window owner, Optional<Path> folder) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> askSave(@Nullable Window owner, Optional<Path> folder, String suggestion) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> askExport(@Nullable Window owner, Optional<Path> folder, String suggestion) {
            return Optional.empty();
        }
    }

    private void run(long minutes) throws InterruptedException {
        long acts = 0;
        long steps = 0;
        for (long minute = 1; minute <= minutes; minute++) {
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (System.nanoTime() < end) {
                actWatched();
                acts++;
                TimeUnit.MILLISECONDS.sleep(120);
            }
            LabModel model = window.model();
            steps = Toolkit.call(() -> model.stepProperty().get());
            report(minute, acts, steps);
        }
    }

    /// One act; when the window does not answer, tells where its threads stand and ends.
    private void actWatched() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Platform.runLater(() -> {
            act();
            done.countDown();
        });
        if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            Thread.getAllStackTraces()
                    .forEach((thread, stack) -> {
                        System.out.println(thread.getName() + " " + thread.getState());
                        Arrays.stream(stack).limit(40).forEach(it -> System.out.println("    " + it));
                    });
            throw new AssertionError("the window did not answer for %d s".formatted(PATIENCE_SECONDS));
        }
    }

    private void report(long minute, long acts, long steps) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "minute %d: %d acts, at step %,d, heap after collection %.1f MB, resident %s, %d exceptions%n",
                minute,
                acts,
                steps,
                (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
                resident(),
                exceptions.get());
    }

    private static String resident() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(it -> it.startsWith("VmRSS:"))
                    .map(it -> it.substring("VmRSS:".length()).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /// One thing that somebody could do.
    private void act() {
        closeDialogs();
        LabModel model = window.model();
        keepTraining(model);
        int choice = random.nextInt(100);
        if (choice < 10) {
            model.undo();
        } else if (choice < 12) {
            model.redo();
        } else if (choice < 14) {
            window.files().whenFreeToLeave(this::openAnother);
        } else if (choice < 15) {
            window.changeTheme();
        } else if (choice < 18) {
            stage.setWidth(700 + random.nextInt(300));
        } else if (choice < 20) {
            window.toggle(oneOf(List.of(Perspective.STEPS, Perspective.CHECK)));
        } else if (choice < 22) {
            trace();
        } else if (choice < 23) {
            check();
        } else if (choice < 25) {
            hide();
        } else if (choice < 42) {
            KeyCode key = KEYS.get(random.nextInt(KEYS.size()));
            robot.keyPress(key);
            robot.keyRelease(key);
        } else {
            point();
        }
    }

    private <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /// Other samples, another grain, something tried out.
    private void trace() {
        StepModel steps = window.steps();
        List<SampleChoice> choices =
                List.of(
                        new SampleChoice.Row(random.nextInt(4)),
                        new SampleChoice.Worst(),
                        new SampleChoice.NextBatch(),
                        new SampleChoice.WholeSet());
        steps.choose(oneOf(choices));
        steps.grainProperty().set(oneOf(List.of(Grain.values())));
        steps.coverProperty().set(oneOf(List.of(Cover.values())));
        steps.pass()
                .ifPresent(
                        it -> steps.setInput(it.samples().inputs().firstEntry().getKey(), 0, 0, random.nextDouble()));
    }

    /// Another ε, another batch, another number.
    private void check() {
        CheckModel check = window.check();
        check.epsilonProperty().set(Math.pow(10, -1 - 10 * random.nextDouble()));
        check.choose(oneOf(List.of(new SampleChoice.Row(0), new SampleChoice.NextBatch())));
        Optional.ofNullable(check.checkedProperty().get())
                .ifPresent(it -> {
                    List<CheckedNumber> worst = it.report().worst(20);
                    if (!worst.isEmpty()) {
                        CheckedNumber number = oneOf(worst);
                        check.chosenProperty().set(Optional.of(new NumberId(number.key(), number.index())));
                    }
                });
    }

    /// A bug is hidden, answered for, revealed or taken out.
    private void hide() {
        ExerciseModel exercise = window.exercise();
        ExerciseModel.Running running = exercise.runningProperty().get();
        if (running == null) {
            exercise.start(1 + random.nextInt(500), "");
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> exercise.reveal("");
            case 1 -> exercise.end();
            default -> exercise.answer(oneOf(Faults.CATALOG.entries()).id(), oneOf(running.places()));
        }
    }

    /// Whatever the hand has done: soon it goes on, as fast as it goes.
    private void keepTraining(LabModel model) {
        if (random.nextInt(4) == 0) {
            model.setSpeed(Double.POSITIVE_INFINITY);
            if (!model.runningProperty().get()) {
                model.toggleRunning();
            }
        }
    }

    private void openAnother() {
        List<SampleNetwork> all = SampleNetwork.all();
        window.files().openSample(all.get(random.nextInt(all.size())).id());
    }

    /// What waits for an answer is cancelled now and then, or answered by its first button.
    private void closeDialogs() {
        for (Window other : List.copyOf(Window.getWindows())) {
            if (!other.equals(stage) && other.getScene() != null && other.getScene().getRoot() instanceof DialogPane) {
                other.hide();
            } else if (other instanceof PopupWindow && random.nextInt(4) == 0) {
                other.hide();
            }
        }
    }

    private void point() {
        List<Node> targets = new ArrayList<>();
        collect(stage.getScene().getRoot(), targets);
        Node target = targets.get(random.nextInt(targets.size()));
        double x = random.nextDouble() * target.getBoundsInLocal().getWidth() + target.getBoundsInLocal().getMinX();
        double y = random.nextDouble() * target.getBoundsInLocal().getHeight() + target.getBoundsInLocal().getMinY();
        Point2D at = target.localToScreen(x, y);
        if (at == null
                || !stage.getScene().getRoot().getBoundsInLocal().contains(at.getX() - stage.getX(), at.getY())) {
            return;
        }
        robot.mouseMove(at);
        int choice = random.nextInt(10);
        if (choice == 0) {
            robot.mouseWheel(random.nextInt(5) - 2);
        } else if (choice == 1) {
            robot.mousePress(MouseButton.PRIMARY);
            robot.mouseMove(at.getX() + random.nextInt(60) - 30, at.getY() + random.nextInt(60) - 30);
            robot.mouseRelease(MouseButton.PRIMARY);
        } else if (choice < 4) {
            robot.mouseClick(MouseButton.PRIMARY);
            robot.mouseClick(MouseButton.PRIMARY);
        } else {
            robot.mouseClick(MouseButton.PRIMARY);
        }
    }

    private static void collect(Node node, List<Node> targets) {
        if (!node.isVisible() || node.isDisabled() || LEFT_ALONE.contains(String.valueOf(node.getId()))) {
            return;
        }
        boolean target =
                node instanceof ButtonBase
                        || node instanceof Slider
                        || node instanceof ComboBox<?>
                        || node instanceof TextField
                        || node instanceof Spinner<?>
                        || node instanceof Canvas;
        if (target) {
            targets.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(it -> collect(it, targets));
        }
    }
}
