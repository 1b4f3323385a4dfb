package backproplab.ui.chart;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/// The colour of a size that runs over many powers of ten. The scale is fixed, so that a colour means the same size at
/// every layer, at every step and in every run; it brightens evenly and can be told apart by colour-blind people.
///
/// The colours are those of viridis (Smith, van der Walt, *A Better Default Colormap for Matplotlib*, 2015; CC0).
///
/// @param lowest the power of ten of the first colour; what is smaller has that colour too
/// @param highest the power of ten of the last colour
public record HeatScale(int lowest, int highest) {
    /// For gradients.
    public static final HeatScale GRADIENT = new HeatScale(-8, 2);

    private static final int[] VIRIDIS = {
        0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C, 0xFDE725
    };

    public HeatScale {
        if (lowest >= highest) {
            throw new IllegalArgumentException("needed is lowest < highest, got %d and %d".formatted(lowest, highest));
        }
    }

    /// @param size at least 0; 0 has the colour of the background, NaN and ∞ that of a warning
    public Color color(double size, Palette palette) {
        if (!Double.isFinite(size)) {
            return palette.warning();
        }
        if (size <= 0) {
            return palette.background();
        }
        return at((Math.log10(size) - lowest) / (highest - lowest));
    }

    private static Color at(double share) {
        double place = Math.clamp(share, 0, 1) * (VIRIDIS.length - 1);
        int index = Math.min((int) place, VIRIDIS.length - 2);
        return Palette.mix(new Color(VIRIDIS[index]), new Color(VIRIDIS[index + 1]), place - index);
    }

    /// A bar of the colours with the powers of ten at its ends and between.
    ///
    /// @param right where it ends
    /// @return where it begins
    public double paintLegend(Graphics2D g, double right, double top, double width, Style style) {
        g.setFont(style.small());
        FontMetrics metrics = g.getFontMetrics();
        String first = power(lowest);
        String last = power(highest);
        double height = 8 * style.scale();
        double gap = 4 * style.scale();
        double end = right - metrics.stringWidth(last) - gap;
        double start = end - width;
        int pieces = (int) Math.max(2, width / 2);
        for (int i = 0; i < pieces; i++) {
            g.setPaint(at(i / (pieces - 1.0)));
            g.fill(new Rectangle2D.Double(start + i * width / pieces, top, width / pieces + 0.6, height));
        }
        g.setPaint(style.faintText());
        double baseline = top + height / 2 + metrics.getAscent() / 2.0 - 1;
        g.drawString(last, (float) (end + gap), (float) baseline);
        double left = start - gap - metrics.stringWidth(first);
        g.drawString(first, (float) left, (float) baseline);
        return left;
    }

    private static String power(int exponent) {
        return ("1e" + exponent).replace('-', '−');
    }
}
