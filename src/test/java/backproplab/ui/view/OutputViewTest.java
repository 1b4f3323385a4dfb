package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.data.Dataset;
import backproplab.experiment.DataSource;
import backproplab.experiment.ExperimentFile;
import backproplab.experiment.LoadedExperiment;
import backproplab.experiment.Reading;
import backproplab.training.Command;
import backproplab.ui.RealWindow;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.viewmodel.DataChoice;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.SampleChoice;

import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// With a real mouse and real keys.
class OutputViewTest {
    private static final double WIDTH = 620;
    private static final double HEIGHT = 380;

    private final List<SampleChoice> picked = new ArrayList<>();
    private final LabModel model =
            Toolkit.call(() -> new LabModel(Documents.circle(Documents.function("tanh")), Platform::runLater));
    private final OutputView view =
            Toolkit.call(() -> {
                OutputView made = new OutputView(model, (sample, _) -> picked.add(sample));
                made.setPalette(Palette.LIGHT);
                made.setShown(true);
                return made;
            });
    private final RealWindow window = new RealWindow(view.node(), WIDTH, HEIGHT);

    @BeforeEach
    void settleFirst() {
        settle();
    }

    /// In place of the circle.
    private void open(Document document) {
        Toolkit.run(() -> model.open(document));
        settle();
    }

    private static Document experiment(String text) {
        return switch (ExperimentFile.parse(text)) {
            case Reading.Done<LoadedExperiment> done -> Document.of(done.value(), Optional.empty());
            case Reading.Refused<LoadedExperiment> refused -> throw new AssertionError(refused.problems());
        };
    }

    @AfterEach
    void close() {
        Toolkit.run(() -> {
            view.setShown(false);
            model.close();
        });
        window.close();
    }

    /// Draws until the picture is that of the model as it is now.
    private void settle() {
        Toolkit.until(() -> {
            view.node().applyCss();
            view.node().layout();
            view.draw();
            OutputPicture shown = view.picture();
            return !view.isBusy() && shown != null && shown.run().setup().equals(model.setupProperty().get());
        });
        Toolkit.layOut(view, WIDTH, HEIGHT);
    }

    private PicturePane pane() {
        return window.find("#output-picture");
    }

    private void fire(String id) {
        ButtonBase button = window.find("#" + id);
        Toolkit.run(button::fire);
        settle();
    }

    private void choose(String id) {
        window.click(window.<ButtonBase>find("#" + id));
        settle();
    }

    /// Where a point of the plane is on the screen.
    private Point2D onScreen(double x1, double x2) {
        PicturePane pane = pane();
        return Toolkit.call(() -> {
            java.awt.geom.Point2D at = view.board().pixelsOf(x1, x2);
            return pane.localToScreen(at.getX(), at.getY());
        });
    }

    private void click(double x1, double x2) {
        Point2D at = onScreen(x1, x2);
        window.click(at.getX(), at.getY());
        settle();
    }

    private Dataset samples() {
        return Toolkit.call(() -> model.dataProperty().get().samples());
    }

    private String problem() {
        Label label = window.find("#output-problem");
        return Toolkit.call(label::getText);
    }

    @Test
    void aClickAddsAPointOfTheChosenClass() {
        choose("output-draw");
        choose("output-class-1");
        click(0.9, 0.9);
        Dataset samples = samples();
        assertEquals(251, samples.samples());
        assertEquals(0.9, samples.input().get(250, 0), 0.02);
        assertEquals(0.9, samples.input().get(250, 1), 0.02);
        assertEquals(1, samples.classOf(250));
        assertInstanceOf(DataSource.Inline.class, Toolkit.call(() -> model.dataProperty().get().source()));
        choose("output-class-0");
        click(0, 0);
        assertEquals(0, samples().classOf(251));
    }

    @Test
    void withoutTheToolAClickAddsNothing() {
        click(0.9, 0.9);
        assertEquals(250, samples().samples());
        assertFalse(Toolkit.call(() -> model.canUndoProperty().get()));
    }

    @Test
    void aClickedSampleIsTold() {
        Dataset training = Toolkit.call(() -> model.setupProperty().get().training());
        click(training.input().get(7, 0), training.input().get(7, 1));
        Dataset test = Toolkit.call(() -> model.setupProperty().get().test().orElseThrow());
        click(test.input().get(3, 0), test.input().get(3, 1));
        assertEquals(List.of(new SampleChoice.Row(7), new SampleChoice.TestRow(3)), picked);
    }

