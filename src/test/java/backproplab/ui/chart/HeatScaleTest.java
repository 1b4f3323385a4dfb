package backproplab.ui.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.awt.Color;

class HeatScaleTest {
    private final HeatScale scale = HeatScale.GRADIENT;

    private static double luminance(Color color) {
        return 0.2126 * color.getRed() + 0.7152 * color.getGreen() + 0.0722 * color.getBlue();
    }

    @Test
    void largerIsBrighterAllTheWay() {
        double before = -1;
        for (double exponent = -8; exponent <= 2; exponent += 0.25) {
            double now = luminance(scale.color(Math.pow(10, exponent), Palette.DARK));
            assertTrue(now > before, "darker at 1e" + exponent);
            before = now;
        }
    }

    @Test
    void theScaleIsTheSameInBothThemes() {
        assertEquals(scale.color(1e-3, Palette.LIGHT), scale.color(1e-3, Palette.DARK));
    }

    @Test
    void beyondTheEndsTheColourStays() {
        assertEquals(scale.color(1e-8, Palette.LIGHT), scale.color(1e-30, Palette.LIGHT));
        assertEquals(scale.color(100, Palette.LIGHT), scale.color(1e30, Palette.LIGHT));
    }

    @Test
    void whatIsNoSizeStandsOut() {
        assertEquals(Palette.LIGHT.warning(), scale.color(Double.NaN, Palette.LIGHT));
        assertEquals(Palette.LIGHT.warning(), scale.color(Double.POSITIVE_INFINITY, Palette.LIGHT));
        assertEquals(Palette.LIGHT.background(), scale.color(0, Palette.LIGHT));
    }
}
