package backproplab.ui.view;

import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A connection that passes layers by, such as that of a residual block: a line below what lies between, as a straight
/// one would be hidden behind it. Nothing is trained on it.
///
/// @param path from below the one to below the other, in the layout
record SkipLine(String from, String to, Path2D path) {
    /// Below the units there are counts; in lines of type.
    private static final double DEPTH = 1.75;

    /// Lines that pass more by go further down.
    private static final double DEEPER = 0.28;

    private static final double DEEPEST = 0.85;
    private static final double FLATNESS = 0.5;

    /// What such lines need below the units.
    static final double LINES_BELOW = DEPTH + DEEPEST + 0.1;

    /// @param line the height of a line of type
    static List<SkipLine> of(NetworkLayout layout, NetworkDescription network, double line) {
        List<Double> columns = layout.groups().stream().map(it -> it.box().getCenterX()).distinct().sorted().toList();
        List<SkipLine> lines = new ArrayList<>();
        for (LayerDescription layer : network.layers()) {
            for (String input : layer.inputs()) {
                Optional<NetworkLayout.Group> from = layout.group(input);
                Optional<NetworkLayout.Group> to = layout.group(layer.name());
                if (from.isPresent() && to.isPresent()) {
                    int first = columns.indexOf(from.get().box().getCenterX());
                    int last = columns.indexOf(to.get().box().getCenterX());
                    if (last - first > 1) {
                        lines.add(between(layout, from.get(), to.get(), last - first, line));
                    }
                }
            }
        }
        return List.copyOf(lines);
    }

    private static SkipLine between(
            NetworkLayout layout, NetworkLayout.Group from, NetworkLayout.Group to, int columns, double line) {
        Rectangle2D start = from.around();
        Rectangle2D end = to.around();
        double lowest = Math.max(start.getMaxY(), end.getMaxY());
        for (NetworkLayout.Group group : layout.groups()) {
            Rectangle2D box = group.box();
            boolean isBetween = box.getCenterX() > from.box().getCenterX() && box.getCenterX() < to.box().getCenterX();
            boolean isInTheWay =
                    box.getMinY() < Math.max(from.box().getMaxY(), to.box().getMaxY())
                            && box.getMaxY() > Math.min(from.box().getMinY(), to.box().getMinY());
            lowest = isBetween && isInTheWay ? Math.max(lowest, group.around().getMaxY()) : lowest;
        }
        double y = lowest + (DEPTH + Math.min(DEEPEST, DEEPER * (columns - 2))) * line;
        double x1 = start.getMaxX();
        double x2 = end.getMinX();
        double bend = Math.min((x2 - x1) / 3, 1.2 * line);
        Path2D path = new Path2D.Double();
        path.moveTo(x1, start.getMaxY());
        path.curveTo(x1, y, x1, y, x1 + bend, y);
        path.lineTo(x2 - bend, y);
        path.curveTo(x2, y, x2, y, x2, end.getMaxY());
        return new SkipLine(from.name(), to.name(), path);
    }

    /// How far a point is from it.
    double distance(Point2D point) {
        double nearest = Double.POSITIVE_INFINITY;
        double[] at = new double[6];
        Point2D before = point;
        for (PathIterator it = path.getPathIterator(null, FLATNESS); !it.isDone(); it.next()) {
            boolean isLine = it.currentSegment(at) == PathIterator.SEG_LINETO;
            if (isLine) {
                nearest =
                        Math.min(
                                nearest,
                                java.awt.geom.Line2D.ptSegDist(
                                        before.getX(), before.getY(), at[0], at[1], point.getX(), point.getY()));
            }
            before = new Point2D.Double(at[0], at[1]);
        }
        return nearest;
    }
}
