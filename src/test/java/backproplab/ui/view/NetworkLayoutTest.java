package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.layer.Dense;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.tensor.Shape;

import org.junit.jupiter.api.Test;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class NetworkLayoutTest {
    private static final double LINE = 15;

    private static NetworkDescription chain(int inputs, int... units) {
        List<LayerDescription> layers = new ArrayList<>();
        for (int i = 0; i < units.length; i++) {
            layers.add(LayerDescription.of("layer" + (i + 1), new Dense(units[i]), i == 0 ? "input" : "layer" + i));
        }
        return NetworkDescription.of(Shape.of(inputs), layers);
    }

    private static NetworkLayout layout(NetworkDescription network, String... opened) {
        return NetworkLayout.of(network, Set.of(opened), 900, 450, LINE);
    }

    private static NetworkLayout.Group group(NetworkLayout layout, String name) {
        return layout.group(name).orElseThrow();
    }

    private static double middle(NetworkLayout layout, String name) {
        return group(layout, name).box().getCenterX();
    }

    /// A mirrored order would show in unequal widths.
    @Test
    void layersOfUnequalWidthsStandFromLeftToRight() {
        NetworkLayout layout = layout(chain(3, 7, 2, 5, 1));
        assertEquals(
                List.of("input", "layer1", "layer2", "layer3", "layer4"),
                layout.groups().stream().map(NetworkLayout.Group::name).toList());
        assertEquals(List.of(3, 7, 2, 5, 1), layout.groups().stream().map(it -> it.slots().size()).toList());
        double before = 0;
        for (NetworkLayout.Group group : layout.groups()) {
            for (NetworkLayout.Slot slot : group.slots()) {
                assertTrue(slot.square().getMinX() > before, group.name());
            }
            before = group.slots().getLast().square().getMaxX();
        }
        assertTrue(before <= 900);
    }

    @Test
    void unitsStandFromTopToBottomInTheirOrder() {
        NetworkLayout.Group group = group(layout(chain(2, 6)), "layer1");
        double before = 0;
        for (int unit = 0; unit < 6; unit++) {
            Rectangle2D square = group.squareOf(unit).orElseThrow();
            assertTrue(square.getMinY() > before);
            before = square.getMaxY();
        }
        assertTrue(before <= 450);
    }

    @Test
    void ofAWideLayerTheFirstAndLastUnitsAreThere() {
        NetworkLayout.Group group = group(layout(chain(2, 64)), "layer1");
        assertTrue(group.isSummarised());
        NetworkLayout.More more =
                group.slots().stream()
                        .filter(it -> it instanceof NetworkLayout.More)
                        .map(NetworkLayout.More.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertEquals(64, group.slots().size() - 1 + more.count());
        assertTrue(group.squareOf(0).isPresent());
        assertTrue(group.squareOf(more.first() - 1).isPresent());
        assertTrue(group.squareOf(more.first()).isEmpty());
        assertTrue(group.squareOf(more.first() + more.count() - 1).isEmpty());
        assertTrue(group.squareOf(more.first() + more.count()).isPresent());
        assertTrue(group.squareOf(63).isPresent());
    }

    @Test
    void anOpenedLayerShowsEveryUnit() {
        NetworkLayout layout = layout(chain(2, 64, 1), "layer1");
        NetworkLayout.Group group = group(layout, "layer1");
        assertEquals(64, group.slots().size());
        for (int unit = 0; unit < 64; unit++) {
            assertTrue(group.squareOf(unit).isPresent());
        }
        double right = group.slots().stream().mapToDouble(it -> it.square().getMaxX()).max().orElseThrow();
        assertTrue(right < group(layout, "layer2").squareOf(0).orElseThrow().getMinX());
    }

    /// Two layers on one input stand one above the other, what takes both stands right of them.
    @Test
    void branchesShareAColumn() {
        NetworkDescription network =
                NetworkDescription.of(
                        Shape.of(2),
                        List.of(
                                LayerDescription.of("a", new Dense(3), "input"),
                                LayerDescription.of("b", new Dense(4), "input"),
                                LayerDescription.of("c", new Dense(2), "b")));
        NetworkLayout layout = layout(network);
        assertEquals(middle(layout, "a"), middle(layout, "b"), 1e-9);
        assertTrue(group(layout, "a").box().getMaxY() <= group(layout, "b").box().getMinY());
        assertTrue(middle(layout, "c") > middle(layout, "b"));
    }

    @Test
    void aSquareOf64InputsIsOnePicture() {
        NetworkLayout.Group group = group(layout(chain(64, 10)), "input");
        assertEquals(new PictureShape(8, 8), group.picture().orElseThrow());
        assertEquals(1, group.slots().size());
        assertEquals(64, group(layout(chain(64, 10), "input"), "input").slots().size());
        assertTrue(group(layout(chain(60, 10)), "input").picture().isEmpty());
    }

    /// Opened, its pixels stand as in the picture: row by row.
    @Test
    void anOpenedPictureKeepsItsRowsAndColumns() {
        NetworkLayout.Group group = group(layout(chain(64, 10), "input"), "input");
        Rectangle2D first = group.squareOf(0).orElseThrow();
        Rectangle2D endOfRow = group.squareOf(7).orElseThrow();
        Rectangle2D below = group.squareOf(8).orElseThrow();
        assertEquals(first.getY(), endOfRow.getY(), 1e-9);
        assertTrue(first.getX() < endOfRow.getX());
        assertEquals(first.getX(), below.getX(), 1e-9);
        assertTrue(first.getY() < below.getY());
    }

    @Test
    void aPointBelongsToTheUnitThatIsDrawnThere() {
        NetworkLayout layout = layout(chain(3, 7, 2));
        Rectangle2D square = group(layout, "layer1").squareOf(4).orElseThrow();
        NetworkLayout.Hit hit = layout.at(new Point2D.Double(square.getCenterX(), square.getCenterY())).orElseThrow();
        assertEquals("layer1", hit.group().name());
        assertEquals(4, ((NetworkLayout.Unit) hit.slot().orElseThrow()).index());
    }

    @Test
    void twentyLayersFitTheWidth() {
        int[] units = new int[20];
        java.util.Arrays.fill(units, 64);
        assertEquals(900, layout(chain(2, units)).width());
    }
}
