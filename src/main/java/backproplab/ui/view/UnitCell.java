package backproplab.ui.view;

import backproplab.statistics.UnitActivity;
import backproplab.statistics.UnitLayer;
import backproplab.statistics.UnitState;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Style;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Optional;

/// A unit in the map. Alive: as full as it is not saturated. Nearly dead: one stroke. Dead: crossed out. Not judged: empty.
final class UnitCell {
    /// From this size on a cell has room for more than a colour.
    private static final double DRAWN = 8;

    /// The blue of the part that is saturated.
    private static final double PALE = 0.22;

    private UnitCell() {}

    /// @param state absent where a unit cannot be judged
    /// @param saturated for which share of the samples it is saturated
    static void paint(Graphics2D g, Style style, Rectangle2D cell, Optional<UnitState> state, double saturated) {
        Palette palette = style.palette();
        boolean isDrawn = cell.getWidth() >= DRAWN;
        double inset = isDrawn ? 1.5 : 0.5;
        double x = cell.getX() + inset;
        double y = cell.getY() + inset;
        double side = cell.getWidth() - 2 * inset;
        Rectangle2D square = new Rectangle2D.Double(x, y, side, side);
        if (state.isEmpty()) {
            g.setPaint(palette.neutral());
            g.setStroke(style.stroke(1));
            g.draw(square);
            return;
        }
        switch (state.get()) {
            case ALIVE -> {
                g.setPaint(Palette.mix(palette.background(), palette.positive(), isDrawn ? PALE : 1 - saturated));
                g.fill(square);
                if (isDrawn) {
                    g.setPaint(palette.positive());
                    g.fill(new Rectangle2D.Double(x, y + saturated * side, side, (1 - saturated) * side));
                }
            }
            case NEARLY_DEAD, DEAD -> {
                g.setPaint(state.get() == UnitState.DEAD ? palette.warning() : palette.negative());
                g.setStroke(style.stroke(isDrawn ? 1.6 : 1));
                g.draw(square);
                g.draw(new Line2D.Double(x, y + side, x + side, y));
                if (state.get() == UnitState.DEAD) {
                    g.draw(new Line2D.Double(x, y, x + side, y + side));
                }
            }
        }
    }

    /// The positions of a channel as pixels: alive blue, the paler the more they are saturated; dead and nearly dead in
    /// the colours of their marks. A channel that is dead at every position is crossed out.
    static void paint(Graphics2D g, Style style, NetworkLayout.Sheet channel, UnitLayer layer) {
        PictureShape shape = channel.shape();
        int zoom = Shades.zoom(shape);
        BufferedImage image =
                new BufferedImage(shape.columns() * zoom, shape.rows() * zoom, BufferedImage.TYPE_INT_ARGB);
        boolean isDead = true;
        for (int position = 0; position < shape.pixels(); position++) {
            int unit = channel.first() + position;
            isDead &= layer.activity().filter(it -> it.state(unit) == UnitState.DEAD).isPresent();
            int rgb =
                    layer.activity()
                            .map(it -> colorOf(it, unit, style.palette()))
                            .orElse(style.palette().neutral())
                            .getRGB();
            int left = position % shape.columns() * zoom;
            int top = position / shape.columns() * zoom;
            for (int y = top; y < top + zoom; y++) {
                for (int x = left; x < left + zoom; x++) {
                    image.setRGB(x, y, rgb);
                }
            }
        }
        Shades.draw(g, image, channel.square());
        g.setPaint(isDead ? style.palette().background() : style.palette().neutral());
        g.setStroke(style.stroke(1));
        Rectangle2D square = channel.square();
        if (isDead) {
            g.draw(new Line2D.Double(square.getMinX(), square.getMaxY(), square.getMaxX(), square.getMinY()));
            g.draw(new Line2D.Double(square.getMinX(), square.getMinY(), square.getMaxX(), square.getMaxY()));
        }
        g.draw(square);
    }

    private static Color colorOf(UnitActivity activity, int unit, Palette palette) {
        return switch (activity.state(unit)) {
            case DEAD -> palette.warning();
            case NEARLY_DEAD -> palette.negative();
            case ALIVE -> {
                double saturated = activity.saturatedShare(unit).orElse(0);
                yield Palette.mix(palette.background(), palette.positive(), PALE + (1 - PALE) * (1 - saturated));
            }
        };
    }
}
