package backproplab.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import backproplab.tensor.Extent;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class SettingTest {
    enum Flavour {
        SWEET,
        VERY_SOUR
    }

    private static final Setting.Real SHARE = Setting.real("share", 0.5, 0, 1, "help");
    private static final Setting.Real RATE = Setting.positive("rate", 0.1, Double.MAX_VALUE, "help");
    private static final Setting.Reals SLOPES = Setting.reals("slopes", 0.25, -10, 10, "help");
    private static final Setting.Whole UNITS = Setting.whole("units", 4, 1, 100, "help");
    private static final Setting.Sizes KERNEL = Setting.sizes("kernel", 3, 1, 9, "help");
    private static final Setting.Flag SHUFFLE = Setting.flag("shuffle", true, "help");
    private static final Setting.Choice<Flavour> FLAVOUR = Setting.choice("flavour", Flavour.SWEET, "help");

    @Test
    void realTakesBothEndsOfItsRange() {
        assertEquals(Optional.empty(), SHARE.problem(0.0));
        assertEquals(Optional.empty(), SHARE.problem(1.0));
    }

    @Test
    void realSaysWhatItNeedsAndWhatItGot() {
        assertEquals(Optional.of("must be from 0 to 1, got 3"), SHARE.problem(3.0));
        assertEquals(Optional.of("must be from 0 to 1, got NaN"), SHARE.problem(Double.NaN));
        assertEquals(Optional.of("must be from 0 to 1, got half"), SHARE.problem("half"));
    }

    @Test
    void positiveRefusesZeroAndInfinity() {
        assertEquals(Optional.empty(), RATE.problem(Double.MIN_VALUE));
        assertEquals(Optional.of("must be a positive finite number, got 0"), RATE.problem(0.0));
        assertEquals(Optional.of("must be a positive finite number, got Infinity"), RATE.problem(1 / 0.0));
    }

    @Test
    void realsTakeOneNumberOrSeveral() {
        assertEquals(Optional.empty(), SLOPES.problem(List.of(0.1)));
        assertEquals(Optional.empty(), SLOPES.problem(List.of(0.1, -10.0)));
        assertEquals(
                Optional.of("must be one number or a list of numbers, each from -10 to 10, got [0.1, 11.0]"),
                SLOPES.problem(List.of(0.1, 11.0)));
        assertEquals(
                Optional.of("must be one number or a list of numbers, each from -10 to 10, got []"),
                SLOPES.problem(List.of()));
    }

    @Test
    void wholeFlagAndChoiceNameWhatTheyTake() {
        assertEquals(Optional.empty(), UNITS.problem(100));
        assertEquals(Optional.of("must be a whole number from 1 to 100, got 0"), UNITS.problem(0));
        assertEquals(Optional.of("must be a whole number from 1 to 100, got 2.5"), UNITS.problem(2.5));
        assertEquals(Optional.empty(), SHUFFLE.problem(false));
        assertEquals(Optional.of("must be true or false, got 1"), SHUFFLE.problem(1));
        assertEquals(Optional.empty(), FLAVOUR.problem(Flavour.VERY_SOUR));
        assertEquals(Optional.of("must be one of sweet, very_sour, got salty"), FLAVOUR.problem("salty"));
    }

    @Test
    void sizesLookAtRowsAndColumns() {
        assertEquals(Optional.empty(), KERNEL.problem(new Extent(1, 9)));
        assertEquals(
                Optional.of("must be a whole number from 1 to 9, or two of them as [rows, columns], got [3, 10]"),
                KERNEL.problem(new Extent(3, 10)));
        assertEquals(
                Optional.of("must be a whole number from 1 to 9, or two of them as [rows, columns], got 0"),
                KERNEL.problem(Extent.square(0)));
        assertEquals("3", KERNEL.text(KERNEL.standard()));
    }

    @Test
    void choiceReadsWhatItWrites() {
        assertEquals(Optional.of(Flavour.VERY_SOUR), FLAVOUR.parse(FLAVOUR.text(Flavour.VERY_SOUR)));
        assertEquals(Optional.empty(), FLAVOUR.parse("VERY_SOUR"));
    }

    @Test
    void numbersAreWrittenShort() {
        assertEquals("6", SHARE.text(6.0));
        assertEquals("0.01", SHARE.text(0.01));
        assertEquals("1e-9", SHARE.text(1e-9));
        assertEquals("1.5e300", SHARE.text(1.5e300));
        assertEquals("0.25", SLOPES.text(List.of(0.25)));
    }

    @Test
    void checkNamesTheSetting() {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> SHARE.check(-1.0));
        assertEquals("`share` must be from 0 to 1, got -1", refused.getMessage());
    }

    @Test
    void standardAndSliderLieInTheRange() {
        assertThrows(IllegalArgumentException.class, () -> Setting.real("x", 2, 0, 1, "help"));
        assertThrows(IllegalArgumentException.class, () -> SHARE.slider(0.5, 1.5));
        assertThrows(IllegalArgumentException.class, () -> SHARE.slider(0.5, 0.5));
    }

    @Test
    void slidersStayWhereTryingIsWorthwhile() {
        assertEquals(new Setting.Slider(0, 1, Setting.Scale.LINEAR), SHARE.slider());
        assertEquals(new Setting.Slider(0.1 / 1000, 100, Setting.Scale.LOGARITHMIC), RATE.slider());
        assertEquals(new Setting.Slider(0.01, 1, Setting.Scale.LOGARITHMIC), RATE.slider(0.01, 1).slider());
    }
}
