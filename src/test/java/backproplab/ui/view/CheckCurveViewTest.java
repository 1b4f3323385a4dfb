package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.CheckedNumber;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.PicturePane;
import backproplab.ui.chart.Readout;
import backproplab.ui.viewmodel.CheckLook;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.NumberId;

import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;

import org.jfree.data.Range;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

class CheckCurveViewTest {
    private CheckBench<CheckCurveView> bench = bench(Documents.circle(Documents.function("tanh")));

    private static CheckBench<CheckCurveView> bench(Document document) {
        return new CheckBench<>(document, CheckCurveView::new, 600, 260);
    }

    private void open(Document document) {
        bench.close();
        bench = bench(document);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private CheckCurvePicture picture() {
        return bench.view.picture();
    }

    private PicturePane pane() {
        return (PicturePane) bench.view.node().lookup("#check-curve-pane");
    }

    private String text() {
        return Toolkit.call(() -> pane().getAccessibleText());
    }

    private CheckLook look() {
        return Toolkit.call(() -> Objects.requireNonNull(bench.model.lookProperty().get()));
    }

    private double epsilon() {
        return Toolkit.call(() -> bench.model.epsilonProperty().get());
    }

    private Optional<Curve> curve(String name) {
        return Toolkit.call(() -> picture().chart().curves().stream().filter(it -> it.name().equals(name)).findFirst());
    }

    private Range heights() {
        return Toolkit.call(() -> picture().chart().y().getRange());
    }

    @Test
    void aRightGradientMakesAVBetweenRoundingAndCurvature() {
        bench.checked();
        CheckLook look = look();
        Curve measured = curve("measured").orElseThrow();
        assertEquals(look.curve().points().size(), measured.size());
        double[] rounding = curve("rounding").orElseThrow().y();
        assertTrue(rounding[0] > 1e6 * rounding[rounding.length - 1], "rounding falls with 1/ε");
        double[] curvature = curve("curvature").orElseThrow().y();
        int last = curvature.length - 1;
        assertEquals(1, measured.y()[last - 2] / curvature[last - 2], 0.3, "the right end follows ε²");
        for (int i = 0; i <= last; i++) {
            assertTrue(measured.y()[i] <= rounding[i] + 1.5 * curvature[i], "point " + i);
        }
        assertTrue(text().contains("best ε for it: about"), text());
    }

    @Test
    void aWrongGradientStaysAboveTheThreshold() {
        Document document = Documents.circle(Documents.function("tanh"));
        open(CheckBench.withFault(document, "slope_left_out", "hidden"));
        bench.checked();
        assertTrue(text().contains("no ε brings both together"), text());
        assertTrue(text().contains("0 of 56 values of ε stay under the threshold"), text());
        assertEquals(Optional.empty(), curve("curvature"));
        assertTrue(Arrays.stream(curve("measured").orElseThrow().y()).allMatch(it -> it > 1e-6));
    }

    @Test
    void allNumbersStandBetweenTheSamePowersOfTen() {
        bench.checked();
        Range first = heights();
        List<NumberId> all = bench.report().numbers().map(NumberId::of).toList();
        bench.choose(all.getLast());
        assertEquals(first, heights());
        assertEquals(bench.chosen(), look().id());
    }

    @Test
    void anErrorOfNothingStandsOnTheFloorAndIsSaidSo() {
        open(Documents.digits(Documents.function("tanh")));
        bench.checked();
        CheckedNumber exact =
                bench.report()
                        .numbers()
                        .filter(it -> it.analytic() == 0 && it.numeric() == 0)
                        .findFirst()
                        .orElseThrow();
        bench.choose(NumberId.of(exact));
        Curve equal = curve("exactly equal").orElseThrow();
        assertEquals(56, equal.size());
        assertTrue(Arrays.stream(equal.y()).allMatch(it -> it < 1e-16 && heights().contains(it)));
        assertTrue(text().contains("the same number at every ε"), text());
    }

    @Test
    void acrossAKinkPointsAreOpenAndSayWhy() {
        open(Documents.circle(Documents.function("relu")));
        Toolkit.run(() -> bench.model.epsilonProperty().set(0.1));
        bench.checked();
        CheckedNumber kink = bench.report().kinks().getFirst();
        bench.choose(NumberId.of(kink));
        Curve open = curve("across a kink, no measure").orElseThrow();
        assertEquals(look().curve().points().stream().filter(it -> it.kink().isPresent()).count(), open.size());
        double x = Toolkit.call(() -> picture().chart().toPixels(0.1, 1e-3).getX());
        double y = Toolkit.call(() -> picture().chart().dataArea().getCenterY());
        Readout readout = Toolkit.call(() -> picture().readout(x - 1, y).orElseThrow());
        assertEquals("ε = 0.1", readout.title());
        assertTrue(readout.text().contains("kink z of hidden"), readout.text());
        assertTrue(text().contains("a kink lies within ε"), text());
    }

    @Test
    void theArrowsMoveEpsilon() {
        bench.checked();
        Toolkit.run(() -> pane().requestFocus());
        bench.window.keys(KeyCode.RIGHT);
        assertEquals(1.26e-5, epsilon());
        bench.window.keys(KeyCode.LEFT);
        assertEquals(1e-5, epsilon());
        bench.window.chord(KeyCode.SHIFT, KeyCode.LEFT);
        assertEquals(1e-6, epsilon());
        bench.settle();
        assertEquals(1e-6, look().epsilon());
    }

    @Test
    void theLineOfEpsilonCanBeDragged() {
        bench.checked();
        double y = Toolkit.call(() -> picture().chart().dataArea().getCenterY());
        double from = Toolkit.call(() -> picture().epsilonX());
        double to = Toolkit.call(() -> picture().chart().toPixels(1e-3, 1).getX());
        bench.window.press(screen(from, y).getX(), screen(from, y).getY());
        for (double x = from; x < to; x += 6) {
            bench.window.move(screen(x, y).getX(), screen(x, y).getY());
        }
        bench.window.move(screen(to, y).getX(), screen(to, y).getY());
        bench.window.release();
        assertEquals(1e-3, epsilon(), 1e-4);
        bench.settle();
        assertEquals(to, Toolkit.call(() -> picture().epsilonX()), 3);

        double set = epsilon();
        bench.window.press(screen(from, y).getX(), screen(from, y).getY());
        bench.window.move(screen(from - 20, y).getX(), screen(from, y).getY());
        bench.window.release();
        assertEquals(set, epsilon(), "the line was not where the hand was");
    }

    private Point2D screen(double x, double y) {
        return Toolkit.call(() -> pane().localToScreen(x, y));
    }

    @Test
    void withoutANumberItSaysWhatWillBeSeen() {
        assertFalse(Toolkit.call(() -> pane().isVisible()));
    }
}
