package backproplab.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

class XyChartTest {
    private static final Style STYLE = new Style(Palette.LIGHT, false);
    private static final double[] STEPS = {0, 50, 100};

    private final XyChart chart = new XyChart(Axes.steps("step"), Axes.linear("loss"));

    @BeforeEach
    void fill() {
        chart.setXText(it -> "step " + Math.round(it));
        chart.setCurves(
                List.of(
                        Curve.of(
                                "batch",
                                Tone.series(1),
                                Look.BAND,
                                STEPS,
                                new double[] {1, 0.6, 0.3},
                                new double[] {0.9, 0.1, 0.2},
                                new double[] {1.1, 0.7, 0.4}),
                        Curve.of("train", Tone.series(0), Look.LINE.withLine(5), STEPS, new double[] {1, 0.5, 0.25})));
        chart.x().setRange(0, 100);
        chart.y().setRange(0, 2);
    }

    private BufferedImage painted() {
        return PictureFile.image(chart, 400, 300, STYLE);
    }

    /// The image has two pixels per unit.
    private static Color colorAt(BufferedImage image, Point2D at) {
        return new Color(image.getRGB((int) (2 * at.getX()), (int) (2 * at.getY())));
    }

    /// As between two dividers that somebody has pushed together.
    @Test
    void whereThereIsNoRoomNothingIsPainted() {
        chart.y().setFixedDimension(50);
        for (int side = 1; side < 100; side++) {
            BufferedImage narrow = PictureFile.image(chart, side, 300, STYLE);
            BufferedImage low = PictureFile.image(chart, 400, side, STYLE);
            assertEquals(Palette.LIGHT.background(), new Color(narrow.getRGB(0, 0)));
            assertEquals(Palette.LIGHT.background(), new Color(low.getRGB(0, 0)));
        }
    }

