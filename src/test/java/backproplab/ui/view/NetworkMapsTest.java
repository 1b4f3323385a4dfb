package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.experiment.SampleNetwork;
import backproplab.layer.Add;
import backproplab.layer.Convolution2d;
import backproplab.layer.Dense;
import backproplab.layer.Flatten;
import backproplab.layer.Layer;
import backproplab.network.LayerDescription;
import backproplab.network.Network;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.tensor.Extent;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;
import backproplab.training.Command;
import backproplab.training.TrainingSetup;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.Selection;

import org.junit.jupiter.api.Test;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Maps of convolutions in the picture of a network: where they stand, and what they show.
class NetworkMapsTest {
    private static final Document CONVOLUTIONS =
            Document.of(SampleNetwork.load("deep-sigmoid-conv-vanishing"), Optional.empty());

    private static NetworkDescription network(int filters) {
        List<LayerDescription> layers = new ArrayList<>();
        Layer first = new Convolution2d(6, Extent.square(5), Extent.square(1), Extent.square(2), true);
        layers.add(LayerDescription.of("conv1", first, "input"));
        layers.add(LayerDescription.of("conv2", new Convolution2d(filters, 3), "conv1"));
        layers.add(LayerDescription.of("flat", new Flatten(), "conv2"));
        layers.add(LayerDescription.of("output", new Dense(10), "flat"));
        return NetworkDescription.of(Shape.of(1, 12, 10), layers);
    }

    private static NetworkLayout layout(NetworkDescription network, double width, double height, String... opened) {
        return NetworkLayout.of(network, Set.of(opened), width, height, 15);
    }

    private static NetworkLayout.Group group(NetworkLayout layout, String name) {
        return layout.group(name).orElseThrow();
    }

    private static void assertApart(NetworkLayout.Group group) {
        List<NetworkLayout.Slot> slots = group.slots();
        for (int i = 0; i < slots.size(); i++) {
            Rectangle2D square = slots.get(i).square();
            assertTrue(square.getWidth() > 5 && square.getHeight() > 5, group.name());
            assertTrue(square.getMinY() >= group.box().getMinY(), group.name());
            assertTrue(square.getMaxY() <= group.box().getMaxY(), group.name());
            for (int j = 0; j < i; j++) {
                assertFalse(square.intersects(slots.get(j).square()), group.name());
            }
        }
    }

    @Test
    void channelsStandApartInTheirColumn() {
        for (double[] size : new double[][] {{480, 260}, {700, 330}, {1000, 500}, {1850, 900}}) {
            NetworkLayout layout = layout(network(16), size[0], size[1]);
            double before = 0;
            for (NetworkLayout.Group group : layout.groups()) {
                assertApart(group);
                assertTrue(group.around().getMinX() > before, group.name());
                before = group.around().getMaxX();
            }
            assertTrue(before <= size[0]);
            assertEquals(6, group(layout, "conv1").slots().size());
            assertEquals("6×12×10", group(layout, "conv1").size());
        }
    }

    /// Where there is room, maps are as large as it allows.
    @Test
    void mapsGrowWithTheWindow() {
        double small = group(layout(network(6), 700, 330), "conv1").slots().getFirst().square().getHeight();
        double large = group(layout(network(6), 1850, 900), "conv1").slots().getFirst().square().getHeight();
        assertTrue(large > 2 * small);
        assertTrue(large > 110);
    }

