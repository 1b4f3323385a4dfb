package backproplab.ui.view;

import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.ui.chart.Style;

import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/// The marks of a verdict, told apart by shape: a tick, a cross in a disc, and the corner of a kink.
final class CheckMark {
    private CheckMark() {}

    /// @param size how wide and high
    static void paint(Graphics2D g, Verdict verdict, double x, double y, double size, Style style) {
        double half = size / 2;
        switch (verdict) {
            case OK -> {
                g.setPaint(style.faintText());
                g.setStroke(style.stroke(1.6));
                g.draw(line(x - 0.8 * half, y, x - 0.2 * half, y + 0.7 * half, x + 0.9 * half, y - 0.7 * half));
            }
            case FAIL -> {
                g.setPaint(style.palette().warning());
                g.fill(new Ellipse2D.Double(x - half, y - half, size, size));
                g.setPaint(style.palette().background());
                g.setStroke(style.stroke(1.8));
                double arm = 0.42 * half;
                g.draw(line(x - arm, y - arm, x + arm, y + arm));
                g.draw(line(x - arm, y + arm, x + arm, y - arm));
            }
            case KINK -> {
                g.setPaint(ErrorScale.KINK.in(style.palette()));
                g.setStroke(style.stroke(Math.min(1.8, 0.15 * size)));
                g.draw(line(x - 0.8 * half, y + 0.6 * half, x, y - 0.6 * half, x + 0.8 * half, y + 0.6 * half));
            }
        }
    }

    private static Path2D line(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        return path;
    }
}
