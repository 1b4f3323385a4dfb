package backproplab.ui.viewmodel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.statistics.Band;
import backproplab.statistics.ExpectedProfile;
import backproplab.statistics.ExpectedProfile.ExpectedLayer;
import backproplab.statistics.LayerSummary;
import backproplab.statistics.Quantity;
import backproplab.statistics.StepSummary;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class GradientSizesTest {
    private static final double NAN = Double.NaN;

    /// The first hidden layer's δ is expected at a quarter of the last one's; the output has no place in it.
    private static final ExpectedProfile.Result THEORY =
            new ExpectedProfile.Result.Known(
                    new ExpectedProfile(
                            List.of(
                                    new ExpectedLayer("first", 1, 1, 0.25, 0.25),
                                    new ExpectedLayer("second", 1, 1, NAN, 1))));

    private final RecentSizes recent = new RecentSizes(List.of(Quantity.DELTA_RMS, Quantity.WEIGHT_GRADIENT_RMS));

    private static StepSummary step(long step, double first, double second, double output) {
        return new StepSummary(
                step,
                step,
                Band.of(1),
                List.of(layer("first", true, first), layer("second", true, second), layer("output", false, output)));
    }

    private static LayerSummary layer(String name, boolean hidden, double delta) {
        return new LayerSummary(name, hidden, Map.of(Quantity.DELTA_RMS, Band.of(delta)));
    }

    private GradientSizes sizes(StepSummary last, Quantity quantity) {
        return GradientSizes.of(last, quantity, recent, THEORY);
    }

    @Test
    void whiskersSpanTheRecentSteps() {
        recent.add(step(1, 0.5, 1, 1));
        recent.add(step(2, 0.1, 2, 1));
        StepSummary last = step(3, 0.2, 4, 1);
        recent.add(last);
        GradientSizes sizes = sizes(last, Quantity.DELTA_RMS);
        assertEquals(List.of("first", "second", "output"), sizes.layers());
        assertArrayEquals(new double[] {0.2, 4, 1}, sizes.last());
        assertArrayEquals(new double[] {0.1, 1, 1}, sizes.low());
        assertArrayEquals(new double[] {0.5, 4, 1}, sizes.high());
    }

    @Test
    void whatIsLongAgoCountsNoMore() {
        recent.add(step(1, 1e6, 1e-6, 1));
        StepSummary last = step(1 + 2 * RecentSizes.STEPS, 0.2, 4, 1);
        recent.add(last);
        GradientSizes sizes = sizes(last, Quantity.DELTA_RMS);
        assertArrayEquals(new double[] {0.2, 4, 1}, sizes.high());
        assertEquals(0.2, sizes.smallest());
        assertEquals(4, sizes.largest());
    }

    @Test
    void theoryMeetsTheLastHiddenLayer() {
        StepSummary last = step(1, 0.2, 4, 1);
        recent.add(last);
        assertArrayEquals(new double[] {1, 4, NAN}, sizes(last, Quantity.DELTA_RMS).expected());
    }

    @Test
    void theoryIsAboutDeltaOnly() {
        StepSummary last = step(1, 0.2, 4, 1);
        recent.add(last);
        GradientSizes sizes = sizes(last, Quantity.WEIGHT_GRADIENT_RMS);
        assertArrayEquals(new double[] {NAN, NAN, NAN}, sizes.expected());
        assertArrayEquals(new double[] {NAN, NAN, NAN}, sizes.last());
        assertEquals(NAN, sizes.smallest());
    }

    @Test
    void zerosDoNotReachTheAxis() {
        StepSummary last = step(1, 0, 4, 1);
        recent.add(last);
        GradientSizes sizes = sizes(last, Quantity.DELTA_RMS);
        assertEquals(0, sizes.last()[0]);
        assertEquals(1, sizes.smallest());
    }

    @Test
    void anotherNetworkBeginsAnew() {
        recent.add(step(5, 100, 100, 100));
        StepSummary other = new StepSummary(1, 1, Band.of(1), List.of(layer("only", false, 2)));
        recent.add(other);
        assertArrayEquals(new double[] {2}, sizes(other, Quantity.DELTA_RMS).high());
    }
}
