package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.BackwardTrace;
import backproplab.backprop.TraceStep;
import backproplab.backprop.TraceSteps;
import backproplab.backprop.TraceSteps.Grain;
import backproplab.backprop.TraceValue.Place;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.experiment.SampleNetwork;
import backproplab.layer.SlidingWindow.Patch;
import backproplab.layer.SlidingWindow.Span;
import backproplab.network.Parameters;
import backproplab.ui.Toolkit;
import backproplab.ui.chart.Palette;
import backproplab.ui.view.LitStep.At;
import backproplab.ui.view.LitWindow.Cell;
import backproplab.ui.view.LitWindow.Frame;
import backproplab.ui.viewmodel.Cover;
import backproplab.ui.viewmodel.Document;
import backproplab.ui.viewmodel.ExerciseModel;
import backproplab.ui.viewmodel.LabModel;
import backproplab.ui.viewmodel.SampleTraces;
import backproplab.ui.viewmodel.StepModel;

import javafx.application.Platform;
import javafx.scene.Scene;

import org.junit.jupiter.api.Test;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/// Which window a step of LeNet-5 looks at, and whether its numbers are drawn where nothing stands that takes part.
class LitWindowTest {
    private static final BackwardTrace TRACE = SampleTraces.of("lenet5-digits", 0);
    private static final TraceSteps UNITS = TraceSteps.of(TRACE, Grain.UNIT);

    private static LitWindow window(Quantity quantity, Place place) {
        return LitWindowReader.of(UNITS.get(UNITS.indexOf(quantity, place)), TRACE).orElseThrow();
    }

    private static LitWindow atUnit(Quantity quantity, String layer, int unit) {
        return window(quantity, new Place.Unit(layer, 0, unit));
    }

    private static Patch patch(int row, int rows, int column, int columns) {
        return new Patch(new Span(row, rows), new Span(column, columns));
    }

    /// Row 14, column 1 of the first channel; the kernel of 5×5 reaches one column into the padding of 2.
    @Test
    void aConvolutionLooksAtItsWindowWithoutThePadding() {
        LitWindow window = atUnit(Quantity.PRE_ACTIVATION, "conv1", 14 * 28 + 1);
        assertEquals(List.of(new Frame("input", 0, patch(12, 5, 0, 4))), window.frames());
        assertEquals(Optional.of(new At("conv1", 14 * 28 + 1)), window.result());
        List<Cell> cells = window.grid().orElseThrow().cells();
        assertEquals(25, cells.size());
        for (int i = 0; i < 25; i++) {
            assertEquals(i % 5 == 0, cells.get(i).isEmpty());
        }
        double sum = cells.stream().mapToDouble(Cell::value).sum();
        double bias = TRACE.parameter(new Parameters.Key("conv1", "bias")).before().get(0);
        assertEquals(TRACE.layer("conv1").z().get(14 * 28 + 1), sum + bias, 1e-12);
    }

    @Test
    void itLooksAtTheSameWindowOfEveryChannel() {
        LitWindow window = atUnit(Quantity.PRE_ACTIVATION, "conv2", 100 + 23);
        assertEquals(6, window.frames().size());
        window.frames().forEach(it -> assertEquals(patch(2, 5, 3, 5), it.patch()));
        assertEquals(6, window.frames().stream().map(Frame::channel).distinct().count());
    }

    @Test
    void aTermOfTheSumIsMarkedInItsChannel() {
        TraceSteps products = UNITS.at(Grain.PRODUCT);
        int completes = products.indexOf(Quantity.PRE_ACTIVATION, new Place.Unit("conv2", 0, 100 + 23));
        TraceStep term = products.get(completes - 150 + 25 + 7); // the eighth one of the second channel
        LitWindow window = LitWindowReader.of(term, TRACE).orElseThrow();
        assertEquals(1, window.frames().getFirst().channel());
        List<Cell> cells = window.grid().orElseThrow().cells();
        assertTrue(cells.get(7).marked());
        assertEquals(1, cells.stream().filter(Cell::marked).count());
    }