    /// From one to the next an axis has to find its ticks, also under a network that has just exploded.
    @Test
    void anAxisOfAnyLengthIsPainted() {
        double[][] ranges = {
            {0, 1e-300},
            {-1.7e308, 1.7e308},
            {0, 1e-280},
            {1e300, 1.1e300},
            {0, Double.MIN_VALUE},
            {5, 5 + 1e-15},
            {7, 7},
            {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY},
            {-1e-200, 1e200},
            {0, 1}
        };
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> {
                    for (double[] range : ranges) {
                        chart.x().setRange(range[0], range[1]);
                        chart.y().setRange(range[0], range[1]);
                        painted();
                        assertTrue(chart.y().getRange().getLength() > 0);
                        assertTrue(Double.isFinite(chart.y().getRange().getLength()));
                    }
                });
        assertEquals(1, chart.y().getUpperBound());
    }

    @Test
    void aLineStandsWhereItsValuesAre() {
        BufferedImage image = painted();
        assertEquals(Palette.LIGHT.series(0), colorAt(image, chart.toPixels(50, 0.5)));
        assertEquals(Palette.LIGHT.background(), colorAt(image, chart.toPixels(50, 1.47)));
    }

    @Test
    void aBandIsFilledFromLowToHigh() {
        BufferedImage image = painted();
        assertNotEquals(Palette.LIGHT.background(), colorAt(image, chart.toPixels(50, 0.2)));
        assertEquals(Palette.LIGHT.background(), colorAt(image, chart.toPixels(50, 0.05)));
    }

    @Test
    void theReadoutNamesTheNearestStepAndEveryValue() {
        painted();
        Point2D near = chart.toPixels(56, 1.2);
        Readout readout = chart.readout(near.getX(), near.getY()).orElseThrow();
        assertEquals("step 50", readout.title());
        assertEquals(
                List.of("batch 0.6000  (0.1000 … 0.7000)", "train 0.5000"),
                readout.rows().stream().map(it -> it.name() + " " + it.value()).toList());
        assertEquals(chart.toPixels(50, 0).getX(), readout.x(), 1e-9);
    }

    @Test
    void outsideOfTheDataThereIsNothingToRead() {
        painted();
        assertTrue(chart.readout(1, 1).isEmpty());
    }

    @Test
    void eventsAreInTheReadoutNearThem() {
        chart.setEvents(List.of(new EventLine(50, "learning rate → 0.01", Palette::neutral)));
        painted();
        Point2D at = chart.toPixels(50, 1);
        assertTrue(chart.readout(at.getX(), at.getY()).orElseThrow().text().contains("learning rate → 0.01"));
    }

    /// Of y = 1, 0, 1 on a logarithmic axis the middle is a gap, not a line down to anywhere.
    @Test
    void whatALogarithmicAxisCannotShowIsAGap() {
        chart.setY(Axes.log("loss"));
        chart.y().setRange(0.01, 10);
        chart.setCurves(
                List.of(Curve.of("train", Tone.series(0), Look.LINE.withLine(5), STEPS, new double[] {1, 0, 1})));
        BufferedImage image = painted();
        for (double y = 0.02; y < 9; y *= 1.1) {
            assertNotEquals(Palette.LIGHT.series(0), colorAt(image, chart.toPixels(25, y)), "drawn at " + y);
        }
    }

    @Test
    void theRightAxisHasItsOwnScale() {
        chart.showRight(
                Axes.share("accuracy"),
                List.of(
                        Curve.of(
                                "accuracy",
                                Tone.series(2),
                                Look.LINE.withLine(5),
                                STEPS,
                                new double[] {0.5, 0.5, 0.5})));
        BufferedImage image = painted();
        // Half of 0 … 100 % is where the left axis, 0 … 2, has 1.
        assertEquals(Palette.LIGHT.series(2), colorAt(image, chart.toPixels(75, 1)));
        chart.hideRight();
        assertEquals(Palette.LIGHT.background(), colorAt(painted(), chart.toPixels(75, 0.97)));
    }

    @Test
    void aThemeColoursEverything() {
        Style dark = new Style(Palette.DARK, false);
        BufferedImage image = PictureFile.image(chart, 400, 300, dark);
        assertEquals(Palette.DARK.background(), new Color(image.getRGB(1, 1)));
        assertEquals(Palette.DARK.series(0), colorAt(image, chart.toPixels(50, 0.5)));
    }

    @Test
    void aPngIsTwiceAsSharpAsTheScreen(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("chart.png");
        PictureFile.writePng(file, chart, 400, 300, STYLE);
        BufferedImage read = ImageIO.read(file.toFile());
        assertEquals(800, read.getWidth());
        assertEquals(600, read.getHeight());
    }

    @Test
    void anSvgKeepsTextAsText(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("chart.svg");
        PictureFile.writeSvg(file, chart, 400, 300, STYLE);
        Document svg = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().parse(file.toFile());
        assertEquals("400", svg.getDocumentElement().getAttribute("width"));
        NodeList texts = svg.getElementsByTagNameNS("*", "text");
        List<String> found =
                IntStream.range(0, texts.getLength()).mapToObj(it -> texts.item(it).getTextContent()).toList();
        assertTrue(found.containsAll(List.of("train", "batch", "step")), found.toString());
    }

    @Test
    void axesFitWithAMarginAndRefuseNothing() {
        Axes.fit(chart.y(), 1, 3);
        assertEquals(0.9, chart.y().getLowerBound(), 1e-12);
        assertEquals(3.1, chart.y().getUpperBound(), 1e-12);
        Axes.fit(chart.y(), Double.NaN, 3);
        assertEquals(3.1, chart.y().getUpperBound(), 1e-12);
        Axes.fit(chart.y(), 0, 0);
        assertTrue(chart.y().getRange().getLength() > 0);
    }

    @Test
    void decadesFitWholePowersOfTen() {
        chart.setY(Axes.log("size"));
        Axes.fitDecades(chart.y(), 3e-5, 0.02);
        assertEquals(-5, Math.log10(chart.y().getLowerBound()), 0.1);
        assertEquals(-1, Math.log10(chart.y().getUpperBound()), 0.1);
        assertTrue(chart.y().getLowerBound() < 1e-5 && chart.y().getUpperBound() > 0.1, "nothing is cut in half");
    }
}
