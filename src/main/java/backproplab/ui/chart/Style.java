package backproplab.ui.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;

/// How everything that is painted looks: colours, type, thickness of lines. Large is for a lecture hall.
public record Style(Palette palette, boolean large) {
    private static final float BODY = 11.5f;

    /// How much larger type is in a lecture hall.
    public static final double LARGE = 1.6;

    public double scale() {
        return large ? LARGE : 1;
    }

    /// For ticks, legends and notes.
    public Font font() {
        return sized(BODY);
    }

    public Font bold() {
        return font().deriveFont(Font.BOLD);
    }

    /// Where space is scarce.
    public Font small() {
        return sized(BODY - 1.5f);
    }

    private Font sized(float size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) (size * scale()));
    }

    /// Of text that explains, less strong than what is measured.
    public Color faintText() {
        return Palette.mix(palette.background(), palette.text(), 0.68);
    }

    public Color withAlpha(Color color, double alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * alpha));
    }

    public BasicStroke stroke(double width) {
        return new BasicStroke((float) (width * scale()), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    public BasicStroke dashed(double width) {
        float dash = (float) (4 * scale());
        return new BasicStroke(
                (float) (width * scale()),
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                1,
                new float[] {dash, dash},
                0);
    }
}
