package backproplab.ui.view;

import backproplab.backprop.CheckedNumber;
import backproplab.backprop.GradientCheck;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Tone;

import java.awt.Color;

/// The colour of a relative error, on one fixed scale of powers of ten with a break at the threshold: what fails differs from
/// what passes in hue and in brightness, so that it stands out for everybody and on grey paper. The larger the error, the
/// farther from the background.
final class ErrorScale {
    static final int LOWEST = -16;
    static final int THRESHOLD = (int) Math.round(Math.log10(GradientCheck.THRESHOLD));
    static final int HIGHEST = 0;

    /// Gradient and difference are the same number.
    static final Tone EXACT = Tone.series(2);

    static final Tone KINK = Tone.series(3);

    private static final double FAINTEST = 0.06;
    private static final double STRONGEST = 0.74;
    private static final double STRONGEST_ON_DARK = 0.56;
    private static final double SOFT = 0.45;
    private static final double STRONG = 0.65;

    private ErrorScale() {}

    static Color of(CheckedNumber number, Palette palette) {
        double error = number.relativeError();
        return switch (number.verdict()) {
            case KINK -> kink(palette);
            case FAIL -> failing(share(error, THRESHOLD, HIGHEST), palette);
            case OK ->
                    error == 0
                            ? exact(palette)
                            : passing(share(error, LOWEST, THRESHOLD), number.isResolved(), palette);
        };
    }

    /// Of the scale alone.
    ///
    /// @param exponent of ten
    static Color at(double exponent, Palette palette) {
        return exponent <= THRESHOLD
                ? passing((exponent - LOWEST) / (THRESHOLD - LOWEST), true, palette)
                : failing((exponent - THRESHOLD) / (HIGHEST - THRESHOLD), palette);
    }

    static Color exact(Palette palette) {
        return EXACT.faint(SOFT).in(palette);
    }

    static Color kink(Palette palette) {
        return KINK.faint(SOFT).in(palette);
    }

    /// Of a cell that is too small for a mark: stronger, and yet weaker than a failure.
    static Color fineKink(Palette palette) {
        return KINK.faint(STRONG).in(palette);
    }

    private static double share(double error, int from, int to) {
        return Math.clamp((Math.log10(error) - from) / (to - from), 0, 1);
    }

    /// Without colour where the difference says little.
    static Color passing(double share, boolean resolved, Palette palette) {
        Color end = resolved ? palette.positive() : palette.neutral();
        double strongest = palette.dark() ? STRONGEST_ON_DARK : STRONGEST;
        return Palette.mix(palette.background(), end, FAINTEST + share * (strongest - FAINTEST));
    }

    private static Color failing(double share, Palette palette) {
        Color end = palette.dark() ? new Color(0xFFD2B0) : new Color(0x4A0A06);
        return Palette.mix(palette.warning(), end, 0.85 * share);
    }
}