    @Test
    void aStrokeIsOneEntryForUndo() {
        choose("output-draw");
        DataChoice before = Toolkit.call(() -> model.dataProperty().get());
        Point2D from = onScreen(-0.5, 0);
        window.press(from.getX(), from.getY());
        for (int i = 1; i <= 10; i++) {
            window.move(from.getX() + 8 * i, from.getY());
        }
        window.release();
        settle();
        assertTrue(samples().samples() >= 255, () -> "sprayed: " + samples().samples());
        Toolkit.run(model::undo);
        settle();
        assertEquals(250, samples().samples());
        assertEquals(before.source(), Toolkit.call(() -> model.dataProperty().get().source()));
        assertFalse(Toolkit.call(() -> model.canUndoProperty().get()));
    }

    @Test
    void theRightButtonTakesTheNearestAway() {
        choose("output-draw");
        double x1 = samples().input().get(7, 0);
        double x2 = samples().input().get(7, 1);
        Point2D at = onScreen(x1, x2);
        window.rightClick(at.getX(), at.getY());
        settle();
        assertEquals(249, samples().samples());
        assertFalse(
                java.util.stream.IntStream.range(0, 249).anyMatch(it -> samples().input().get(it, 0) == x1),
                "it was this one");
    }

    @Test
    void keysDrawToo() {
        choose("output-draw");
        Toolkit.run(pane()::requestFocus);
        window.keys(KeyCode.RIGHT, KeyCode.DOWN, KeyCode.ENTER);
        settle();
        assertEquals(251, samples().samples());
        window.keys(KeyCode.DELETE);
        settle();
        assertEquals(250, samples().samples());
    }

    @Test
    void clearedThePlaneIsOnlyWhatIsDrawn() {
        choose("output-draw");
        choose("output-empty");
        assertEquals(250, samples().samples(), "until something is drawn the network keeps its points");
        click(0.5, 0.5);
        click(-0.5, 0.5);
        assertEquals(2, samples().samples());
        Toolkit.run(model::undo);
        Toolkit.run(model::undo);
        settle();
        assertEquals(250, samples().samples());
    }

    @Test
    void theLastPointStays() {
        choose("output-draw");
        choose("output-empty");
        click(0.2, 0.2);
        Point2D at = onScreen(0.2, 0.2);
        window.rightClick(at.getX(), at.getY());
        assertEquals("The last point stays: a network needs something to train on.", problem());
        assertEquals(1, samples().samples());
    }

    /// What is drawn stands where it was drawn, though the data are kept as they were measured.
    @Test
    void pointsOfStandardisedDataAreDrawnWhereTheyAreSeen() {
        DataChoice scaled = Toolkit.call(() -> model.dataProperty().get()).withStandardise(true);
        Toolkit.run(() -> model.change(scaled.applyTo(model.setupProperty().get()), scaled));
        settle();
        choose("output-draw");
        click(1, -1);
        Dataset seen =
                Toolkit.call(() -> DrawnData.seen(model.dataProperty().get(), model.setupProperty().get().seed()));
        assertEquals(1, seen.input().get(250, 0), 0.1);
        assertEquals(-1, seen.input().get(250, 1), 0.1);
    }

    @Test
    void whatIsDrawnIsSaved() {
        choose("output-draw");
        click(0.9, -0.9);
        Command.Snapshot now = Toolkit.call(() -> model.snapshot()).join();
        String text = ExperimentFile.format(Toolkit.call(() -> model.experimentAt(now)));
        Document again = experiment(text);
        assertEquals(samples().input(), again.data().samples().input());
        assertEquals(samples().target(), again.data().samples().target());
        assertEquals(now.setup().training().input(), again.setup().training().input());
    }

    @Test
    void aCurveIsDrawnPointByPoint() {
        open(experiment(LINE.replace("LOSS", "squared_error")));
        assertInstanceOf(OutputPicture.Curves.class, view.picture());
        choose("output-draw");
        click(0.5, 0.25);
        Dataset samples = samples();
        assertEquals(4, samples.samples());
        assertEquals(0.5, samples.input().get(3), 0.02);
        assertEquals(0.25, samples.target().get(3), 0.02);
    }

