package backproplab.ui.view;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/// From where the picture of a network is looked at: what the wheel and the hand change. Type and lines keep their size.
final class Viewpoint {
    private static final double SMALLEST = 0.5;
    private static final double LARGEST = 40;

    private final boolean shrinks;
    private double zoom = 1;
    private double panX;
    private double panY;
    private Rectangle2D area = new Rectangle2D.Double(0, 0, 1, 1);

    /// @param shrinks whether a layout wider than the area is shrunk to fit; else a part of it is seen
    Viewpoint(boolean shrinks) {
        this.shrinks = shrinks;
    }

    /// Where the network is painted.
    void setArea(Rectangle2D next) {
        area = next;
    }

    void fit() {
        zoom = 1;
        panX = 0;
        panY = 0;
    }

    /// The point under the mouse stays where it is.
    void zoomAt(double x, double y, double factor) {
        double next = Math.clamp(zoom * factor, SMALLEST, LARGEST);
        panX = x - (x - panX) * next / zoom;
        panY = y - (y - panY) * next / zoom;
        zoom = next;
    }

    void pan(double dx, double dy) {
        panX += dx;
        panY += dy;
    }

    private double fitting(NetworkLayout of) {
        return !shrinks ? 1 : Math.min(1, area.getWidth() / of.width());
    }

    /// How many pixels a unit of the layout has.
    double scale(NetworkLayout of) {
        return zoom * fitting(of);
    }

    private double left() {
        return area.getX() + panX;
    }

    private double top(NetworkLayout of) {
        return area.getY() + panY + zoom * (1 - fitting(of)) * of.height() / 2;
    }

    Rectangle2D onScreen(Rectangle2D box, NetworkLayout of) {
        double scale = scale(of);
        return new Rectangle2D.Double(
                left() + scale * box.getX(),
                top(of) + scale * box.getY(),
                scale * box.getWidth(),
                scale * box.getHeight());
    }

    /// From the layout to the screen.
    AffineTransform transform(NetworkLayout of) {
        double scale = scale(of);
        return new AffineTransform(scale, 0, 0, scale, left(), top(of));
    }

    Point2D inLayout(double x, double y, NetworkLayout of) {
        double scale = scale(of);
        return new Point2D.Double((x - left()) / scale, (y - top(of)) / scale);
    }

    /// Moves as little as needed until something on the screen is in sight.
    void reveal(Rectangle2D onScreen) {
        panX += shift(onScreen.getMinX(), onScreen.getMaxX(), area.getMinX(), area.getMaxX());
        panY += shift(onScreen.getMinY(), onScreen.getMaxY(), area.getMinY(), area.getMaxY());
    }

    private static double shift(double from, double to, double low, double high) {
        double margin = Math.clamp((high - low - (to - from)) / 2, 0, NetworkDiagram.LINE);
        return from < low + margin ? low + margin - from : to > high - margin ? high - margin - to : 0;
    }
}
