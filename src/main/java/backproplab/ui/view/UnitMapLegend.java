package backproplab.ui.view;

import backproplab.statistics.UnitLayer;
import backproplab.statistics.UnitState;
import backproplab.ui.chart.Style;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the cells of the map mean, in one line or two.
///
/// @param layers that are on the map
record UnitMapLegend(List<UnitLayer> layers, Style style) {
    private static final double SIDE = 11;
    private static final double GAP = 5;
    private static final double AROUND_TEXT = 9;

    private record Key(String text, Optional<UnitState> state, double saturated) {}

    /// All of them, or where these have no room those that occur.
    private List<Key> keys(FontMetrics metrics, double width) {
        List<Key> keys = allKeys();
        if (width(keys, metrics) > width) {
            keys.removeIf(it -> it.state.filter(state -> state != UnitState.ALIVE && !occurs(state)).isPresent());
        }
        return keys;
    }

    private boolean occurs(UnitState state) {
        return layers.stream().flatMap(it -> it.activity().stream()).anyMatch(it -> it.count(state) > 0);
    }

    private List<Key> allKeys() {
        List<Key> keys = new ArrayList<>();
        keys.add(new Key("alive", Optional.of(UnitState.ALIVE), 0));
        if (layers.stream().flatMap(it -> it.activity().stream()).anyMatch(it -> it.saturatedShare().isPresent())) {
            keys.add(new Key("⅔ saturated", Optional.of(UnitState.ALIVE), 2 / 3.0));
        }
        keys.add(new Key("nearly dead", Optional.of(UnitState.NEARLY_DEAD), 0));
        keys.add(new Key("dead", Optional.of(UnitState.DEAD), 0));
        if (layers.stream().anyMatch(it -> it.activity().isEmpty())) {
            keys.add(new Key("cannot die", Optional.empty(), 0));
        }
        return keys;
    }

    private double width(List<Key> keys, FontMetrics metrics) {
        return keys.stream().mapToDouble(it -> width(it, metrics)).sum() + GAP * style.scale();
    }

    private double width(Key key, FontMetrics metrics) {
        return metrics.stringWidth(key.text) + (SIDE + AROUND_TEXT) * style.scale();
    }

    double height(Graphics2D g, double width) {
        FontMetrics metrics = g.getFontMetrics(style.small());
        int lines = width(keys(metrics, width), metrics) <= width ? 1 : 2;
        return (lines + 0.3) * lineHeight();
    }

    private double lineHeight() {
        return 1.25 * style.font().getSize2D();
    }

    void paint(Graphics2D g, Rectangle2D area) {
        g.setFont(style.small());
        FontMetrics metrics = g.getFontMetrics();
        double side = SIDE * style.scale();
        double left = area.getX() + GAP * style.scale();
        double x = left;
        double middle = area.getMinY() + 0.6 * lineHeight();
        for (Key key : keys(metrics, area.getWidth())) {
            if (x > left && x + width(key, metrics) > area.getMaxX()) {
                x = left;
                middle += lineHeight();
            }
            UnitCell.paint(
                    g, style, new Rectangle2D.Double(x, middle - side / 2, side, side), key.state, key.saturated);
            g.setPaint(style.faintText());
            float baseline = (float) (middle + (metrics.getAscent() - metrics.getDescent()) / 2.0);
            g.drawString(key.text, (float) (x + side + 3 * style.scale()), baseline);
            x += width(key, metrics);
        }
    }
}
