package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backproplab.random.SeededRandom;
import backproplab.statistics.Binning;
import backproplab.statistics.Distribution;
import backproplab.ui.chart.Curve;
import backproplab.ui.chart.Look;
import backproplab.ui.chart.Palette;

import org.junit.jupiter.api.Test;

class DensityStepsTest {
    private static final Distribution NORMAL = normal(20_000);

    private static Distribution normal(int n) {
        SeededRandom random = new SeededRandom(5);
        double[] z = new double[n];
        for (int i = 0; i < n; i++) {
            z[i] = random.nextGaussian();
        }
        return Distribution.of(new Binning.Widening(-6), z, n);
    }

    private static double area(Curve curve) {
        double area = 0;
        for (int i = 1; i < curve.size(); i++) {
            area += (curve.x()[i] - curve.x()[i - 1]) * (curve.y()[i] + curve.y()[i - 1]) / 2;
        }
        return area;
    }

    @Test
    void theAreaIsOne() {
        DensitySteps steps = DensitySteps.of(NORMAL, -6, 6);
        assertTrue(steps.densities().length <= 129, () -> "" + steps.densities().length);
        assertEquals(1, area(steps.curve("z", Palette::forward, Look.AREA, -6, 6)), 1e-12);
    }

    /// Half of a normal distribution; the standard error of the share is √(¼/20,000) = 0.0035.
    @Test
    void aPartHasItsShare() {
        DensitySteps steps = DensitySteps.of(NORMAL, -6, 6);
        Curve part = steps.curve("z", Palette::forward, Look.AREA, -6, 0);
        assertEquals(DensitySteps.shareBelow(NORMAL, 0), area(part), 1e-12);
        assertEquals(0.5, area(part), 0.014);
    }

    /// Neighbours are always put together in the same pairs.
    @Test
    void widerBinsDoNotMoveTheSteps() {
        DensitySteps all = DensitySteps.of(NORMAL, -100, 100);
        DensitySteps some = DensitySteps.of(NORMAL, -2, 2);
        double width = all.edges()[1] - all.edges()[0];
        assertEquals(0, Math.IEEEremainder(all.edges()[0], width), 0);
        assertEquals(0, Math.IEEEremainder(some.edges()[0], some.edges()[1] - some.edges()[0]), 0);
    }

    @Test
    void axesEndAtRoundNumbers() {
        assertEquals(0.4, DensitySteps.ceiling(0.3989));
        assertEquals(1, DensitySteps.ceiling(0));
        assertEquals(15, DensitySteps.ceiling(11));
    }
}
