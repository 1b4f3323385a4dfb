package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.network.Network;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;
import backproplab.training.Checkpoint;
import backproplab.training.Command;
import backproplab.training.TrainingSetup;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.Documents;
import backproplab.ui.viewmodel.Edit;
import backproplab.ui.viewmodel.NetworkEdits;
import backproplab.ui.viewmodel.Selection;

import org.junit.jupiter.api.Test;

import java.util.Objects;
import java.util.Set;

class NetworkPictureTest {
    private static final Parameters.Key WEIGHTS = new Parameters.Key("hidden", "weights");

    private static Command.Snapshot run(Document document) {
        return new Command.Snapshot(document.setup(), document.start());
    }

    private static NetworkPicture picture(Command.Snapshot run, NetworkPicture.EdgeValue by, Selection selection) {
        NetworkLayout layout = NetworkLayout.of(run.setup().network(), Set.of(), 900, 450, 15);
        return NetworkPicture.of(run, layout, NetworkWish.of(by, selection));
    }

    private static NetworkPicture picture(Command.Snapshot run) {
        return picture(run, NetworkPicture.EdgeValue.WEIGHT, Selection.of("hidden"));
    }

    private static NetworkPicture.Content content(NetworkPicture picture, String name) {
        return Objects.requireNonNull(picture.units().get(name));
    }

    /// 2-8-1: with `[in][out]` for `[out][in]` an edge would carry another unit's weight.
    @Test
    void anEdgeHasTheWeightBetweenItsUnits() {
        Command.Snapshot run = run(Documents.circle(Documents.function("tanh")));
        NetworkPicture picture = picture(run);
        assertEquals(2 * 8 + 8, picture.edges().size());
        for (NetworkPicture.Edge edge : picture.edges()) {
            Tensor weights = run.checkpoint().parameters().get(edge.to(), "weights");
            assertEquals(weights.get(edge.toUnit(), edge.fromUnit()), edge.weight());
            assertEquals(edge.weight(), weights.get(edge.index()));
            assertEquals(edge.to(), edge.key().orElseThrow().layer());
        }
    }

    @Test
    void mapsAreWhatTheNetworkComputesAtThesePoints() {
        Command.Snapshot run = run(Documents.circle(Documents.function("tanh")));
        NetworkPicture picture = picture(run);
        InputPlane plane = InputPlane.around(run.setup());
        Network network = new Network(run.setup().network(), run.checkpoint().parameters(), 1, 1);
        int cells = NetworkPicture.MAP_CELLS;
        for (int i = 0; i < cells * cells; i += 7) {
            network.input("input").set(0, plane.x1(i % cells, cells));
            network.input("input").set(1, plane.x2(i / cells, cells));
            network.forward(1, false, 0);
            for (String name : new String[] {"hidden", "output"}) {
                NetworkPicture.Maps maps = (NetworkPicture.Maps) content(picture, name);
                int point = i;
                maps.byUnit().forEach((unit, map) -> assertEquals(network.node(name).a().get(unit), map[point]));
            }
        }
    }

    /// The upper left cell is where x1 is smallest and x2 largest.
    @Test
    void x1GrowsToTheRightAndX2Upwards() {
        NetworkPicture picture = picture(run(Documents.circle(Documents.function("tanh"))));
        NetworkPicture.Maps input = (NetworkPicture.Maps) content(picture, "input");
        double[] x1 = Objects.requireNonNull(input.byUnit().get(0));
        double[] x2 = Objects.requireNonNull(input.byUnit().get(1));
        assertTrue(x1[0] < x1[1]);
        assertTrue(x2[0] > x2[NetworkPicture.MAP_CELLS]);
    }

    /// `∂L/∂w` against `(L(w + h) − L(w − h)) / 2h`, the error of which is about h² ≈ 1e−10.
    @Test
    void theGradientIsTheSlopeOfTheLossOfTheStatedBatch() {
        Command.Snapshot run = run(Documents.circle(Documents.function("tanh")));
        NetworkPicture picture = picture(run);
        assertEquals(run.setup().batchSize(), picture.batch());
        double h = 1e-5;
        for (int index : new int[] {0, 5, 15}) {
            double slope = (lossWith(run, index, h) - lossWith(run, index, -h)) / (2 * h);
            assertEquals(slope, picture.gradient(WEIGHTS, index).orElseThrow(), 1e-8);
        }
    }

    private static double lossWith(Command.Snapshot run, int index, double more) {
        Checkpoint moved = run.checkpoint().copy();
        Tensor weights = moved.parameters().get(WEIGHTS);
        weights.set(index, weights.get(index) + more);
        return picture(new Command.Snapshot(run.setup(), moved)).loss();
    }

    @Test
    void theCopyThatIsLookedAtStaysAsItWas() {
        Command.Snapshot run = run(Documents.digits(Documents.function("relu")));
        Checkpoint before = run.checkpoint().copy();
        picture(run);
        before.parameters()
                .asMap()
                .forEach((key, tensor) -> assertEquals(tensor, run.checkpoint().parameters().get(key)));
    }

    @Test
    void behindAPictureUnitsAreTheirWeights() {
        Command.Snapshot run = run(Documents.digits(Documents.function("relu")));
        NetworkPicture picture = picture(run);
        NetworkPicture.Pictures units = (NetworkPicture.Pictures) content(picture, "hidden");
        assertEquals(new PictureShape(8, 8), units.shape());
        org.junit.jupiter.api.Assertions.assertArrayEquals(
                run.checkpoint().parameters().get(WEIGHTS).row(29), units.byUnit().get(29));
    }

    @Test
    void ofManyEdgesTheStrongestAreDrawnAndThoseOfTheSelectedUnit() {
        Document document = Documents.digits(Documents.function("relu"));
        TrainingSetup wide = resized(document.setup(), "hidden", 300);
        Command.Snapshot run = new Command.Snapshot(wide, Checkpoint.initial(wide));
        NetworkLayout layout = NetworkLayout.of(wide.network(), Set.of("hidden"), 900, 450, 15);
        NetworkPicture picture =
                NetworkPicture.of(
                        run, layout, NetworkWish.of(NetworkPicture.EdgeValue.WEIGHT, Selection.of("hidden", 123)));
        assertTrue(picture.edges().size() <= 300);
        NetworkPicture.Connection last = picture.connections().getLast();
        assertEquals("output", last.layer());
        assertEquals(3000, last.total());
        long shownOfOutput = picture.edges().stream().filter(it -> it.to().equals("output")).count();
        assertEquals(last.shown(), shownOfOutput);
        long ofSelected =
                picture.edges().stream().filter(it -> it.from().equals("hidden") && it.fromUnit() == 123).count();
        assertEquals(
                layout.group("output").orElseThrow().slots().stream()
                        .filter(it -> it instanceof NetworkLayout.Unit)
                        .count(),
                ofSelected);
    }

    private static TrainingSetup resized(TrainingSetup setup, String layer, int units) {
        return ((Edit.Changed) NetworkEdits.resize(setup, layer, units)).setup();
    }
}
