package backproplab.ui.view;

import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Style;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;

/// How large `∂L/∂hₜ` is at each time step, on a logarithmic scale, each point under the column of its time step.
final class UnrolledStrip {
    private static final double POINT = 5;

    private final Graphics2D g;
    private final Style style;
    private final Rectangle2D area;
    private final UnrolledColumns columns;
    private final double[] rms;
    private final int lowest;
    private final int highest;

    /// @param area of the curve, right of its labels
    UnrolledStrip(Graphics2D g, Style style, Rectangle2D area, UnrolledColumns columns, double[] rms) {
        this.g = g;
        this.style = style;
        this.area = area;
        this.columns = columns;
        this.rms = rms;
        double least = drawable().min().orElse(1e-1);
        double most = drawable().max().orElse(1);
        int low = (int) Math.floor(Math.log10(least));
        highest = Math.max(low + 1, (int) Math.ceil(Math.log10(most)));
        lowest = Math.min(low, highest - 2);
    }

    private java.util.stream.DoubleStream drawable() {
        return Arrays.stream(rms).filter(it -> it > 0 && Double.isFinite(it));
    }

    void paint(String letter, int chosen) {
        grid();
        title(letter);
        g.setStroke(style.stroke(1.6));
        g.setPaint(style.palette().backward());
        g.draw(curve());
        for (UnrolledColumns.Step step : columns.steps()) {
            point(step.time(), step.time() == chosen);
        }
    }

    private void grid() {
        FontMetrics metrics = Lettering.metrics(g, style.small());
        double line = 1.25 * metrics.getHeight();
        int decades = highest - lowest;
        int every = Math.max(1, (int) Math.ceil(decades * line / area.getHeight()));
        for (int exponent = highest; exponent >= lowest; exponent -= every) {
            double y = y(Math.pow(10, exponent));
            g.setStroke(style.stroke(1));
            g.setPaint(style.palette().grid());
            g.draw(new Line2D.Double(area.getX(), y, area.getMaxX(), y));
            String text = Numbers.tick(Math.pow(10, exponent));
            Lettering.left(
                    g,
                    text,
                    style.small(),
                    style.faintText(),
                    area.getX() - metrics.stringWidth(text) - 5,
                    y + 0.35 * metrics.getAscent());
        }
    }

    private void title(String letter) {
        FontMetrics metrics = Lettering.metrics(g, style.small());
        String text = "RMS of ∂L/∂" + letter + " at each time step, logarithmic";
        double baseline = area.getY() - 0.45 * metrics.getHeight();
        Lettering.left(
                g,
                Lettering.cut(metrics, text, area.getWidth()),
                style.small(),
                style.palette().text(),
                area.getX(),
                baseline);
    }

    /// Of skipped time steps too: through their share of the gap.
    private Path2D curve() {
        Path2D path = new Path2D.Double();
        boolean isOpen = false;
        double last = Double.NaN;
        for (int t = 0; t < rms.length; t++) {
            double x = columns.x(t);
            if (!(rms[t] > 0) || !Double.isFinite(rms[t])) {
                isOpen = false;
            } else if (!isOpen) {
                path.moveTo(x, y(rms[t]));
                isOpen = true;
                last = x;
            } else if (x - last >= 0.5) { // of many in one pixel the first
                path.lineTo(x, y(rms[t]));
                last = x;
            }
        }
        return path;
    }

    private void point(int time, boolean chosen) {
        double size = (chosen ? 2 : 1) * POINT * style.scale();
        boolean isOnAxis = rms[time] > 0 && Double.isFinite(rms[time]);
        double y = isOnAxis ? y(rms[time]) : rms[time] == 0 ? area.getMaxY() : area.getY();
        Ellipse2D dot = new Ellipse2D.Double(columns.x(time) - size / 2, y - size / 2, size, size);
        g.setPaint(isOnAxis ? style.palette().backward() : style.palette().background());
        g.fill(dot);
        if (!isOnAxis) {
            g.setPaint(rms[time] == 0 ? style.palette().neutral() : style.palette().warning());
            g.setStroke(style.stroke(1.4));
            g.draw(dot);
        }
    }

    private double y(double size) {
        double share = (Math.log10(size) - lowest) / (highest - lowest);
        return area.getMaxY() - Math.clamp(share, 0, 1) * area.getHeight();
    }
}
