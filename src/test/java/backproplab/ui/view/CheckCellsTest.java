package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.backprop.CheckReport.TensorCheck;
import backproplab.backprop.CheckedNumber;
import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.backprop.Kink;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;
import backproplab.ui.chart.Palette;
import backproplab.ui.view.CheckCells.Cell;
import backproplab.ui.view.CheckCells.Grid;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

class CheckCellsTest {
    private static final Parameters.Key KEY = new Parameters.Key("hidden", "weights");
    private static final Kink KINK = new Kink(Kink.Place.ACTIVATION, "hidden", 0, 0, 0, -1, 0.1, 1, 0, 1, 0);

    private static CheckedNumber number(int index, double error) {
        return new CheckedNumber(KEY, index, 1, 1, 1 - error, 1e-5, 0, Optional.empty());
    }

    private static CheckedNumber kink(int index) {
        return new CheckedNumber(KEY, index, 1, 1, 0.5, 1e-5, 0, Optional.of(KINK));
    }

    /// Four rows of six.
    private static TensorCheck tensor(List<CheckedNumber> numbers) {
        return new TensorCheck(KEY, Shape.of(4, 6), numbers);
    }

    private static CheckCells cells(List<CheckedNumber> numbers, int perRow, int perColumn) {
        TensorCheck tensor = tensor(numbers);
        return new CheckCells(tensor, Grid.of(tensor.shape()), perRow, perColumn);
    }

    private static List<CheckedNumber> all(double error) {
        return IntStream.range(0, 24).mapToObj(it -> number(it, error)).toList();
    }

    @Test
    void theGridIsTheMatrix() {
        CheckCells cells = cells(all(1e-9), 1, 1);
        assertEquals(4, cells.rows());
        assertEquals(6, cells.columns());
        assertEquals(new Cell(2, 3), cells.cellOf(15));
        assertEquals(15, cells.worst(2, 3).orElseThrow().index());
        assertEquals(new Grid(1, 5), Grid.of(Shape.of(5)));
        assertEquals(new Grid(5, 1), Grid.upright(Shape.of(5)));
        assertEquals(new Grid(2, 12), Grid.of(Shape.of(2, 3, 4)), "the outermost axis goes down");
    }

    @Test
    void whatSharesACellIsShownByItsWorst() {
        List<CheckedNumber> numbers = List.of(number(0, 1e-9), number(1, 3e-9), number(6, 2e-9), number(2, 1e-7));
        CheckCells cells = cells(numbers, 2, 2);
        assertEquals(2, cells.rows());
        assertEquals(3, cells.columns());
        assertEquals(1, cells.worst(0, 0).orElseThrow().index());
        assertEquals(3, cells.looked(0, 0));
        assertEquals(2, cells.worst(0, 1).orElseThrow().index());
        assertTrue(cells.isMerged());
    }

    @Test
    void mergingHidesNoKinkAndNoFailure() {
        assertEquals(1, cells(List.of(number(0, 1e-7), kink(1)), 2, 2).worst(0, 0).orElseThrow().index());
        List<CheckedNumber> numbers = List.of(number(0, 1e-5), kink(1), number(7, 1e-12));
        CheckedNumber worst = cells(numbers, 2, 2).worst(0, 0).orElseThrow();
        assertEquals(Verdict.FAIL, worst.verdict());
        assertEquals(0, worst.index());
    }

    @Test
    void aLastCellMayHaveLessInIt() {
        CheckCells cells = cells(all(1e-9), 3, 4);
        assertEquals(2, cells.rows());
        assertEquals(2, cells.columns());
        assertEquals(12, cells.looked(0, 0));
        assertEquals(2, cells.looked(1, 1));
    }

    @Test
    void theWayFromCellToCellSkipsWhatWasNotLookedAt() {
        CheckCells cells = cells(List.of(number(0, 0), number(4, 0), number(20, 0)), 1, 1);
        assertEquals(Optional.of(new Cell(0, 4)), cells.next(new Cell(0, 0), 1, 0));
        assertEquals(Optional.empty(), cells.next(new Cell(0, 4), 1, 0));
        assertEquals(Optional.empty(), cells.next(new Cell(0, 0), 0, 1));
        assertEquals(Optional.of(new Cell(3, 2)), cells.nearest(3, 5));
        assertFalse(cells.worst(1, 1).isPresent());
    }

    /// Also on grey paper: the faintest failure is farther from the background than the strongest error that passes.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failuresDifferInBrightness(boolean dark) {
        Palette palette = Palette.of(dark);
        double background = light(palette.background());
        double previous = 0;
        for (double error : new double[] {1e-16, 1e-12, 1e-9, 0.99e-6, 1.1e-6, 1e-3, 1}) {
            double distance = Math.abs(light(ErrorScale.of(number(0, error), palette)) - background);
            double step = error == 1.1e-6 ? 40 : 1;
            assertTrue(distance > previous + step, "%s: %s after %s".formatted(error, distance, previous));
            previous = distance;
        }
    }

    private static double light(java.awt.Color color) {
        return 0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue();
    }

    @Test
    void whatIsNotOnTheScaleHasAColourOfItsOwn() {
        CheckedNumber unresolved = new CheckedNumber(KEY, 0, 1, 1e-9, 1.1e-9, 1e-5, 1e-7, Optional.empty());
        long colours =
                List.of(number(0, 0), number(0, 1e-12), kink(0), unresolved, number(0, 0.1)).stream()
                        .map(it -> ErrorScale.of(it, Palette.LIGHT))
                        .distinct()
                        .count();
        assertEquals(5, colours);
    }
}
