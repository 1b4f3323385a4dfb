package backproplab.ui.view;

import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.ui.chart.Style;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// The scale of the map: the colours of the relative error with the threshold between what passes and what fails, and what
/// is not on that scale.
final class CheckMapLegend {
    private static final double BAR = 190;
    private static final double SWATCH = 9;
    private static final double GAP = 5;
    private static final String MERGED = "a fine cell shows the worst of several numbers";

    private final Style style;
    private final boolean sampled;
    private final boolean merged;

    /// @param color of the swatch
    private record Entry(Color color, String text, Mark mark) {}

    private enum Mark {
        NONE,
        KINK,
        HOLE,
        FRAME
    }

    /// @param sampled whether not all numbers were looked at
    /// @param merged whether some cells stand for several numbers
    CheckMapLegend(Style style, boolean sampled, boolean merged) {
        this.style = style;
        this.sampled = sampled;
        this.merged = merged;
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(ErrorScale.exact(style.palette()), "exactly equal", Mark.NONE));
        entries.add(new Entry(ErrorScale.kink(style.palette()), "kink: not judged", Mark.KINK));
        entries.add(new Entry(ErrorScale.passing(0.5, false, style.palette()), "not resolved", Mark.HOLE));
        if (sampled) {
            entries.add(new Entry(style.palette().background(), "not looked at", Mark.FRAME));
        }
        return entries;
    }

    /// All that is written, in one piece.
    String text() {
        StringBuilder text = new StringBuilder("relative error from 1e−16 to 1, passes up to 1e−6, fails above it");
        entries().forEach(it -> text.append("; ").append(it.text()));
        return text.append(merged ? "; " + MERGED : "").toString();
    }

    private double line() {
        return 1.3 * style.small().getSize2D();
    }

    double height(Graphics2D g, double width) {
        return paint(g, new Rectangle2D.Double(0, 0, width, 0), false);
    }

    void paint(Graphics2D g, Rectangle2D area) {
        paint(g, area, true);
    }

    /// @return how high it is
    private double paint(Graphics2D g, Rectangle2D area, boolean really) {
        FontMetrics metrics = Lettering.metrics(g, style.small());
        double gap = GAP * style.scale();
        double bar = Math.min(BAR * style.scale(), 0.36 * area.getWidth());
        double left = area.getX() + gap + metrics.stringWidth("1e−16") / 2.0;
        if (really) {
            paintBar(g, metrics, left, area.getY() + 2 * style.scale(), bar);
        }
        double from = left + bar + 4 * gap;
        double swatch = SWATCH * style.scale();
        double x = from;
        double y = area.getY();
        for (Entry entry : entries()) {
            double width = swatch + gap + metrics.stringWidth(entry.text());
            if (x > from && x + width > area.getMaxX() - gap) {
                x = from;
                y += line();
            }
            if (really) {
                paint(g, metrics, entry, x, y);
            }
            x += width + 2.5 * gap;
        }
        if (merged) {
            y += line();
            if (really) {
                String note = Lettering.cut(metrics, MERGED, area.getMaxX() - from - gap);
                Lettering.left(g, note, style.small(), style.faintText(), from, y + metrics.getAscent());
            }
        }
        return Math.max(y + line() - area.getY(), 2 * line() + 2 * style.scale()) + gap;
    }

    private void paintBar(Graphics2D g, FontMetrics metrics, double x, double y, double width) {
        double height = SWATCH * style.scale();
        int pieces = (int) Math.max(2, width / 2);
        int decades = ErrorScale.HIGHEST - ErrorScale.LOWEST;
        for (int i = 0; i < pieces; i++) {
            double exponent = ErrorScale.LOWEST + (i + 0.5) / pieces * decades;
            g.setPaint(ErrorScale.at(exponent, style.palette()));
            g.fill(new Rectangle2D.Double(x + i * width / pieces, y, width / pieces + 0.6, height));
        }
        double threshold = x + width * (ErrorScale.THRESHOLD - ErrorScale.LOWEST) / decades;
        g.setPaint(style.palette().text());
        g.setStroke(style.stroke(1.6));
        g.draw(new Line2D.Double(threshold, y - 2 * style.scale(), threshold, y + height + 2 * style.scale()));
        double baseline = y + height + metrics.getAscent() + 1;
        Lettering.centred(g, "1e−16", style.small(), style.faintText(), x, baseline);
        Lettering.centred(g, "1e−6", style.small(), style.palette().text(), threshold, baseline);
        Lettering.centred(g, "1", style.small(), style.faintText(), x + width, baseline);
        Lettering.centred(g, "passes", style.small(), style.faintText(), (x + threshold) / 2, baseline);
        Lettering.centred(g, "fails", style.small(), style.faintText(), (threshold + x + width) / 2, baseline);
    }

    private void paint(Graphics2D g, FontMetrics metrics, Entry entry, double x, double y) {
        double side = SWATCH * style.scale();
        double top = y + 2 * style.scale();
        Rectangle2D box = new Rectangle2D.Double(x, top, side, side);
        g.setPaint(entry.color());
        g.fill(box);
        switch (entry.mark()) {
            case NONE -> {}
            case KINK -> CheckMark.paint(g, Verdict.KINK, box.getCenterX(), box.getCenterY(), 0.8 * side, style);
            case HOLE -> {
                double hole = 0.36 * side;
                g.setPaint(style.palette().background());
                g.fill(new Ellipse2D.Double(box.getCenterX() - hole / 2, box.getCenterY() - hole / 2, hole, hole));
            }
            case FRAME -> {
                g.setPaint(style.palette().neutral());
                g.setStroke(style.stroke(1));
                g.draw(box);
            }
        }
        double baseline = top + side / 2 + metrics.getAscent() / 2.0 - 1;
        Lettering.left(g, entry.text(), style.small(), style.faintText(), x + side + GAP * style.scale(), baseline);
    }
}
