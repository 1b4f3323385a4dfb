package backproplab.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.TraceStep.Phase;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.experiment.SampleNetwork;
import backproplab.network.Parameters;
import backproplab.ui.RealWindow;
import backproplab.ui.Toolkit;
import backproplab.ui.viewmodel.Cover;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.Moment;
import backproplab.ui.viewmodel.SampleChoice;
import backproplab.ui.viewmodel.StepModel;

import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The Step perspective in the whole window, walked through with real keys; what is read is what the card says.
class SteppingTest {
    @TempDir @Nullable Path folder;

    private final LabWindow[] made = new LabWindow[1];
    private final RealWindow robot = new RealWindow(this::fill);
    private final LabWindow window = Objects.requireNonNull(made[0]);
    private final StepModel steps = window.steps();

    private void fill(Stage stage) {
        Document document = Document.of(SampleNetwork.load("mazur-2-2-2"), Optional.empty());
        Memory memory = Memory.ofThisStart(Theme.LIGHT);
        made[0] = new LabWindow(stage, document, new Chosen(), memory, 1000, 700);
        made[0].show();
    }

    /// There is no file chooser without a display.
    private final class Chosen implements FileDialog {
        @Override
        public Optional<Path> askOpen(@Nullable Window owner, Optional<Path> in) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> askSave(@Nullable Window owner, Optional<Path> in, String suggestion) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> askExport(@Nullable Window owner, Optional<Path> in, String suggestion) {
            return Optional.of(Objects.requireNonNull(folder).resolve(suggestion));
        }
    }

    @AfterEach
    void end() {
        Toolkit.run(window::close);
        robot.close();
    }

    private void open() {
        robot.keys(KeyCode.F4);
        Toolkit.until(() -> Toolkit.call(() -> steps.momentProperty().get() != null && !steps.isBusy()));
    }

    private Moment moment() {
        return Objects.requireNonNull(Toolkit.call(() -> steps.momentProperty().get()));
    }

    private String card() {
        Node card = robot.find("#step-card");
        return Toolkit.call(card::getAccessibleText);
    }

    private void digits(String digits) {
        robot.type(robot.find("#card-digits"), digits);
        robot.click(robot.find("#step-timeline")); // the keys go back to the steps
        robot.keys(KeyCode.HOME);
    }

    /// With the right arrow, until the card has the title.
    private String walkTo(String title) {
        int size = moment().steps().size();
        for (int i = 0; i < size && !card().startsWith(title + "\n"); i++) {
            robot.keys(KeyCode.RIGHT);
        }
        assertTrue(card().startsWith(title + "\n"), () -> "no card `%s`; the last is %s".formatted(title, card()));
        return card();
    }

    private void assertSays(String number, String card) {
        assertTrue(card.contains(number), () -> "`%s` is not in: %s".formatted(number, card));
    }

    @Test
    void thePublishedNumbersOfMazursExampleAreOnTheCards() {
        open();
        digits("9");
        assertSays("0.298371109", walkTo("Loss L"));
        assertSays("0.741365070", walkTo("∂L/∂a of output 1"));
        assertSays("0.138498562", walkTo("δ of output 1"));
        digits("8");
        toUpdate("output", 0);
        assertSays("0.35891648", card());
        digits("9");
        toUpdate("hidden", 0);
        assertSays("0.149780716", card());
        digits("10");
        robot.keys(KeyCode.END);
        String verify = card();
        assertSays("0.2983711088", verify);
        assertSays("0.2910277737", verify);
    }

    private void toUpdate(String layer, int index) {
        Place place = new Place.Weight(new Parameters.Key(layer, "weights"), index);
        Toolkit.run(() -> steps.grainProperty().set(Grain.PRODUCT));
        Toolkit.run(() -> steps.goTo(Quantity.UPDATED, place));
    }

    @Test
    void backRestoresEveryCardExactly() {
        open();
        List<String> forth = new ArrayList<>();
        int size = moment().steps().size();
        for (int i = 0; i < size; i++) {
            forth.add(card());
            robot.keys(KeyCode.RIGHT);
        }
        assertEquals(size - 1, moment().index());
        for (int i = size - 1; i >= 0; i--) {
            assertEquals(forth.get(i), card());
            robot.keys(KeyCode.LEFT);
        }
        assertEquals(0, moment().index());
    }

