package backproplab.ui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import backproplab.catalog.Setting;

import org.junit.jupiter.api.Test;

class SliderScaleTest {
    private final SliderScale linear = new SliderScale(new Setting.Slider(0, 1, Setting.Scale.LINEAR));
    private final SliderScale rate = new SliderScale(new Setting.Slider(1e-5, 10, Setting.Scale.LOGARITHMIC));

    @Test
    void endsAreExact() {
        assertEquals(0, linear.value(linear.low()));
        assertEquals(1, linear.value(linear.high()));
        assertEquals(1e-5, rate.value(rate.low()));
        assertEquals(10, rate.value(rate.high()));
        assertEquals(10, rate.value(rate.high() + 1));
    }

    /// The decimals are those that are written, not the nearest sum of steps.
    @Test
    void givesNumbersThatCanBeReadOut() {
        assertEquals(0.346, linear.value(0.34578));
        assertEquals(0.3, linear.value(0.1 + 0.2));
        assertEquals(0.0123, rate.value(Math.log10(0.012345)));
    }

    @Test
    void aLogarithmicSliderStandsInTheMiddleOfItsDecades() {
        assertEquals(-2, (rate.low() + rate.high()) / 2, 1e-12);
        assertEquals(-2, rate.position(0.01), 1e-12);
        assertEquals(0.01, rate.value(-2));
    }

    @Test
    void whatLiesBeyondStandsAtTheEnd() {
        assertEquals(1, linear.position(7));
        assertEquals(-5, rate.position(1e-9), 1e-12);
    }

    /// A hundredth of the way, also from where the slider does not reach.
    @Test
    void steps() {
        assertEquals(0.51, linear.stepped(0.5, 1));
        assertEquals(0.4, linear.stepped(0.5, -10));
        assertEquals(1, linear.stepped(0.995, 3));
        assertEquals(7.01, linear.stepped(7, 1));
        assertEquals(0.0115, rate.stepped(0.01, 1)); // 10^(−2 + 6/100) = 0.011482
    }
}
