package backproplab.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.experiment.SampleNetwork;
import backproplab.loss.Hinge;
import backproplab.network.LossTerm;
import backproplab.network.Parameters;
import backproplab.optimizer.Sgd;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Tensor;
import backproplab.training.TrainingSetup;
import backproplab.ui.RealWindow;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.Numbers;
import backproplab.ui.view.LabView;
import backproplab.ui.viewmodel.Document;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The whole window, with a robot at the keyboard and the mouse.
class LabWindowTest {
    @TempDir @Nullable Path folder;

    private final Memory memory = Memory.ofThisStart(Theme.LIGHT);
    private Optional<Path> chosen = Optional.empty();
    private final LabWindow[] made = new LabWindow[1];
    private final RealWindow robot = new RealWindow(this::fill);
    private final LabWindow window = Objects.requireNonNull(made[0]);

    private void fill(Stage stage) {
        Document document = Document.of(SampleNetwork.load("circle-tanh"), Optional.empty());
        made[0] = new LabWindow(stage, document, new Chosen(), memory, 1000, 700);
        made[0].show();
    }

    /// There is no file chooser without a display.
    private final class Chosen implements FileDialog {
        @Override
        public Optional<Path> askOpen(@Nullable Window owner, Optional<Path> folder) {
            return chosen;
        }

        @Override
        public Optional<Path> askSave(@Nullable Window owner, Optional<Path> folder, String suggestion) {
            return chosen;
        }

        @Override
        public Optional<Path> askExport(@Nullable Window owner, Optional<Path> folder, String suggestion) {
            return chosen;
        }
    }

    @AfterEach
    void end() {
        Toolkit.run(window::close);
        robot.close();
    }

    private String text(String selector) {
        Labeled label = robot.find(selector);
        return Toolkit.call(label::getText);
    }

    private long step() {
        return Toolkit.call(() -> window.model().stepProperty().get());
    }

    private boolean isRunning() {
        return Toolkit.call(() -> window.model().runningProperty().get());
    }

    private String title() {
        return Toolkit.call(() -> window.model().documentProperty().get().title());
    }

    private Map<Parameters.Key, Tensor> parameters() {
        return window.model().snapshot().join().checkpoint().parameters().asMap();
    }

    /// Makes steps by hand, each seen on the screen.
    private void makeSteps(int count) {
        for (int i = 0; i < count; i++) {
            long next = step() + 1;
            robot.keys(KeyCode.S);
            Toolkit.until(() -> step() == next);
        }
    }

    /// The dialog that is in front of the window, once it is there.
    private DialogPane dialog() {
        Toolkit.until(() -> findDialog().isPresent());
        return findDialog().orElseThrow();
    }

    private static Optional<DialogPane> findDialog() {
        return Toolkit.call(() ->
                Window.getWindows().stream()
                        .filter(Window::isShowing)
                        .map(Window::getScene)
                        .map(Scene::getRoot)
                        .filter(DialogPane.class::isInstance)
                        .map(DialogPane.class::cast)
                        .findFirst());
    }

    private void press(DialogPane dialog, String button) {
        Toolkit.until(() -> button(dialog, button).filter(it -> !it.isDisabled()).isPresent());
        robot.click(button(dialog, button).orElseThrow());
        Toolkit.until(() -> findDialog().isEmpty());
    }

    private static Optional<Node> button(DialogPane dialog, String text) {
        return dialog.lookupAll(".button").stream()
                .filter(it -> it instanceof ButtonBase base && base.getText().equals(text))
                .findFirst();
    }

    /// Whether a label with these words stands in the dialog.
    private static boolean says(DialogPane dialog, String words) {
        return dialog.lookupAll(".label").stream().anyMatch(it -> ((Labeled) it).getText().equals(words));
    }

