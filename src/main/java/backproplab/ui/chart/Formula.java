package backproplab.ui.chart;

import org.scilab.forge.jlatexmath.Box;
import org.scilab.forge.jlatexmath.JMathTeXException;
import org.scilab.forge.jlatexmath.TeXConstants;
import org.scilab.forge.jlatexmath.TeXFormula;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A formula, typeset as LaTeX would: fractions, sums, subscripts. What is kept of it are outlines at size 1, so the
/// same formula is sharp on a screen at any zoom, in PNG, in SVG and in print, in the colours of either theme, and
/// wants no font where it is shown.
///
/// Beyond LaTeX's own commands the text may use those of [Ink], such as `\backward{\delta_1}`.
///
/// All lengths are in sizes of the type. May be used on any thread.
public final class Formula {
    /// As many as two walks through a large trace show.
    private static final int KEPT = 2000;

    /// The size that spaces are made for which LaTeX measures in points; boxes are measured in sizes of the type all the
    /// same.
    private static final float POINTS = 20;

    private static final Map<String, Formula> CACHE =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Formula> eldest) {
                    return size() > KEPT;
                }
            };

    private static boolean prepared;

    private final double width;
    private final double ascent;
    private final double depth;
    private final Map<Ink, Path2D> outlines;

    /// What a part of a formula is drawn in. The command in the text is the name in lower case.
    public enum Ink {
        TEXT(0),
        /// What explains, less strong than what it explains.
        FAINT(1),
        FORWARD(2),
        BACKWARD(3),
        POSITIVE(4),
        NEGATIVE(5),
        WARNING(6);

        /// While typesetting a colour with this much red stands for the ink.
        private final int marker;

        Ink(int marker) {
            this.marker = marker;
        }

        public Color in(Palette palette) {
            return switch (this) {
                case TEXT -> palette.text();
                case FAINT -> new Style(palette, false).faintText();
                case FORWARD -> palette.forward();
                case BACKWARD -> palette.backward();
                case POSITIVE -> palette.positive();
                case NEGATIVE -> palette.negative();
                case WARNING -> palette.warning();
            };
        }

        static Ink of(Color color) {
            for (Ink ink : values()) {
                if (ink.marker == color.getRed()) {
                    return ink;
                }
            }
            throw new IllegalArgumentException("no ink is marked with " + color);
        }

        private String command() {
            return "\\newcommand{\\%s}[1]{\\textcolor{%d,0,0}{#1}}".formatted(name().toLowerCase(Locale.ROOT), marker);
        }
    }

    private Formula(String tex) {
        Box box = new TeXFormula(tex).createTeXIcon(TeXConstants.STYLE_DISPLAY, POINTS).getBox();
        OutlineGraphics g = new OutlineGraphics();
        g.setPaint(new Color(Ink.TEXT.marker, 0, 0));
        box.draw(g, 0, 0);
        this.width = box.getWidth();
        this.ascent = box.getHeight();
        this.depth = box.getDepth();
        this.outlines = g.outlines();
    }

    /// @throws IllegalArgumentException for text that LaTeX would not take
    public static Formula of(String tex) {
        synchronized (CACHE) { // what typesets has state of its own
            if (!prepared) {
                prepare();
                prepared = true;
            }
            Formula known = CACHE.get(tex);
            if (known == null) {
                known = typeset(tex);
                CACHE.put(tex, known);
            }
            return known;
        }
    }

    private static void prepare() {
        for (Ink ink : EnumSet.complementOf(EnumSet.of(Ink.TEXT))) { // `\text` is LaTeX's own
            new TeXFormula(ink.command());
        }
    }

    private static Formula typeset(String tex) {
        try {
            return new Formula(tex);
        } catch (JMathTeXException e) {
            throw new IllegalArgumentException("`%s` cannot be typeset".formatted(tex), e);
        }
    }

    public double width() {
        return width;
    }

    /// Above the baseline.
    public double ascent() {
        return ascent;
    }

    /// Below the baseline.
    public double depth() {
        return depth;
    }

    public double height() {
        return ascent + depth;
    }

    /// @param x of the left end
    /// @param size of the type, in the units of `g`
    public void paint(Graphics2D g, double x, double baseline, double size, Palette palette) {
        AffineTransform place = new AffineTransform(size, 0, 0, size, x, baseline);
        outlines.forEach((ink, outline) -> {
            g.setPaint(ink.in(palette));
            g.fill(outline.createTransformedShape(place));
        });
    }

    /// The outline of all that has this ink, at size 1 with the baseline at 0; empty when nothing has.
    public Path2D outline(Ink ink) {
        Path2D outline = outlines.get(ink);
        return outline == null ? new Path2D.Double() : new Path2D.Double(outline);
    }
}
