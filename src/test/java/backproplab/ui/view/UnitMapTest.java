package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.layer.Convolution2d;
import backproplab.network.LayerDescription;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.statistics.SampleSource;
import backproplab.statistics.UnitCensus;
import backproplab.statistics.UnitReport;
import backproplab.statistics.UnitState;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.CardContext;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.Selection;

import javafx.application.Platform;

import org.junit.jupiter.api.Test;

import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

class UnitMapTest {
    private final UnitMap map = new UnitMap();

    /// What the engine says of a document at its start, with the bias of hidden unit `closed` so low that it is dead.
    private static UnitReport report(Document document, int closed) {
        LabModel model = Toolkit.call(() -> new LabModel(document, Platform::runLater));
        Toolkit.run(() -> model.setParameter(new Parameters.Key("hidden", "bias"), closed, -1000));
        Predicate<UnitReport> isDead =
                it -> it.layer("hidden").activity().orElseThrow().state(closed) == UnitState.DEAD;
        Toolkit.until(() -> newest(model).filter(isDead).isPresent());
        UnitReport report = Toolkit.call(() -> newest(model)).orElseThrow();
        Toolkit.run(model::close);
        return report;
    }

    private static Optional<UnitReport> newest(LabModel model) {
        return Optional.ofNullable(model.evaluationProperty().get()).map(it -> it.units());
    }

    private BufferedImage paint(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        map.paint(g, new Rectangle2D.Double(0, 0, width, height), new Style(Palette.LIGHT, false));
        return image;
    }

    private Point2D middle(String layer, int unit) {
        return map.middle(layer, unit).orElseThrow();
    }

    private void show(UnitReport report, Selection selection) {
        map.show(report, selection, CardContext.Names.PLAIN, Map.of());
    }

    @Test
    void everyUnitHasACellOfItsOwn() {
        show(report(Documents.digits(Documents.function("relu")), 4), Selection.of("hidden"));
        for (int[] size : new int[][] {{230, 220}, {520, 260}, {900, 800}}) {
            paint(size[0], size[1]);
            for (int unit = 0; unit < 30; unit++) {
                Point2D at = middle("hidden", unit);
                assertEquals(Optional.of(Selection.of("hidden", unit)), map.at(at.getX(), at.getY()));
                assertTrue(at.getX() < size[0] && at.getY() < size[1], "in the picture");
            }
            Point2D last = middle("output", 9);
            assertEquals(Optional.of(Selection.of("output", 9)), map.at(last.getX(), last.getY()));
        }
    }

    @Test
    void aDeadUnitLooksDifferentAndSaysWhatItIs() {
        show(report(Documents.circle(Documents.function("relu")), 2), Selection.of("output"));
        BufferedImage image = paint(400, 200);
        assertNotEquals(colorAt(image, "hidden", 1), colorAt(image, "hidden", 2));
        Point2D at = middle("hidden", 2);
        Readout readout = map.readout(at.getX(), at.getY()).orElseThrow();
        assertEquals("hidden 3", readout.title());
        assertEquals("dead", readout.rows().getFirst().name());
        assertTrue(readout.rows().getFirst().value().startsWith("f′ ≠ 0 for 0 of 200 samples"), readout::text);
    }

    private int colorAt(BufferedImage image, String layer, int unit) {
        Point2D at = middle(layer, unit);
        return image.getRGB((int) at.getX(), (int) at.getY());
    }

    /// As full as the share of samples for which it is not saturated.
    @Test
    void aSaturatedUnitIsHalfEmpty() {
        UnitReport report = report(Documents.circle(Documents.function("sigmoid")), 0);
        assertEquals(1, report.layer("hidden").activity().orElseThrow().saturatedShare(0).orElseThrow());
        show(report, Selection.of("hidden"));
        BufferedImage image = paint(400, 200);
        assertNotEquals(colorAt(image, "hidden", 1), colorAt(image, "hidden", 0));
    }

    @Test
    void theArrowsLeadThroughTheLayers() {
        UnitReport report = report(Documents.circle(Documents.function("relu")), 0);
        show(report, Selection.of("hidden", 6));
        paint(400, 200);
        assertEquals(Selection.of("hidden", 7), map.moved(1, 0));
        show(report, Selection.of("hidden", 7));
        assertEquals(Selection.of("output", 0), map.moved(1, 0));
        show(report, Selection.of("output", 0));
        assertEquals(Selection.of("hidden", 7), map.moved(-1, 0));
        assertEquals(Selection.of("output", 0), map.moved(1, 0));
    }

    @Test
    void whereCellsHaveNoRoomALayerIsABar() {
        show(report(Documents.digits(Documents.function("relu")), 4), Selection.of("output"));
        paint(120, 26);
        assertEquals(Optional.empty(), map.middle("hidden", 0));
        assertEquals(Optional.of(Selection.of("hidden")), map.at(60, 5));
    }

    /// Two channels of 3×4 positions, z = x and z = x − 10: of the second every position is dead.
    @Test
    void positionsOfMapsStandInATileOfTheirChannel() {
        NetworkDescription network =
                NetworkDescription.of(
                        Shape.of(1, 3, 4),
                        List.of(
                                LayerDescription.of("maps", new Convolution2d(2, 1), NetworkDescription.INPUT)
                                        .with(Documents.function("relu"))));
        Parameters parameters =
                Parameters.initial(
                        network,
                        1,
                        Map.of(
                                new Parameters.Key("maps", "weights"),
                                Tensor.of(Shape.of(2, 1, 1, 1), 1, 1),
                                new Parameters.Key("maps", "bias"),
                                Tensor.vector(0, -10)));
        UnitReport report = new UnitCensus(new Network(network, parameters, 1, 1)).judge(0, new Ones());
        map.show(report, Selection.of("maps"), CardContext.Names.PLAIN, Map.of("maps", new PictureShape(3, 4)));
        BufferedImage image = paint(500, 200);
        for (int unit : new int[] {0, 3, 4, 11, 12, 23}) {
            Point2D middle = middle("maps", unit);
            assertEquals(Optional.of(Selection.of("maps", unit)), map.at(middle.getX(), middle.getY()));
        }
        assertTrue(middle("maps", 11).getY() > middle("maps", 3).getY());
        assertTrue(middle("maps", 12).getX() > middle("maps", 3).getX());
        int alive = colour(image, middle("maps", 1));
        int dead = colour(image, middle("maps", 12 + 1));
        assertEquals(Palette.LIGHT.positive().getRGB(), alive);
        assertEquals(Palette.LIGHT.warning().getRGB(), dead);
        Point2D any = middle("maps", 20);
        assertEquals("maps 21", map.readout(any.getX(), any.getY()).orElseThrow().title());
    }

    private static int colour(BufferedImage image, Point2D at) {
        return image.getRGB((int) at.getX(), (int) at.getY());
    }

    /// One sample, white all over.
    private static final class Ones implements SampleSource {
        @Override
        public int samples() {
            return 1;
        }

        @Override
        public void load(int from, int count, Network target) {
            Arrays.fill(target.input("input").values(), 1);
        }
    }
}
