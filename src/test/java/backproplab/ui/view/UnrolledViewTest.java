package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.BackwardTrace;
import backproplab.experiment.ExperimentFile;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.Reading;
import backproplab.training.TraceLab;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.Selection;

import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A layer of the network view, unrolled over time.
class UnrolledViewTest {
    private static final double WIDTH = 900;
    private static final double HEIGHT = 500;

    private final LabModel model = Toolkit.call(() -> new LabModel(sample("lstm-long-memory"), Platform::runLater));
    private final NetworkView view = Toolkit.call(() -> new NetworkView(model));

    private static Document sample(String name) {
        return switch (ExperimentFile.read(Path.of("sample-networks", name + ".json"))) {
            case Reading.Done<LoadedExperiment>(LoadedExperiment loaded) -> Document.of(loaded, Optional.empty());
            case Reading.Refused<LoadedExperiment>(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    @BeforeEach
    void open() {
        Toolkit.layOut(view, WIDTH, HEIGHT);
        Toolkit.run(() -> {
            model.selectionProperty().set(Selection.of("cell"));
            view.setShown(true);
            ((Button) view.node().lookup("#layer-unroll")).fire();
        });
        settle();
    }

    @AfterEach
    void close() {
        Toolkit.run(model::close);
    }

    private void settle() {
        Toolkit.until(() -> {
            view.draw();
            return !view.isBusy();
        });
    }

    private PicturePane pane() {
        return Toolkit.call(() -> (PicturePane) view.node().lookup("#unrolled-picture"));
    }

    private String told() {
        return Toolkit.call(() -> pane().getAccessibleText());
    }

    private void press(KeyCode code) {
        Toolkit.run(
                () -> pane().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
    }

    private void type(String box, String text) {
        KeyEvent enter = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false);
        Toolkit.run(() -> {
            TextField field = (TextField) view.node().lookup("#" + box);
            field.setText(text);
            field.fireEvent(enter);
        });
        settle();
    }

    private BackwardTrace traced(int sample) {
        TraceLab lab = Toolkit.call(() -> new TraceLab(model.latestProperty().get()));
        return lab.trace(lab.sample(sample));
    }

    /// Where cells become too narrow for their numbers, colours are left.
    @Test
    void isPaintedAtEverySize() {
        for (double width : new double[] {1200, 700, 520, 400, 250}) {
            boolean painted =
                    Toolkit.call(() -> {
                        view.node().resize(width, width / 2);
                        view.node().layout();
                        return view.draw();
                    });
            assertTrue(painted, "at a width of " + width);
        }
    }

    @Test
    void itShowsTheEnginesNumbersOfTheSample() {
        UnrolledNumbers shown = Toolkit.call(() -> UnrolledNumbers.of(model.latestProperty().get(), "cell", 3));
        BackwardTrace.HiddenStates hidden = traced(3).layer("cell").hidden().orElseThrow();
        int units = hidden.numbers().units();
        for (int t : new int[] {0, 70, 149}) {
            for (int unit = 0; unit < units; unit++) {
                assertEquals(hidden.states().get(t * units + unit), shown.states().values()[t][unit]);
                assertEquals(hidden.gradients().get(t * units + unit), shown.states().gradients()[t][unit]);
                assertEquals(
                        hidden.numbers().memory().orElseThrow().gradients().get(t * units + unit),
                        shown.memory().orElseThrow().gradients()[t][unit]);
            }
        }
        assertEquals(0, shown.output().orElseThrow().values()[148].length);
        assertArrayEquals(traced(3).layer("output").a().row(0), shown.output().orElseThrow().values()[149]);
    }

    /// Nothing goes back from the first sample of that network.
    @Test
    void whereNothingGoesBackTheSampleThatCostsMostIsShown() {
        LabModel other = Toolkit.call(() -> new LabModel(sample("rnn-exploding"), Platform::runLater));
        UnrolledNumbers shown = Toolkit.call(() -> UnrolledNumbers.orOfWorst(other.latestProperty().get(), "cell", 0));
        assertTrue(Toolkit.call(() -> UnrolledNumbers.of(other.latestProperty().get(), "cell", 0)).isFlat());
        assertFalse(shown.isFlat());
        Toolkit.run(other::close);
    }

    @Test
    void itSaysTheSizesAtBothEndsOfTheSequence() {
        assertTrue(told().startsWith("cell unrolled over 150 time steps, sample 1, showing h. RMS of ∂L/∂h: "), told());
    }

    @Test
    void anotherSampleAnotherNumberAndTheMemoryCanBeSeen() {
        type("unrolled-sample", "4");
        Toolkit.run(() -> {
            ((ToggleButton) view.node().lookup("#unrolled-memory")).fire();
            ((ToggleButton) view.node().lookup("#unrolled-backward")).fire();
        });
        assertTrue(told().contains("sample 4, showing ∂L/∂c. RMS of ∂L/∂c: "), told());
    }

    @Test
    void theArrowsMoveFromTimeStepToTimeStep() {
        press(KeyCode.LEFT);
        press(KeyCode.LEFT);
        assertEquals("148", time());
        press(KeyCode.HOME);
        assertEquals("1", time());
        press(KeyCode.LEFT);
        assertEquals("1", time());
    }

    private String time() {
        return Toolkit.call(() -> ((TextField) view.node().lookup("#unrolled-time")).getText());
    }

    @Test
    void aTimeStepThatIsNotThereIsRefusedWithASentence() {
        type("unrolled-time", "151");
        assertEquals(
                "`151` is no time step; type a number from 1 to 150",
                Toolkit.call(() -> ((Label) view.node().lookup("#network-problem")).getText()));
    }

    @Test
    void escapeLeadsBackToTheNetwork() {
        press(KeyCode.ESCAPE);
        assertTrue(Toolkit.call(() -> view.node().lookup("#unrolled-picture") == null));
        assertFalse(Toolkit.call(() -> view.node().lookup("#network-picture") == null));
    }

    @Test
    void onlyARecurrentLayerIsOffered() {
        press(KeyCode.ESCAPE);
        Toolkit.run(() -> model.selectionProperty().set(Selection.of("output")));
        assertFalse(Toolkit.call(() -> view.node().lookup("#layer-unroll").isVisible()));
    }

    /// The first, the last and those around the chosen one; every skipped time step is in a gap.
    @Test
    void ofALongSequenceSomeTimeStepsHaveColumns() {
        UnrolledColumns columns = UnrolledColumns.of(150, 70, 0, 800, 50, 100);
        List<Integer> times = columns.steps().stream().map(UnrolledColumns.Step::time).toList();
        assertTrue(times.containsAll(List.of(0, 1, 69, 70, 71, 148, 149)), times.toString());
        int skipped =
                columns.columns().stream()
                        .mapToInt(it -> it instanceof UnrolledColumns.Gap gap ? gap.count() : 0)
                        .sum();
        assertEquals(150, times.size() + skipped);
        assertEquals(800, columns.right(), 1e-9);
    }

    @Test
    void ofAShortSequenceAllHave() {
        UnrolledColumns columns = UnrolledColumns.of(3, 0, 10, 300, 50, 80);
        assertEquals(List.of(0, 1, 2), columns.steps().stream().map(UnrolledColumns.Step::time).toList());
        assertEquals(250, columns.right());
    }
}