    @Test
    void aTargetThatTheLossCannotTakeIsRefused() {
        open(experiment(LINE.replace("LOSS", "binary_cross_entropy").replace("[0.1]", "[0.05]")));
        choose("output-draw");
        click(0.5, -0.06);
        assertTrue(problem().contains("cannot be a target: the loss needs a number from 0 to 1"), problem());
        assertEquals(3, samples().samples());
    }

    private static final String LINE =
            """
            { "format": "backprop-lab/1", "title": "line", "about": "", "seed": 1,
              "data": {"source": "inline", "inputs": [[-1], [0], [1]], "targets": [[0.1], [0.4], [1]]},
              "network": {"input": [1], "layers": [
                {"name": "output", "type": "dense", "units": 1, "activation": {"type": "sigmoid"}}]},
              "losses": [{"on": "output", "type": "LOSS"}],
              "optimizer": {"type": "sgd", "learning_rate": 0.1} }
            """;

    @Test
    void aCellOfTheMatrixListsItsSamples() {
        open(Documents.digits(Documents.function("sigmoid")));
        OutputPicture.Confusion shown = (OutputPicture.Confusion) Objects.requireNonNull(view.picture());
        assertEquals(shown.matrix().wrong(), Toolkit.call(() -> view.samples().count()));
        ConfusionPicture.Cell cell = largestMistake(shown);
        PicturePane pane = pane();
        Point2D at =
                Toolkit.call(() -> {
                    java.awt.geom.Point2D middle = view.confusion().middle(cell);
                    return pane.localToScreen(middle.getX(), middle.getY());
                });
        window.click(at.getX(), at.getY());
        settle();
        int count = shown.matrix().count(cell.truth(), cell.predicted());
        assertEquals(count, Toolkit.call(() -> view.samples().count()));
        window.keys(KeyCode.BACK_SPACE);
        settle();
        assertEquals(shown.matrix().wrong(), Toolkit.call(() -> view.samples().count()));
        window.keys(KeyCode.DOWN, KeyCode.RIGHT);
        settle();
        assertEquals(shown.matrix().count(0, 1), Toolkit.call(() -> view.samples().count()));
    }

    private static ConfusionPicture.Cell largestMistake(OutputPicture.Confusion shown) {
        ConfusionPicture.Cell largest = new ConfusionPicture.Cell(0, 1);
        for (int truth = 0; truth < 10; truth++) {
            for (int predicted = 0; predicted < 10; predicted++) {
                if (truth != predicted
                        && shown.matrix().count(truth, predicted)
                                > shown.matrix().count(largest.truth(), largest.predicted())) {
                    largest = new ConfusionPicture.Cell(truth, predicted);
                }
            }
        }
        return largest;
    }

    @Test
    void theMatrixIsOfTheChosenSet() {
        open(Documents.digits(Documents.function("sigmoid")));
        int tested = model.setupProperty().get().test().orElseThrow().samples();
        assertEquals(tested, ((OutputPicture.Confusion) Objects.requireNonNull(view.picture())).matrix().total());
        fire("output-judge-training");
        int trained = model.setupProperty().get().training().samples();
        assertEquals(trained, ((OutputPicture.Confusion) Objects.requireNonNull(view.picture())).matrix().total());
    }

    @Test
    void thePictureFollowsTheTraining() {
        OutputPicture.Regions before = (OutputPicture.Regions) Objects.requireNonNull(view.picture());
        Toolkit.run(model::finishEpoch);
        Toolkit.until(() -> model.stepProperty().get() == 20 && !model.runningProperty().get());
        Toolkit.until(() -> {
            view.draw();
            return view.picture() instanceof OutputPicture.Regions now
                    && now.run().checkpoint().step() == 20
                    && !view.isBusy();
        });
        OutputPicture.Regions after = (OutputPicture.Regions) Objects.requireNonNull(view.picture());
        assertFalse(java.util.Arrays.equals(before.shades(), after.shades()));
        Toolkit.run(model::reset);
        Toolkit.until(() -> {
            view.draw();
            return view.picture() instanceof OutputPicture.Regions now
                    && now.run().checkpoint().step() == 0
                    && !view.isBusy();
        });
        OutputPicture.Regions again = (OutputPicture.Regions) Objects.requireNonNull(view.picture());
        assertArrayEquals(before.shades(), again.shades());
    }

    @Test
    void whatIsNotSeenIsNotComputed() {
        Toolkit.run(() -> view.setShown(false));
        assertFalse(Toolkit.call(view::draw));
        assertFalse(Toolkit.call(view::isBusy));
    }
}
