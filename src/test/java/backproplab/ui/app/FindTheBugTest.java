package backproplab.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.catalog.Entry;
import backproplab.experiment.SampleNetwork;
import backproplab.fault.Fault;
import backproplab.fault.Faults;
import backproplab.fault.Place;
import backproplab.ui.RealWindow;
import backproplab.ui.Toolkit;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.ExerciseModel;
import backproplab.ui.viewmodel.Moment;

import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Objects;
import java.util.Optional;

/// An exercise in the whole window with real keys, from its start to the reveal.
class FindTheBugTest {
    private static final Entry<Fault> SLOPE = Faults.CATALOG.get("slope_left_out");
    private static final Place HIDDEN = new Place.Layer("hidden");

    private final LabWindow[] made = new LabWindow[1];
    private final RealWindow robot = new RealWindow(this::fill);
    private final LabWindow window = Objects.requireNonNull(made[0]);
    private final ExerciseModel exercise = window.exercise();

    private void fill(Stage stage) {
        Document document = Document.of(SampleNetwork.load("mazur-2-2-2"), Optional.empty());
        Memory memory = Memory.ofThisStart(Theme.LIGHT);
        made[0] = new LabWindow(stage, document, FileDialog.ofSystem(), memory, 1000, 700);
        made[0].show();
    }

    @AfterEach
    void end() {
        Toolkit.run(window::close);
        robot.close();
    }

    private void start(long number, String word) {
        robot.keys(KeyCode.F8);
        PasswordField lock = robot.find("#exercise-word");
        Toolkit.run(() -> lock.setText(word));
        robot.type(robot.find("#exercise-number"), String.valueOf(number));
        Toolkit.until(() -> Toolkit.call(() -> exercise.runningProperty().get() != null));
    }

    private void startSlope(String word) {
        start(Toolkit.call(() -> exercise.numberOf(SLOPE, HIDDEN)), word);
    }

    /// With the arrow keys.
    private <T> void pick(String id, T wanted) {
        ComboBox<T> menu = robot.find(id);
        Toolkit.run(menu::requestFocus);
        for (int i = 0; i < menu.getItems().size() && !wanted.equals(menu.getValue()); i++) {
            robot.keys(KeyCode.DOWN);
        }
        assertEquals(wanted, Toolkit.call(menu::getValue));
    }

    private String answer(Place place, String fault) {
        ComboBox<Place> places = robot.find("#exercise-place");
        ComboBox<Entry<Fault>> faults = robot.find("#exercise-fault");
        Toolkit.run(() -> { // an answer is given anew
            places.getSelectionModel().clearSelection();
            faults.getSelectionModel().clearSelection();
        });
        pick("#exercise-place", place);
        pick("#exercise-fault", Faults.CATALOG.get(fault));
        robot.keys(KeyCode.TAB, KeyCode.SPACE);
        return text("#exercise-verdict");
    }

    private boolean isSeen(String id) {
        Node node = robot.find(id);
        return Toolkit.call(node::isVisible);
    }

    private String text(String id) {
        Label label = robot.find(id);
        return Toolkit.call(label::getText);
    }

    private String lit() {
        Node picture = robot.find("#step-network-picture");
        return Toolkit.call(picture::getAccessibleText);
    }

    private BackwardTrace traced() {
        robot.keys(KeyCode.F4);
        Toolkit.until(
                () -> Toolkit.call(() -> window.steps().momentProperty().get() != null && !window.steps().isBusy()));
        Toolkit.run(() -> window.steps().grainProperty().set(Grain.LAYER));
        Moment now = Objects.requireNonNull(Toolkit.call(() -> window.steps().momentProperty().get()));
        return now.trace();
    }

    @Test
    void isStartedLookedAtAnsweredAndRevealed() {
        startSlope("");
        BackwardTrace trace = traced();
        BackwardTrace.LayerTrace hidden = trace.layer("hidden");
        assertEquals(hidden.arriving(), Optional.of(hidden.delta()), "that is what a class can see: f′(z) is missing");
        Toolkit.until(() -> !lit().isEmpty());
        assertFalse(lit().contains("the bug"), "nothing is marked before the reveal");

        robot.keys(KeyCode.F7);
        Toolkit.until(() -> text("#check-verdict").contains(" gradients fail, in hidden."));
        robot.keys(KeyCode.F4);

        assertEquals("1. Neither the fault nor the place.", answer(new Place.Update(), "momentum_twice"));
        assertEquals("2. The right place, but it is another fault.", answer(HIDDEN, "slope_at_activation"));
        assertFalse(lit().contains("the bug"));
        assertEquals("3. Right: that is the fault, and that is where it is.", answer(HIDDEN, SLOPE.id()));
        Toolkit.until(() -> lit().contains("the bug is in layer hidden"));
        assertTrue(isSeen("#exercise-explanation"));

        robot.keys(KeyCode.SPACE); // the keys went to the button that ends it
        Toolkit.until(() -> Toolkit.call(() -> exercise.runningProperty().get() == null));
        assertFalse(isSeen("#exercise"));
        Toolkit.until(() -> !lit().contains("the bug"));
        assertEquals(Optional.empty(), Toolkit.call(() -> window.model().setupProperty().get().fault()));
    }

    @Test
    void aLockedOneIsRevealedWithTheWord() {
        startSlope("chalk");
        robot.type(robot.find("#exercise-unlock"), "sponge");
        assertEquals("that is not the word; who started the exercise knows it", text("#exercise-problem"));
        robot.type(robot.find("#exercise-unlock"), "chalk");
        Toolkit.until(() -> isSeen("#exercise-explanation"));
        assertEquals("Revealed.", text("#exercise-verdict"));
        Toolkit.run(window::exportWorksheet);
        assertEquals("a worksheet needs right numbers: end the exercise first", text("#status"));
    }

    @Test
    void aNumberThatIsNoneIsRefusedAndEscapeHidesNothing() {
        robot.keys(KeyCode.F8);
        robot.type(robot.find("#exercise-number"), "0,5");
        assertEquals("an exercise has a whole number from 1, such as 7, got 0,5", text("#exercise-problem"));
        robot.keys(KeyCode.ESCAPE);
        assertFalse(isSeen("#exercise"));
        assertNull(Toolkit.call(() -> exercise.runningProperty().get()));
    }
}
