package backproplab.ui.view;

import backproplab.catalog.Setting;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Between a number and where a slider stands: at the number itself, or at its common logarithm. Sliders give numbers
/// that can be read out, such as 0.125 and not 0.12496: of a linear scale about a thousand, of a logarithmic one three
/// digits.
record SliderScale(Setting.Slider slider) {
    private static final int PLACES = 200;
    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final int KEYS = 100;

    double low() {
        return raw(slider.low());
    }

    double high() {
        return raw(slider.high());
    }

    /// How far a key moves it.
    double increment() {
        return (high() - low()) / KEYS;
    }

    /// At an end for numbers beyond it.
    double position(double value) {
        return raw(Math.clamp(value, slider.low(), slider.high()));
    }

    private double raw(double value) {
        return isLogarithmic() ? Math.log10(value) : value;
    }

    /// The number so many key presses further; from beyond the slider it steps as wide.
    double stepped(double value, int steps) {
        double to = raw(value) + steps * increment();
        boolean within = value >= slider.low() && value <= slider.high();
        return within ? value(to) : rounded(to);
    }

    double value(double position) {
        if (position <= low()) {
            return slider.low();
        }
        if (position >= high()) {
            return slider.high();
        }
        return Math.clamp(rounded(position), slider.low(), slider.high());
    }

    private double rounded(double position) {
        return isLogarithmic()
                ? new BigDecimal(Math.pow(10, position)).round(THREE_DIGITS).doubleValue()
                : new BigDecimal(position).setScale(decimals(), RoundingMode.HALF_EVEN).doubleValue();
    }

    private int decimals() {
        return (int) Math.ceil(-Math.log10((slider.high() - slider.low()) / PLACES));
    }

    private boolean isLogarithmic() {
        return slider.scale() == Setting.Scale.LOGARITHMIC;
    }
}