    @Test
    void ofManyChannelsTheFirstAndTheLastAreThere() {
        NetworkLayout.Group group = group(layout(network(200), 700, 330), "conv2");
        int pixels = 10 * 8;
        NetworkLayout.More more =
                group.slots().stream()
                        .filter(it -> it instanceof NetworkLayout.More)
                        .map(NetworkLayout.More.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertEquals(200 * pixels, (group.slots().size() - 1) * pixels + more.count());
        assertTrue(group.squareOf(0).isPresent());
        assertTrue(group.squareOf(more.first()).isEmpty());
        assertTrue(group.squareOf(200 * pixels - 1).isPresent());
        NetworkLayout opened = layout(network(200), 700, 330, "conv2");
        assertEquals(200, group(opened, "conv2").slots().size());
        assertApart(group(opened, "conv2"));
    }

    @Test
    void aPointOfAMapIsItsPixel() {
        NetworkLayout layout = layout(network(16), 1000, 500);
        for (int unit : new int[] {0, 9, 10, 119, 120, 431, 719}) {
            Rectangle2D pixel = group(layout, "conv1").pixelOf(unit).orElseThrow();
            NetworkLayout.Hit hit = layout.at(new Point2D.Double(pixel.getCenterX(), pixel.getCenterY())).orElseThrow();
            assertEquals("conv1", hit.group().name());
            assertEquals(unit, hit.unit().orElseThrow());
            assertEquals(unit / 120, hit.group().channelOf(unit));
        }
    }

    @Test
    void aKernelStandsBetweenItsMaps() {
        NetworkDescription network = network(16);
        NetworkLayout layout = layout(network, 1000, 500);
        List<KernelTile> tiles = KernelTile.of(layout, network, Selection.of("conv2", 5 * 80 + 3));
        assertEquals(6 + 6, tiles.size());
        for (KernelTile tile : tiles) {
            NetworkLayout.Group to = group(layout, tile.layer());
            assertTrue(tile.square().getMinX() > group(layout, tile.from()).around().getMaxX());
            assertTrue(tile.square().getMaxX() < to.around().getMinX());
            boolean isSecond = tile.layer().equals("conv2");
            assertEquals(isSecond ? 5 : tile.first() / 25, tile.filter());
            // w [filter][channel][row][column]
            assertEquals(isSecond ? (5 * 6 + tile.channel()) * 9 : tile.filter() * 25, tile.first());
        }
    }

    @Test
    void aConnectionThatPassesLayersByGoesBelowThem() {
        NetworkDescription network =
                NetworkDescription.of(
                        Shape.of(4),
                        List.of(
                                LayerDescription.of("a", new Dense(4), "input"),
                                LayerDescription.of("b", new Dense(4), "a"),
                                LayerDescription.of("sum", new Add(), "b", "a")));
        NetworkLayout layout = layout(network, 700, 330);
        SkipLine line = SkipLine.of(layout, network, 15).getFirst();
        assertEquals(1, SkipLine.of(layout, network, 15).size());
        assertEquals("a", line.from());
        assertEquals("sum", line.to());
        Rectangle2D block = group(layout, "b").around();
        assertTrue(line.distance(new Point2D.Double(block.getCenterX(), block.getMaxY())) > 15);
        assertTrue(line.path().getBounds2D().getMaxY() < 330);
        assertFalse(layout.areNeighbours(group(layout, "a"), group(layout, "sum")));
    }

    // What they show

    private static NetworkPicture picture(TrainingSetup setup, NetworkWish.Inside inside, int sample) {
        NetworkLayout layout = layout(setup.network(), 1000, 500);
        NetworkWish wish = new NetworkWish(NetworkPicture.EdgeValue.WEIGHT, inside, sample, Selection.of("conv1"));
        return NetworkPicture.of(new Command.Snapshot(setup, CONVOLUTIONS.start()), layout, wish);
    }

    private static double[] sample(NetworkPicture picture, String layer) {
        return ((NetworkPicture.Sample) Objects.requireNonNull(picture.units().get(layer))).values();
    }

    @Test
    void mapsHoldTheActivationsOfTheStatedSample() {
        TrainingSetup setup = CONVOLUTIONS.setup();
        int number = setup.batchSize() + 7;
        NetworkPicture picture = picture(setup, NetworkWish.Inside.ACTIVATION, number);
        Network network = new Network(setup.network(), CONVOLUTIONS.start().parameters(), 1, 1);
        double[] pixels = setup.training().input().row(number);
        System.arraycopy(pixels, 0, network.input("input").values(), 0, pixels.length);
        network.forward(1, false, 0);
        assertArrayEquals(pixels, sample(picture, "input"));
        for (String name : new String[] {"conv1", "conv5", "conv8"}) {
            assertArrayEquals(network.node(name).a().row(0), sample(picture, name));
        }
        assertEquals(setup.batchSize(), picture.first());
    }

    /// With a batch of one sample the gradient of a bias is the sum of δ over the positions of its channel.
    @Test
    void onTheWayBackMapsHoldDelta() {
        NetworkPicture picture = picture(CONVOLUTIONS.setup().withBatches(1, false), NetworkWish.Inside.DELTA, 3);
        double[] delta = sample(picture, "conv8");
        for (int channel = 0; channel < 4; channel++) {
            double sum = 0;
            for (int i = 0; i < 64; i++) {
                sum += delta[64 * channel + i];
            }
            double gradient = picture.gradient(new Parameters.Key("conv8", "bias"), channel).orElseThrow();
            assertEquals(gradient, sum, 1e-12 + 1e-9 * Math.abs(gradient));
            assertTrue(gradient != 0);
        }
    }

    /// The line between two maps stands for their kernel.
    @Test
    void aLineBetweenMapsIsAsStrongAsItsKernel() {
        NetworkPicture picture = picture(CONVOLUTIONS.setup(), NetworkWish.Inside.ACTIVATION, 0);
        Tensor kernels = CONVOLUTIONS.start().parameters().get("conv2", "weights");
        NetworkPicture.Edge edge =
                picture.edges().stream()
                        .filter(it -> it.to().equals("conv2") && it.fromUnit() == 3 * 64 && it.toUnit() == 64)
                        .findFirst()
                        .orElseThrow();
        double sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += Math.pow(kernels.get((4 + 3) * 9 + i), 2); // filter 1 of 4, channel 3
        }
        assertEquals(Math.sqrt(sum / 9), edge.weight(), 1e-12);
    }
}
