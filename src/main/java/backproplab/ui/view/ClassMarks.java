package backproplab.ui.view;

import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Style;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// How samples of each class look: by colour and by form, filled for training and hollow for the test. Of two classes
/// the first is orange and the second blue, as numbers below and above are everywhere.
///
/// @param classes how many there are
/// @param zoom larger where there are few samples, or much room
record ClassMarks(int classes, Palette palette, double zoom) {
    /// So many samples are few.
    private static final int FEW = 50;

    private static final double ZOOM_OF_FEW = 1.5;
    private static final double USUAL_SIDE = 260;
    private static final double RADIUS = 3.9;
    private static final double RING = 3.2;
    private static final int FORMS = 5;

    static ClassMarks of(Judged samples, Palette palette) {
        return new ClassMarks(samples.data().classes(), palette, samples.samples() <= FEW ? ZOOM_OF_FEW : 1);
    }

    /// In a plot of that many pixels, so that samples hide one another no more in a small one.
    ClassMarks inPlot(double side) {
        return new ClassMarks(classes, palette, zoom * Math.clamp(side / USUAL_SIDE, 0.6, 1.3));
    }

    Color color(int k) {
        return classes == 2 ? (k == 0 ? palette.negative() : palette.positive()) : palette.series(k);
    }

    double radius(Style style) {
        return RADIUS * zoom * (style.large() ? 1.35 : 1);
    }

    /// Around `x`, `y`; all forms have about the same area.
    static Shape form(int k, double x, double y, double radius) {
        return switch (k % FORMS) {
            case 0 -> new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
            case 1 -> square(x, y, 0.88 * radius);
            case 2 -> polygon(x, y, 1.3 * radius, 3, -Math.PI / 2);
            case 3 -> polygon(x, y, 1.2 * radius, 4, 0);
            default -> polygon(x, y, 1.3 * radius, 3, Math.PI / 2);
        };
    }

    private static Shape square(double x, double y, double half) {
        return new Rectangle2D.Double(x - half, y - half, 2 * half, 2 * half);
    }

    private static Shape polygon(double x, double y, double radius, int corners, double start) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners; i++) {
            double angle = start + 2 * Math.PI * i / corners;
            double px = x + radius * Math.cos(angle);
            double py = y + radius * Math.sin(angle);
            if (i == 0) {
                path.moveTo(px, py);
            } else {
                path.lineTo(px, py);
            }
        }
        path.closePath();
        return path;
    }

    /// @param hollow a sample of the test set
    void paint(Graphics2D g, int k, double x, double y, boolean hollow, Style style) {
        paint(g, form(k, x, y, radius(style)), color(k), hollow, style);
    }

    void paint(Graphics2D g, Shape form, Color color, boolean hollow, Style style) {
        g.setPaint(hollow ? palette.background() : color);
        g.fill(form);
        g.setPaint(hollow ? color : palette.background());
        g.setStroke(style.stroke(hollow ? 1.5 : 0.8));
        g.draw(form);
    }

    /// A sample with a value for a target: in the colour of the value, so that where the plane fits it only its outline is
    /// seen; round for training, square for the test.
    void paintValue(Graphics2D g, double x, double y, Color color, boolean test, Style style) {
        Shape form = form(test ? 1 : 0, x, y, radius(style));
        g.setPaint(color);
        g.fill(form);
        g.setPaint(style.palette().text());
        g.setStroke(style.stroke(0.9));
        g.draw(form);
    }

    /// Around a sample that was taken for another class.
    void paintRing(Graphics2D g, double x, double y, Style style) {
        double radius = radius(style) + RING * Math.min(zoom, 1.3) * (style.large() ? 1.35 : 1);
        g.setPaint(palette.text());
        g.setStroke(style.stroke(1.3 * Math.min(zoom, 1)));
        g.draw(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }
}
