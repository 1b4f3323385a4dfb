package backproplab.ui.view;

import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Style;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/// The square in which an [InputPlane] is drawn, with its axes.
///
/// @param area of the plane, in pixels
record PlaneFrame(InputPlane plane, Rectangle2D area) {
    private static final int MOST_TICKS = 6;
    private static final double TICK = 4;

    /// The largest square in `space` that leaves room for the axes, at its left.
    static PlaneFrame in(Rectangle2D space, InputPlane plane, FontMetrics metrics, Style style) {
        double left = metrics.getHeight() + widestTick(plane, metrics) + (TICK + 6) * style.scale();
        double bottom = 2 * metrics.getHeight() + (TICK + 3) * style.scale();
        double side = Math.max(1, Math.floor(Math.min(space.getWidth() - left, space.getHeight() - bottom)));
        return new PlaneFrame(
                plane, new Rectangle2D.Double(Math.ceil(space.getX() + left), Math.ceil(space.getY()), side, side));
    }

    private static double widestTick(InputPlane plane, FontMetrics metrics) {
        double step = step(plane.minX2(), plane.maxX2(), MOST_TICKS);
        double widest = 0;
        for (double tick = first(plane.minX2(), step); tick <= plane.maxX2() + step / 1e6; tick += step) {
            widest = Math.max(widest, metrics.stringWidth(text(tick, step)));
        }
        return widest;
    }

    /// Further to the right.
    PlaneFrame moved(double by) {
        return new PlaneFrame(
                plane,
                new Rectangle2D.Double(Math.floor(area.getX() + by), area.getY(), area.getWidth(), area.getHeight()));
    }

    double x(double x1) {
        return area.getX() + (x1 - plane.minX1()) / (plane.maxX1() - plane.minX1()) * area.getWidth();
    }

    double y(double x2) {
        return area.getMaxY() - (x2 - plane.minX2()) / (plane.maxX2() - plane.minX2()) * area.getHeight();
    }

    double x1(double x) {
        return plane.minX1() + (x - area.getX()) / area.getWidth() * (plane.maxX1() - plane.minX1());
    }

    double x2(double y) {
        return plane.minX2() + (area.getMaxY() - y) / area.getHeight() * (plane.maxX2() - plane.minX2());
    }

    void paint(Graphics2D g, String name1, String name2, Style style) {
        g.setPaint(style.palette().neutral());
        g.setStroke(style.stroke(1));
        g.draw(area);
        g.setFont(style.font());
        FontMetrics metrics = g.getFontMetrics();
        double tickLength = TICK * style.scale();
        double baseline = area.getMaxY() + tickLength + metrics.getAscent() + 1;
        double step = step(plane.minX1(), plane.maxX1(), ticksFor(metrics));
        for (double tick = first(plane.minX1(), step); tick <= plane.maxX1() + step / 1e6; tick += step) {
            double x = x(tick);
            g.setPaint(style.palette().neutral());
            g.draw(new Line2D.Double(x, area.getMaxY(), x, area.getMaxY() + tickLength));
            Lettering.centred(g, text(tick, step), style.font(), style.palette().text(), x, baseline);
        }
        double widest = 0;
        for (double tick = first(plane.minX2(), step); tick <= plane.maxX2() + step / 1e6; tick += step) {
            double y = y(tick);
            g.setPaint(style.palette().neutral());
            g.draw(new Line2D.Double(area.getX() - tickLength, y, area.getX(), y));
            String text = text(tick, step);
            widest = Math.max(widest, metrics.stringWidth(text));
            Lettering.left(
                    g,
                    text,
                    style.font(),
                    style.palette().text(),
                    area.getX() - tickLength - 2 - metrics.stringWidth(text),
                    y + metrics.getAscent() / 2.0 - 1);
        }
        Lettering.centred(
                g,
                Lettering.cut(metrics, name1, area.getWidth()),
                style.font(),
                style.faintText(),
                area.getCenterX(),
                baseline + metrics.getHeight());
        double middle = area.getX() - tickLength - widest - metrics.getHeight() * 0.5;
        var upright = g.getTransform();
        g.rotate(-Math.PI / 2, middle, area.getCenterY());
        Lettering.centred(
                g,
                Lettering.cut(metrics, name2, area.getHeight()),
                style.font(),
                style.faintText(),
                middle,
                area.getCenterY());
        g.setTransform(upright);
    }

    private int ticksFor(FontMetrics metrics) {
        return (int) Math.clamp(area.getWidth() / (2 * metrics.stringWidth("−0.5")), 3, MOST_TICKS);
    }

    private static double step(double low, double high, int most) {
        return InputPlane.Side.roundUp((high - low) / most);
    }

    private static double first(double low, double step) {
        return step * Math.ceil(low / step - 1e-6);
    }

    /// Without the rounding of sums.
    private static String text(double tick, double step) {
        return Numbers.tick(step * Math.rint(tick / step));
    }
}
