package backproplab.ui.chart;

import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Draws [EventLine]s. Labels stand in three rows at the top and are left out where there is no room; the readout
/// has them all. Of lines on one pixel the last one is drawn.
final class EventLines extends AbstractXYAnnotation {
    private static final int ROWS = 3;

    private List<EventLine> lines = List.of();
    private Style style = new Style(Palette.LIGHT, false);

    void set(List<EventLine> next) {
        lines = List.copyOf(next);
    }

    void setStyle(Style style) {
        this.style = style;
    }

    List<EventLine> lines() {
        return lines;
    }

    @Override
    public void draw(
            Graphics2D g,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis xAxis,
            ValueAxis yAxis,
            int index,
            @Nullable PlotRenderingInfo info) {
        List<Drawn> drawn = drawn(plot, area, xAxis);
        g.setStroke(style.dashed(1));
        for (Drawn it : drawn) {
            g.setPaint(it.line().tone().in(style.palette()));
            g.draw(new Line2D.Double(it.x(), area.getMinY(), it.x(), area.getMaxY()));
        }
        g.setFont(style.small());
        FontMetrics metrics = g.getFontMetrics();
        double[] rowEnd = new double[ROWS];
        Arrays.fill(rowEnd, area.getMinX());
        for (Drawn it : drawn) { // over all lines, which would cross them out
            label(g, metrics, it.line(), it.x(), area, rowEnd);
        }
    }

    private record Drawn(EventLine line, double x) {}

    private List<Drawn> drawn(XYPlot plot, Rectangle2D area, ValueAxis xAxis) {
        List<Drawn> drawn = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            double x = xAxis.valueToJava2D(lines.get(i).x(), area, plot.getDomainAxisEdge());
            boolean isLastHere =
                    i == lines.size() - 1
                            || xAxis.valueToJava2D(lines.get(i + 1).x(), area, plot.getDomainAxisEdge()) >= x + 1;
            if (isLastHere && x >= area.getMinX() - 1 && x <= area.getMaxX() + 1) {
                drawn.add(new Drawn(lines.get(i), x));
            }
        }
        return drawn;
    }

    private void label(Graphics2D g, FontMetrics metrics, EventLine line, double x, Rectangle2D area, double[] rowEnd) {
        String text = cut(line.label(), metrics, area.getWidth());
        Color color = line.tone().in(style.palette());
        double gap = 3 * style.scale();
        double width = metrics.stringWidth(text);
        boolean left = x + gap + width > area.getMaxX();
        double from = left ? Math.max(area.getMinX(), x - gap - width) : x + gap;
        for (int row = 0; row < ROWS; row++) {
            double baseline = area.getMinY() + metrics.getAscent() + 1 + row * metrics.getHeight();
            if (from >= rowEnd[row] && baseline < area.getMaxY()) {
                g.setPaint(style.withAlpha(style.palette().background(), 0.85));
                g.fill(
                        new Rectangle2D.Double(
                                from - 1, baseline - metrics.getAscent(), width + 2, metrics.getHeight()));
                g.setPaint(color);
                g.drawString(text, (float) from, (float) baseline);
                rowEnd[row] = from + width + 2 * gap;
                return;
            }
        }
    }

    private static String cut(String text, FontMetrics metrics, double room) {
        String shown = text;
        while (shown.length() > 2 && metrics.stringWidth(shown) > room) {
            shown = shown.substring(0, shown.length() - 2) + "…";
        }
        return shown;
    }
}