    @Test
    void spaceTrainsAndPauses() {
        robot.keys(KeyCode.SPACE);
        Toolkit.until(() -> step() > 200);
        assertTrue(isRunning());
        robot.keys(KeyCode.SPACE);
        Toolkit.until(() -> !isRunning());
        long paused = step();
        assertEquals("step " + Numbers.count(paused), text("#position").substring(0, text("#position").indexOf(" · ")));
    }

    @Test
    void theStepOnTheScreenIsTheSessions() {
        makeSteps(3);
        Toolkit.until(() -> text("#position").startsWith("step 3 · epoch 0"));
        robot.click(robot.find("#epoch"));
        Toolkit.until(() -> text("#position").startsWith("step 30 · epoch 1"));
        robot.click(robot.find("#reset"));
        Toolkit.until(() -> text("#position").startsWith("step 0 · epoch 0"));
    }

    @Test
    void theSpeedSliderSlowsTheRunDown() {
        Slider speed = robot.find("#speed");
        Toolkit.run(speed::requestFocus);
        robot.keys(KeyCode.HOME);
        assertEquals(1, Toolkit.call(() -> window.model().speedProperty().get()));
    }

    @Test
    void resetGivesTheSameWeightsAndAnotherCommandNewOnes() {
        Map<Parameters.Key, Tensor> start = parameters();
        makeSteps(2);
        assertNotEquals(start, parameters());
        robot.chord(KeyCode.CONTROL, KeyCode.R);
        Toolkit.until(() -> step() == 0);
        assertEquals(start, parameters());
        String seed = text("#seed");
        robot.chord(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
        Toolkit.until(() -> !text("#seed").equals(seed));
        assertNotEquals(start, parameters());
    }

    @Test
    void aSavedRunIsReopenedWhereItWas() {
        Path file = Objects.requireNonNull(folder).resolve("mine");
        chosen = Optional.of(file);
        makeSteps(2);
        Map<Parameters.Key, Tensor> saved = parameters();
        robot.chord(KeyCode.CONTROL, KeyCode.S);
        Toolkit.until(() -> text("#status").equals("saved mine.json"));
        makeSteps(1);
        chosen = Optional.of(file.resolveSibling("mine.json"));
        robot.chord(KeyCode.CONTROL, KeyCode.O);
        press(dialog(), "Don't save");
        Toolkit.until(() -> step() == 2);
        assertEquals(saved, parameters());
        assertEquals(List.of(file.resolveSibling("mine.json")), memory.recentFiles());
    }

    @Test
    void whoeverWouldLoseAnEditIsAsked() {
        Toolkit.run(() -> {
            var setup = window.model().setupProperty().get();
            window.model().change(setup.withWeightsSeed(99));
            window.files().openSample("xor-2-2-1");
        });
        press(dialog(), "Cancel");
        assertEquals("Circle, with tanh", title());
        robot.chord(KeyCode.CONTROL, KeyCode.Z);
        Toolkit.until(() -> window.model().setupProperty().get().weightsSeed() != 99);
    }

    @Test
    void aFileWithAMistakeChangesNothing() throws IOException {
        Path file = Objects.requireNonNull(folder).resolve("wrong.json");
        String sample = Files.readString(Path.of("sample-networks", "xor-2-2-1.json"));
        Files.writeString(file, sample.replace("\"learning_rate\": ", "\"learning_rate\": -"));
        makeSteps(1);
        Toolkit.run(() -> window.files().open(file));
        DialogPane dialog = dialog();
        Toolkit.until(() -> says(dialog, "/optimizer/learning_rate"));
        press(dialog, "OK");
        assertEquals("Circle, with tanh", title());
        assertEquals(1, step());
    }

    @Test
    void aWarningAboutTheDataLeadsToItsPlaceAndGoesWhenMended() {
        Hyperlink note = robot.find("#data-note");
        Toolkit.until(note::isVisible);
        assertEquals("Data: 1 warning", text("#data-note"));
        assertEquals(0, step());
        assertFalse(Toolkit.call(() -> window.content().isSettingsShown()));
        robot.click(note);
        Toolkit.until(() -> window.content().isSettingsShown());
        Toolkit.until(() -> robot.find("#settings-doctor").isFocused());
        Toolkit.run(() -> {
            TrainingSetup setup = window.model().setupProperty().get();
            window.model().change(setup.withLosses(List.of(LossTerm.of("output", new Hinge(1)))));
        });
        Toolkit.until(() -> !note.isVisible());
    }

    @Test
    void aTableIsTrainedOn() throws IOException {
        Path file = Objects.requireNonNull(folder).resolve("flowers.csv");
        Files.writeString(file, "width,height,depth,kind\n1,2,3,a\n2,1,0,b\n3,3,1,c\n1,1,1,a\n");
        Toolkit.run(() -> window.files().open(file));
        DialogPane dialog = dialog();
        press(dialog, "Start over with these data");
        Toolkit.until(() -> window.model().setupProperty().get().training().inputNames().contains("depth"));
        makeSteps(1);
        assertEquals(3, (int) Toolkit.call(() -> window.model().setupProperty().get().training().classes()));
        robot.chord(KeyCode.CONTROL, KeyCode.Z);
        Toolkit.until(() -> window.model().setupProperty().get().training().samples() == 300);
    }

    @Test
    void aSlideClickerLeadsThroughTheViews() {
        List<LabView> views = window.content().viewsOf(Perspective.TRAINING);
        robot.keys(KeyCode.F5);
        Toolkit.until(() -> window.content().maximised().equals(Optional.of(views.get(0))));
        robot.keys(KeyCode.PAGE_DOWN);
        Toolkit.until(() -> window.content().maximised().equals(Optional.of(views.get(1))));
        robot.keys(KeyCode.B);
        Toolkit.until(this::isRunning);
        robot.keys(KeyCode.PERIOD, KeyCode.ESCAPE);
        Toolkit.until(() -> !isRunning() && window.content().maximised().isEmpty());
    }

    /// In a small window views share places; one that lies behind another draws nothing.
    @Test
    void whatIsNotSeenIsNotDrawn() {
        LabView behind = window.content().view("loss");
        robot.keys(KeyCode.S);
        Toolkit.until(() -> step() == 1);
        assertFalse(Toolkit.call(behind::draw));
        ButtonBase title = robot.find("#show-loss");
        assertTrue(
                Toolkit.call(() -> {
                    title.fire();
                    return behind.draw();
                }));
    }

    @Test
    void everyKeyIsExplained() {
        robot.keys(KeyCode.F1);
        DialogPane dialog = dialog();
        Toolkit.until(() -> says(dialog, "Space") && says(dialog, "Train or pause") && says(dialog, "Ctrl+Z"));
        robot.keys(KeyCode.ESCAPE);
        Toolkit.until(() -> findDialog().isEmpty());
    }

    @Test
    void aRunThatExplodesSaysWhereAndOffersAWayBack() {
        Toolkit.run(() -> window.files().openSample("deep-relu-exploding"));
        Toolkit.until(() -> title().contains("exploding"));
        Toolkit.run(() -> {
            var setup = window.model().setupProperty().get();
            window.model().change(setup.with(UpdateRule.of(new Sgd(1e6))));
        });
        robot.keys(KeyCode.SPACE);
        Toolkit.until(() -> Toolkit.call(() -> robot.<Node>find("#banner").isVisible()));
        assertTrue(text("#banner-text").contains("in step"), text("#banner-text"));
        Node reset =
                Toolkit.call(() ->
                        robot.<Node>find("#banner").lookupAll(".button").stream()
                                .filter(it -> ((ButtonBase) it).getText().equals("Reset"))
                                .findFirst()
                                .orElseThrow());
        robot.click(reset);
        Toolkit.until(() -> step() == 0 && !robot.<Node>find("#banner").isVisible());
    }
}
