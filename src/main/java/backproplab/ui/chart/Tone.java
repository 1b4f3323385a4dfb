package backproplab.ui.chart;

import java.awt.Color;

/// A colour that follows the theme, such as `Palette::forward`.
@FunctionalInterface
public interface Tone {
    Color in(Palette palette);

    /// The colour for the series with this number.
    static Tone series(int index) {
        return palette -> palette.series(index);
    }

    /// Less strong against the background.
    default Tone faint(double share) {
        return palette -> Palette.mix(palette.background(), in(palette), share);
    }
}
