package backproplab.ui.view;

import backproplab.statistics.UnitActivity;
import backproplab.ui.chart.Style;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Optional;

/// How a unit is marked that no longer learns, or hardly.
enum UnitMark {
    DEAD("dead"),
    NEARLY_DEAD("nearly dead"),
    SATURATED("saturated for 95 % of the samples or more");

    /// A unit is marked as saturated from this share of its samples on.
    static final double MARKED_AS_SATURATED = 0.95;

    private final String text;

    UnitMark(String text) {
        this.text = text;
    }

    boolean isIn(UnitActivity activity) {
        for (int unit = 0; unit < activity.units(); unit++) {
            if (of(activity, unit).filter(it -> it == this).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /// The mark of one unit, if any.
    static Optional<UnitMark> of(UnitActivity activity, int unit) {
        return switch (activity.state(unit)) {
            case DEAD -> Optional.of(DEAD);
            case NEARLY_DEAD -> Optional.of(NEARLY_DEAD);
            case ALIVE ->
                    activity.saturatedShare(unit).orElse(0) >= MARKED_AS_SATURATED
                            ? Optional.of(SATURATED)
                            : Optional.empty();
        };
    }

    String text() {
        return text;
    }

    /// Where space is scarce.
    String shortText() {
        return this == SATURATED ? "saturated" : text;
    }

    void paint(Graphics2D g, Style style, Rectangle2D square) {
        switch (this) {
            case DEAD -> cross(g, style, square, true);
            case NEARLY_DEAD -> cross(g, style, square, false);
            case SATURATED -> flat(g, style, square);
        }
    }

    /// Dead: crossed out. Nearly dead: one stroke.
    private static void cross(Graphics2D g, Style style, Rectangle2D square, boolean both) {
        g.setPaint(style.palette().warning());
        g.setStroke(style.stroke(2.2));
        g.draw(new Line2D.Double(square.getMinX(), square.getMaxY(), square.getMaxX(), square.getMinY()));
        if (both) {
            g.draw(new Line2D.Double(square.getMinX(), square.getMinY(), square.getMaxX(), square.getMaxY()));
        }
    }

    /// Saturated: a flat line where the slope ought to be.
    private static void flat(Graphics2D g, Style style, Rectangle2D square) {
        double y = square.getMaxY() - 0.16 * square.getHeight();
        g.setPaint(style.palette().background());
        g.setStroke(style.stroke(4.5));
        g.draw(new Line2D.Double(square.getMinX() + 3, y, square.getMaxX() - 3, y));
        g.setPaint(style.palette().backward());
        g.setStroke(style.stroke(2.5));
        g.draw(new Line2D.Double(square.getMinX() + 3, y, square.getMaxX() - 3, y));
    }
}
