package backproplab.ui.view;

import backproplab.ui.chart.Style;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.List;

/// Marks with their meaning, beside a picture or above it.
///
/// @param entries in their order
record PictureLegend(List<Entry> entries) {
    private static final double MARK = 20;
    private static final double GAP = 12;
    private static final double LEADING = 1.25;

    /// @param mark before the text; none for a line of text
    /// @param text not empty
    record Entry(Mark mark, String text, boolean strong) {
        static Entry text(String text) {
            return new Entry(Mark.NONE, text, false);
        }

        static Entry heading(String text) {
            return new Entry(Mark.NONE, text, true);
        }

        static Entry of(String text, Mark mark) {
            return new Entry(mark, text, false);
        }

        private double width(FontMetrics plain, FontMetrics bold, Style style) {
            return markWidth(style) + (strong ? bold : plain).stringWidth(text);
        }

        private double markWidth(Style style) {
            return mark.equals(Mark.NONE) ? 0 : MARK * style.scale();
        }
    }

    /// Painted with its middle at a point.
    @FunctionalInterface
    interface Mark {
        Mark NONE = (_, _, _) -> {};

        void paint(Graphics2D g, double x, double y);
    }

    /// In one column.
    double columnWidth(Graphics2D g, Style style) {
        FontMetrics plain = Lettering.metrics(g, style.font());
        FontMetrics bold = Lettering.metrics(g, style.bold());
        return entries.stream().mapToDouble(it -> it.width(plain, bold, style)).max().orElse(0);
    }

    void paintColumn(Graphics2D g, double left, double top, double bottom, Style style) {
        FontMetrics metrics = Lettering.metrics(g, style.font());
        double line = LEADING * metrics.getHeight();
        double y = top;
        for (Entry entry : entries) {
            if (y + line > bottom + metrics.getHeight()) {
                return;
            }
            paint(g, entry, left, y + metrics.getAscent(), metrics, style);
            y += line;
        }
    }

    /// In rows that fill a width.
    double rowsHeight(Graphics2D g, double width, Style style) {
        return layRows(g, 0, 0, width, style, false);
    }

    void paintRows(Graphics2D g, double left, double top, double width, Style style) {
        layRows(g, left, top, width, style, true);
    }

    private double layRows(Graphics2D g, double left, double top, double width, Style style, boolean paint) {
        FontMetrics plain = Lettering.metrics(g, style.font());
        FontMetrics bold = Lettering.metrics(g, style.bold());
        double line = LEADING * plain.getHeight();
        double x = 0;
        double y = 0;
        for (Entry entry : entries) {
            double needed = entry.width(plain, bold, style);
            if (x > 0 && x + needed > width) {
                x = 0;
                y += line;
            }
            if (paint) {
                paint(g, entry, left + x, top + y + plain.getAscent(), plain, style);
            }
            x += needed + GAP * style.scale();
        }
        return entries.isEmpty() ? 0 : y + line;
    }

    private static void paint(
            Graphics2D g, Entry entry, double left, double baseline, FontMetrics metrics, Style style) {
        double markWidth = entry.markWidth(style);
        entry.mark.paint(g, left + 8 * style.scale(), baseline - metrics.getAscent() * 0.36);
        Lettering.left(
                g,
                entry.text,
                entry.strong ? style.bold() : style.font(),
                style.palette().text(),
                left + markWidth,
                baseline);
    }
}