    @Test
    void keysGoByPhases() {
        open();
        List<Phase> seen = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            robot.keys(KeyCode.PAGE_DOWN);
            seen.add(moment().step().phase());
        }
        assertEquals(List.of(Phase.FORWARD, Phase.LOSS, Phase.BACKWARD, Phase.UPDATE, Phase.VERIFY), seen);
        robot.keys(KeyCode.PAGE_UP);
        assertEquals(Phase.UPDATE, moment().step().phase());
        robot.keys(KeyCode.HOME);
        assertEquals(0, moment().index());
    }

    @Test
    void spacePlaysAndAnArrowStops() {
        open();
        Toolkit.run(() -> steps.speedProperty().set(StepModel.FASTEST));
        robot.keys(KeyCode.SPACE);
        Toolkit.until(() -> moment().index() >= 3);
        robot.keys(KeyCode.LEFT);
        assertFalse(Toolkit.call(() -> steps.playingProperty().get()));
        assertFalse(Toolkit.call(() -> window.model().runningProperty().get()), "Space is not the training's here");
    }

    @Test
    void escapeLeavesAndKeysAreTheTrainingsAgain() {
        open();
        robot.keys(KeyCode.ESCAPE);
        assertEquals(Perspective.TRAINING, Toolkit.call(() -> window.content().perspective()));
        robot.keys(KeyCode.SPACE);
        Toolkit.until(() -> Toolkit.call(() -> window.model().runningProperty().get()));
    }

    @Test
    void escapeLeavesAlsoFromTheTable() {
        open();
        Node table = robot.find(".table-view");
        Toolkit.run(table::requestFocus);
        robot.keys(KeyCode.RIGHT);
        assertEquals(1, moment().index(), "the arrows walk from there too");
        robot.keys(KeyCode.ESCAPE);
        assertEquals(Perspective.TRAINING, Toolkit.call(() -> window.content().perspective()));
    }

    @Test
    void aTrainingStepIsFollowed() {
        open();
        robot.keys(KeyCode.END, KeyCode.S);
        Toolkit.until(() -> Toolkit.call(() -> moment().trace().step() == 1 && !steps.isBusy()));
        assertSays("L before = 0.291028\n", card());
        assertEquals(moment().steps().size() - 1, moment().index(), "the class stays where it was");
    }

    @Test
    void numbersOfOnesOwnAreTraced() {
        open();
        Toolkit.run(() -> steps.choose(new SampleChoice.Row(0)));
        Node menu = robot.find("#sample-menu");
        robot.click(menu);
        robot.keys(KeyCode.DOWN, KeyCode.DOWN, KeyCode.DOWN, KeyCode.DOWN, KeyCode.ENTER);
        robot.type(robot.find("#typed-input-input"), "0,5;-0.25");
        Toolkit.until(() -> moment().trace().output("input").get(0) == 0.5);
        assertEquals(-0.25, moment().trace().output("input").get(1));
        robot.type(robot.find("#typed-input-input"), "1");
        Labeled problem = robot.find("#typed-problem");
        Toolkit.until(problem::isVisible);
        assertEquals("x needs 2 numbers with spaces between them, and there are 1", Toolkit.call(problem::getText));
        assertEquals(0.5, moment().trace().output("input").get(0), "bad input changes nothing");
    }

    @Test
    void aWorksheetIsWrittenAlsoBeforeAnythingWasTraced() throws IOException {
        Toolkit.run(window::exportWorksheet);
        Path sheet = Objects.requireNonNull(folder).resolve("mazur-s-step-by-step-example-worksheet.pdf");
        Toolkit.until(() -> Files.exists(sheet));
        assertEquals(Perspective.STEPS, Toolkit.call(() -> window.content().perspective()), "what it is of is seen");
        byte[] bytes = Files.readAllBytes(sheet);
        assertEquals("%PDF", new String(bytes, 0, 4, StandardCharsets.US_ASCII));
        Labeled status = robot.find("#status");
        Toolkit.until(() -> Toolkit.call(status::getText).equals("written: " + sheet.getFileName()));
    }

    @Test
    void whatIsGuessedIsHiddenUntilTheGuessIsRight() {
        open();
        Toolkit.run(() -> steps.coverProperty().set(Cover.RESULT));
        String hidden = walkTo("δ of output 1");
        assertFalse(hidden.contains("0.138499"), hidden);
        robot.type(robot.find("#card-guess"), "0.74");
        Labeled verdict = robot.find("#card-verdict");
        assertEquals("That is without f′(z): how wrong, but not yet how awake.", Toolkit.call(verdict::getText));
        robot.type(robot.find("#card-guess"), "0,1385");
        assertSays("0.138499", card());
        robot.keys(KeyCode.RIGHT);
        assertSays("?", card());
    }

    @Test
    void aSampleThatThereIsNotIsRefusedInASentence() {
        open();
        robot.type(robot.find("#sample-number"), "9");
        Labeled problem = robot.find("#sample-problem");
        Toolkit.until(problem::isVisible);
        assertEquals("the training set has the samples 1 to 1, there is no 9", Toolkit.call(problem::getText));
    }
}
