package backproplab.ui.chart;

import java.awt.Color;
import java.util.List;

/// The colours of charts and diagrams, in one place for each theme. Safe for colour-blind people: never red against
/// green, and no meaning by colour alone.
///
/// @param background of the plot
/// @param text of titles, labels and legends
/// @param grid of lines behind the data
/// @param positive blue, for weights and gradients above 0
/// @param negative orange, for those below
/// @param neutral grey, at 0
/// @param forward violet, the direction of the forward pass
/// @param backward coral, the direction of the backward pass
/// @param series for lines and bars, to be told apart in order
public record Palette(
        boolean dark,
        Color background,
        Color text,
        Color grid,
        Color positive,
        Color negative,
        Color neutral,
        Color forward,
        Color backward,
        Color warning,
        List<Color> series) {

    public static final Palette LIGHT =
            new Palette(
                    false,
                    new Color(0xFFFFFF),
                    new Color(0x24292F),
                    new Color(0xD8DEE4),
                    new Color(0x1F6FB8),
                    new Color(0xD9730D),
                    new Color(0x8C959F),
                    new Color(0x7A4CC2),
                    new Color(0xE0604C),
                    new Color(0xB3261E),
                    List.of(
                            new Color(0x1F6FB8),
                            new Color(0xD9730D),
                            new Color(0x0F8A7E),
                            new Color(0xA6408E),
                            new Color(0x8A6D00),
                            new Color(0x5B6770)));

    public static final Palette DARK =
            new Palette(
                    true,
                    new Color(0x161B22),
                    new Color(0xE6EDF3),
                    new Color(0x30363D),
                    new Color(0x6CB6FF),
                    new Color(0xFFA657),
                    new Color(0x7D8590),
                    new Color(0xBC9CFF),
                    new Color(0xFF8D7A),
                    new Color(0xFF7B72),
                    List.of(
                            new Color(0x6CB6FF),
                            new Color(0xFFA657),
                            new Color(0x4FD1C0),
                            new Color(0xE79BD3),
                            new Color(0xE3C45C),
                            new Color(0xA3B1BC)));

    public static Palette of(boolean dark) {
        return dark ? DARK : LIGHT;
    }

    public Color series(int index) {
        return series.get(index % series.size());
    }

    /// Grey at 0, towards blue above and orange below.
    ///
    /// @param share from −1 to 1
    public Color diverging(double share) {
        Color end = share >= 0 ? positive : negative;
        return mix(background, end, Math.min(1, Math.abs(share)));
    }

    public static Color mix(Color from, Color to, double share) {
        return new Color(
                (int) Math.round(from.getRed() + share * (to.getRed() - from.getRed())),
                (int) Math.round(from.getGreen() + share * (to.getGreen() - from.getGreen())),
                (int) Math.round(from.getBlue() + share * (to.getBlue() - from.getBlue())));
    }
}
