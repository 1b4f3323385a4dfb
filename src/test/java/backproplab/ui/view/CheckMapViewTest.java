package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.CheckedNumber;
import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.network.Parameters;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.Readout;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.NumberId;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.awt.geom.Point2D;
import java.util.Optional;

class CheckMapViewTest {
    private static final Parameters.Key WEIGHTS = new Parameters.Key("hidden", "weights");
    private static final Parameters.Key BIAS = new Parameters.Key("hidden", "bias");
    private static final Parameters.Key OUTPUT = new Parameters.Key("output", "weights");

    private CheckBench<CheckMapView> bench = bench(Documents.circle(Documents.function("tanh")), 600, 300);

    private static CheckBench<CheckMapView> bench(Document document, double width, double height) {
        return new CheckBench<>(document, CheckMapView::new, width, height);
    }

    /// Another document.
    private void open(Document document, double width, double height) {
        bench.close();
        bench = bench(document, width, height);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private CheckMapPicture picture() {
        return bench.view.picture();
    }

    private Point2D middle(NumberId id) {
        return Toolkit.call(() -> picture().middle(id).orElseThrow());
    }

    private Optional<NumberId> at(Point2D place) {
        return Toolkit.call(() -> picture().at(place.getX(), place.getY()));
    }

    private String text() {
        return Toolkit.call(() -> pane().getAccessibleText());
    }

    private PicturePane pane() {
        return (PicturePane) bench.view.node().lookup("#check-map-pane");
    }

    @Test
    void beforeACheckItSaysWhatWillBeSeen() {
        Label nothing = bench.window.find("#check-map-nothing");
        assertTrue(nothing.isVisible());
        assertTrue(nothing.getText().contains("a cell for each weight"), nothing.getText());
        assertFalse(pane().isVisible());
    }

    @Test
    void eachNumberHasItsCellAsInTheMatrix() {
        bench.checked();
        bench.report().numbers().map(NumberId::of).forEach(it -> assertEquals(Optional.of(it), at(middle(it))));
        // eight hidden units with two inputs: a row for each unit, its bias beside it, the next layer below
        Point2D first = middle(new NumberId(WEIGHTS, 0));
        assertTrue(middle(new NumberId(WEIGHTS, 1)).getX() > first.getX());
        assertTrue(middle(new NumberId(WEIGHTS, 2)).getY() > first.getY());
        assertEquals(middle(new NumberId(WEIGHTS, 5)).getY(), middle(new NumberId(BIAS, 2)).getY());
        assertTrue(middle(new NumberId(OUTPUT, 0)).getY() > middle(new NumberId(WEIGHTS, 15)).getY());
    }

    @Test
    void itStatesFiguresAndScale() {
        bench.checked();
        assertTrue(text().contains("hidden.weights, 8 × 2: agrees"), text());
        assertTrue(text().contains("output.bias, 1: agrees"), text());
        assertTrue(text().contains("relative error from 1e−16 to 1, passes up to 1e−6"), text());
        String worst = CheckFigures.error(bench.report().tensors().getFirst().worst().orElseThrow().relativeError());
        assertTrue(text().contains("worst relative error " + worst), text());
    }

    @Test
    void aMistakeFailsWhereItIsAndBefore() {
        Document document = Documents.circle(Documents.function("tanh"));
        open(CheckBench.withFault(document, "slope_left_out", "hidden"), 600, 300);
        bench.checked();
        assertTrue(text().contains("hidden.weights, 8 × 2: 16 of them fail"), text());
        assertTrue(text().contains("output.weights, 1 × 8: agrees"), text());
    }

    @Test
    void aClickAndTheArrowsChoose() {
        bench.checked();
        Point2D target = middle(new NumberId(WEIGHTS, 4));
        javafx.geometry.Point2D screen = Toolkit.call(() -> pane().localToScreen(target.getX(), target.getY()));
        bench.window.click(screen.getX(), screen.getY());
        assertEquals(new NumberId(WEIGHTS, 4), bench.chosen());
        bench.window.keys(KeyCode.RIGHT);
        assertEquals(new NumberId(WEIGHTS, 5), bench.chosen());
        bench.window.keys(KeyCode.RIGHT);
        assertEquals(new NumberId(BIAS, 2), bench.chosen(), "beside the last of its row");
        bench.window.keys(KeyCode.UP, KeyCode.LEFT);
        assertEquals(new NumberId(WEIGHTS, 3), bench.chosen());
        bench.choose(new NumberId(WEIGHTS, 15));
        bench.window.keys(KeyCode.DOWN);
        assertEquals(new NumberId(OUTPUT, 1), bench.chosen(), "below the last of its column");
        bench.window.keys(KeyCode.DOWN);
        assertEquals(new NumberId(OUTPUT, 1), bench.chosen(), "there is nothing below");
    }

    @Test
    void thePointerTellsBothNumbers() {
        bench.checked();
        Point2D place = middle(new NumberId(BIAS, 2));
        Readout readout = Toolkit.call(() -> picture().readout(place.getX(), place.getY()).orElseThrow());
        assertEquals("b of hidden 3", readout.title());
        CheckedNumber number =
                bench.report()
                        .numbers()
                        .filter(it -> it.key().equals(BIAS) && it.index() == 2)
                        .findFirst()
                        .orElseThrow();
        assertTrue(readout.text().contains(CheckCurvePicture.DIGITS.text(number.analytic())), readout.text());
        assertTrue(readout.text().contains(CheckCurvePicture.DIGITS.text(number.numeric())), readout.text());
        assertTrue(readout.text().contains("agrees"), readout.text());
    }

    /// 64 weights across 100 pixels, beside names and figures: some share a cell.
    @Test
    void ofFineCellsTheWorstIsFound() {
        open(Documents.digits(Documents.function("tanh")), 330, 120);
        bench.checked();
        int shared = 0;
        for (CheckedNumber number : bench.report().tensors().getFirst().numbers()) {
            NumberId there = at(middle(NumberId.of(number))).orElseThrow();
            shared += there.equals(NumberId.of(number)) ? 0 : 1;
            CheckedNumber shown = bench.report().tensors().getFirst().numbers().get(there.index());
            assertTrue(CheckCells.BY_HARM.compare(shown, number) >= 0, shown + " hides " + number);
        }
        assertTrue(shared > 100, shared + " share a cell with a worse one");
    }

    @Test
    void numbersThatWereNotLookedAtStayBlank() {
        Toolkit.run(() -> bench.model.perTensorProperty().set(3));
        bench.checked();
        assertTrue(text().contains("hidden.weights, 3 of 16"), text());
        assertTrue(text().contains("not looked at"), text());
        long cells = bench.report().tensors().getFirst().numbers().size();
        assertEquals(3, cells);
        for (int i = 0; i < 16; i++) {
            int index = i;
            boolean looked = bench.report().tensors().getFirst().numbers().stream().anyMatch(it -> it.index() == index);
            assertEquals(looked, at(middle(new NumberId(WEIGHTS, i))).isPresent(), "weight " + i);
        }
    }

    @Test
    void kinksAreMarkedAndNotFailed() {
        open(Documents.circle(Documents.function("relu")), 600, 300);
        Toolkit.run(() -> bench.model.epsilonProperty().set(0.1));
        bench.checked();
        CheckedNumber kink = bench.report().kinks().getFirst();
        Point2D place = middle(NumberId.of(kink));
        Readout readout = Toolkit.call(() -> picture().readout(place.getX(), place.getY()).orElseThrow());
        assertTrue(readout.text().contains("not judged"), readout.text());
        assertTrue(readout.text().contains("z of " + kink.kink().orElseThrow().layer()), readout.text());
        assertEquals(0, bench.report().count(Verdict.FAIL));
    }

    @Test
    void aQuickCheckLeavesTheMapAsItIs() {
        bench.checked();
        Node progress = Toolkit.call(() -> bench.view.node().lookup("#check-map-progress").getParent());
        Toolkit.run(() -> { // the check itself may be over before the next turn of the window
            bench.model.check();
            assertTrue(pane().isVisible());
            assertEquals(1, pane().getOpacity());
            assertFalse(progress.isVisible());
        });
    }

    @Test
    void aSlowCheckShowsHowFarItIsOverTheMapOfBefore() {
        open(Documents.large(), 600, 300);
        Toolkit.run(() -> bench.model.perTensorProperty().set(2));
        bench.checked();
        Node progress = Toolkit.call(() -> bench.view.node().lookup("#check-map-progress").getParent());
        Toolkit.run(() -> bench.model.perTensorProperty().set(Integer.MAX_VALUE));
        Toolkit.run(bench.model::check);
        Toolkit.until(() -> {
            bench.model.turn(System.nanoTime());
            return progress.isVisible();
        });
        assertTrue(pane().isVisible());
        assertTrue(Toolkit.call(() -> pane().getOpacity()) < 0.5);
        Toolkit.run(bench.model::cancel);
        assertFalse(progress.isVisible());
        assertEquals(1, Toolkit.call(() -> pane().getOpacity()));
    }
}