    @Test
    void aMaximumMarksTheWinnerAndSendsDeltaToItAlone() {
        int unit = 3 * 14 + 5;
        LitWindow forward = atUnit(Quantity.PRE_ACTIVATION, "pool1", unit);
        Cell winner = forward.grid().orElseThrow().cells().stream().filter(Cell::marked).findFirst().orElseThrow();
        assertEquals(TRACE.layer("pool1").z().get(unit), winner.value());
        assertEquals(List.of(new Frame("conv1", 0, patch(6, 2, 10, 2))), forward.frames());

        LitWindow back = atUnit(Quantity.ARRIVING, "conv1", 7 * 28 + 10);
        assertEquals(patch(6, 2, 10, 2), back.frames().getFirst().patch());
        assertEquals(new Frame("pool1", 0, patch(3, 1, 5, 1)), back.frames().get(1));
        List<Cell> cells = back.grid().orElseThrow().cells();
        assertEquals(1, cells.stream().filter(Cell::marked).count());
        for (Cell cell : cells) {
            double arrived = TRACE.layer("conv1").arriving().orElseThrow().get(cell.at().orElseThrow().unit());
            assertEquals(arrived, cell.value());
            assertEquals(cell.marked() ? TRACE.layer("pool1").delta().get(unit) : 0, cell.value());
        }
    }

    @Test
    void whatComesBackThroughAConvolutionStandsAtThePlacesThatSawIt() {
        LitWindow window = atUnit(Quantity.ARRIVING, "pool1", 14);
        assertEquals(16, window.frames().size());
        window.frames().forEach(it -> assertEquals(patch(0, 2, 0, 1), it.patch()));
        assertEquals(2, window.grid().orElseThrow().cells().size());
    }

    /// Of a single weight the gradients that come later are not shown.
    @Test
    void theKernelIsShownAsFarAsItsGradientsAreKnown() {
        Place.Weight weight = new Place.Weight(new Parameters.Key("conv2", "weights"), 150 + 2 * 25 + 8);
        TraceSteps products = UNITS.at(Grain.PRODUCT);
        LitWindow window =
                LitWindowReader.of(products.get(products.indexOf(Quantity.GRADIENT, weight)), TRACE).orElseThrow();
        List<Cell> cells = window.grid().orElseThrow().cells();
        assertEquals(9, cells.stream().filter(it -> !it.isEmpty()).count());
        assertTrue(cells.get(8).marked());
        assertEquals(
                List.of(new Frame("pool1", 2, patch(1, 10, 3, 10)), new Frame("conv2", 1, patch(0, 10, 0, 10))),
                window.frames());
        assertEquals(
                25,
                window(Quantity.GRADIENT, weight).grid().orElseThrow().cells().stream()
                        .filter(it -> !it.isEmpty())
                        .count());
    }

    @Test
    void theNumbersStandBesideWhatTakesPartAndLeadToTheirUnits() {
        LabModel lab =
                Toolkit.call(() ->
                        new LabModel(
                                Document.of(SampleNetwork.load("lenet5-digits"), Optional.empty()),
                                Platform::runLater));
        StepModel model = Toolkit.call(() -> new StepModel(lab, Platform::runLater));
        StepNetworkView view = Toolkit.call(() -> new StepNetworkView(model, new ExerciseModel(lab)));
        Toolkit.run(() -> {
            view.setPalette(Palette.LIGHT);
            view.setShown(true);
            model.setOpen(true);
            new Scene(view.node(), 880, 470).snapshot(null);
        });
        settle(model, view);
        Toolkit.run(() -> model.goTo(Quantity.PRE_ACTIVATION, new Place.Unit("pool1", 0, 3 * 14 + 5)));
        settle(model, view);
        LitPicture picture = view.picture();
        LitInset.Painted inset = Toolkit.call(() -> picture.inset().orElseThrow());
        LitInset.Spot spot = inset.spots().getLast();
        Rectangle2D cell = spot.cell();
        Optional<LitSpot> found = Toolkit.call(() -> picture.at(cell.getCenterX(), cell.getCenterY()));
        assertEquals(Optional.of(new LitSpot.Unit(new At("conv1", 7 * 28 + 11))), found);
        LitScene scene = Toolkit.call(() -> picture.scene().orElseThrow());
        for (String owner : new String[] {"conv1", "pool1"}) {
            for (NetworkLayout.Slot slot : scene.layout().network().group(owner).orElseThrow().slots()) {
                assertTrue(!scene.onScreen(slot.square()).intersects(inset.box()));
            }
        }

        Toolkit.run(() -> model.coverProperty().set(Cover.RESULT));
        Toolkit.run(() -> model.goTo(Quantity.PRE_ACTIVATION, new Place.Unit("pool1", 0, 3 * 14 + 6)));
        settle(model, view);
        assertEquals(Optional.empty(), Toolkit.call(picture::inset), "who has won is still to be guessed");
        Toolkit.run(lab::close);
    }

    private static void settle(StepModel model, StepNetworkView view) {
        Toolkit.until(() -> {
            view.draw();
            return !model.isBusy() && !view.isBusy();
        });
        Toolkit.run(view::draw);
    }
}
