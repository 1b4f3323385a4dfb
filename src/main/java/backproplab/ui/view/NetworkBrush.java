package backproplab.ui.view;

import backproplab.statistics.UnitActivity;
import backproplab.statistics.UnitState;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Style;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Optional;

/// Paints the edges and units of a network once.
final class NetworkBrush {
    private static final int SMALLEST_TYPE = 7;
    private static final double THINNEST = 0.7;
    private static final double THICKEST = 5;

    private final Graphics2D g;
    private final Style style;
    private final Palette palette;
    private final NetworkLayout now;
    private final Rectangle2D stage;
    private final UnitTiles tiles;
    private final NetworkDiagram diagram;
    private final NetworkScene scene;

    NetworkBrush(Graphics2D g, Style style, NetworkDiagram diagram, NetworkScene scene, Rectangle2D stage) {
        this.g = g;
        this.style = style;
        this.palette = style.palette();
        this.diagram = diagram;
        this.scene = scene;
        this.now = diagram.layoutNow();
        this.stage = stage;
        this.tiles = diagram.tiles(palette);
    }

    void selectedLayer() {
        now.group(scene.selection().layer())
                .ifPresent(it -> {
                    g.setPaint(style.withAlpha(palette.forward(), 0.10));
                    Rectangle2D box = diagram.onScreen(it.box(), now);
                    g.fill(
                            new RoundRectangle2D.Double(
                                    box.getX() + 2, box.getY() + 2, box.getWidth() - 4, box.getHeight() - 4, 12, 12));
                });
    }

    void edges() {
        NetworkPicture numbers = scene.picture();
        if (numbers == null) {
            return;
        }
        for (NetworkPicture.Edge edge : numbers.edges()) {
            Optional<Line2D> line = diagram.line(edge, now);
            if (line.isPresent() && line.get().intersects(stage)) {
                double share = scene.shareOf(edge, numbers);
                g.setPaint(edgeColor(edge, share));
                double width = THINNEST + (THICKEST - THINNEST) * Math.abs(share);
                g.setStroke(style.stroke(scene.isAtSelected(edge) ? width + 1 : width));
                g.draw(line.get());
            }
        }
    }

    private Color edgeColor(NetworkPicture.Edge edge, double share) {
        return edge.fromUnit() < 0
                ? Palette.mix(faint(palette), palette.neutral(), Math.abs(share))
                : edgeColor(palette, share);
    }

    static Color edgeColor(Palette palette, double share) {
        Color end = share >= 0 ? palette.positive() : palette.negative();
        return Palette.mix(faint(palette), end, Math.sqrt(Math.abs(share)));
    }

    private static Color faint(Palette palette) {
        return Palette.mix(palette.background(), palette.neutral(), 0.45);
    }

    void group(NetworkLayout.Group group) {
        Rectangle2D box = diagram.onScreen(group.box(), now);
        if (!box.intersects(stage)) {
            return;
        }
        header(group, box);
        for (NetworkLayout.Slot slot : group.slots()) {
            Rectangle2D square = diagram.onScreen(slot.square(), now);
            if (square.intersects(stage)) {
                switch (slot) {
                    case NetworkLayout.Unit unit -> unit(group, unit.index(), square);
                    case NetworkLayout.Whole _ -> whole(group, square);
                    case NetworkLayout.More more -> more(more.count(), square, box.getWidth());
                }
            }
        }
        footer(group);
    }

    private Rectangle2D around(NetworkLayout.Group group) {
        Rectangle2D all = new Rectangle2D.Double();
        all.setRect(group.slots().getFirst().square());
        group.slots().forEach(it -> all.add(it.square()));
        return diagram.onScreen(all, now);
    }

    private void header(NetworkLayout.Group group, Rectangle2D box) {
        double line = NetworkDiagram.LINE * style.scale();
        double bottom = around(group).getMinY() - 0.55 * line;
        double width = box.getWidth() - 4;
        FontMetrics bold = g.getFontMetrics(style.bold());
        FontMetrics plain = g.getFontMetrics(style.font());
        String name =
                bold.stringWidth(group.name()) <= width || width > 6 * line
                        ? Lettering.cut(bold, group.name(), width)
                        : String.valueOf(now.groups().indexOf(group));
        Lettering.centred(g, name, style.bold(), palette.text(), middle(box, bold, name), bottom - line);
        String kind = scene.kindOf(group);
        String full = group.units() + (kind.isEmpty() ? "" : " · " + kind);
        String shown = plain.stringWidth(full) <= width ? full : String.valueOf(group.units());
        Lettering.centred(g, shown, style.font(), style.faintText(), middle(box, plain, shown), bottom);
    }

    /// Of a text over a box, moved inwards at the edges of the picture.
    private double middle(Rectangle2D box, FontMetrics metrics, String text) {
        double half = metrics.stringWidth(text) / 2.0 + 3;
        double x = box.getCenterX();
        boolean inside = x > stage.getMinX() && x < stage.getMaxX() && 2 * half < stage.getWidth();
        return inside ? Math.clamp(x, stage.getMinX() + half, stage.getMaxX() - half) : x;
    }

    private void footer(NetworkLayout.Group group) {
        Optional<UnitActivity> activity = scene.activityOf(group.name());
        if (activity.isEmpty()) {
            return;
        }
        int dead = activity.get().count(UnitState.DEAD);
        if (dead > 0) {
            Rectangle2D around = around(group);
            Lettering.centred(
                    g,
                    dead == group.units() ? "all dead" : dead + " dead",
                    style.bold(),
                    palette.warning(),
                    around.getCenterX(),
                    around.getMaxY() + 1.1 * NetworkDiagram.LINE * style.scale());
        }
    }

    private void unit(NetworkLayout.Group group, int unit, Rectangle2D square) {
        Optional<BufferedImage> image = tiles.image(group.name(), unit);
        if (image.isPresent()) {
            drawImage(image.get(), square);
        } else {
            value(group, unit, square);
        }
        frame(square, scene.isSelected(group.name(), unit));
        scene.activityOf(group.name())
                .filter(it -> unit < it.units())
                .flatMap(it -> UnitMark.of(it, unit))
                .ifPresent(it -> it.paint(g, style, square));
    }

    private void drawImage(BufferedImage image, Rectangle2D square) {
        int x = (int) Math.round(square.getX());
        int y = (int) Math.round(square.getY());
        int right = (int) Math.round(square.getMaxX());
        int bottom = (int) Math.round(square.getMaxY());
        g.drawImage(image, x, y, right - x, bottom - y, null);
    }

    private void value(NetworkLayout.Group group, int unit, Rectangle2D square) {
        NetworkPicture numbers = scene.picture();
        NetworkPicture.Content content = numbers == null ? null : numbers.units().get(group.name());
        if (!(content instanceof NetworkPicture.Values values) || unit >= values.byUnit().length) {
            g.setPaint(palette.background());
            g.fill(square);
            return;
        }
        double value = values.byUnit()[unit];
        double share = values.largest() > 0 ? value / values.largest() : 0;
        Color fill = tiles.shades().color(0.85 * share);
        g.setPaint(fill);
        g.fill(square);
        String text = shortText(value);
        double fits = (square.getWidth() - 4) / g.getFontMetrics(style.small()).stringWidth(text);
        int size = (int) (style.small().getSize2D() * Math.min(1, fits));
        if (size >= SMALLEST_TYPE) {
            Lettering.centred(
                    g,
                    text,
                    style.small().deriveFont((float) size),
                    readableOn(fill),
                    square.getCenterX(),
                    square.getCenterY() + 0.36 * size);
        }
    }

    private String shortText(double value) {
        double size = Math.abs(value);
        if (size >= 0.01 && size < 1000) {
            return String.format(Locale.ROOT, size < 10 ? "%.2f" : "%.0f", value).replace('-', '−');
        }
        return value == 0 ? "0" : size < 0.01 ? "≈0" : Numbers.text(value);
    }

    private Color readableOn(Color fill) {
        double light = 0.299 * fill.getRed() + 0.587 * fill.getGreen() + 0.114 * fill.getBlue();
        return light > 140 ? Palette.LIGHT.text() : Palette.DARK.text();
    }

    private void frame(Rectangle2D square, boolean selected) {
        g.setPaint(selected ? palette.forward() : palette.neutral());
        g.setStroke(selected ? style.stroke(3) : new BasicStroke(1));
        double out = selected ? 2 : 0;
        g.draw(
                new Rectangle2D.Double(
                        square.getX() - out,
                        square.getY() - out,
                        square.getWidth() + 2 * out,
                        square.getHeight() + 2 * out));
    }

    private void whole(NetworkLayout.Group group, Rectangle2D square) {
        Optional<BufferedImage> image = tiles.image(group.name(), -1);
        if (image.isPresent()) {
            drawImage(image.get(), square);
        }
        frame(square, false);
    }

    /// As many words as there is room for.
    private void more(int count, Rectangle2D square, double room) {
        double line = NetworkDiagram.LINE * style.scale();
        FontMetrics metrics = g.getFontMetrics(style.font());
        String number = Numbers.count(count);
        String text = "… " + number + " more";
        text = metrics.stringWidth(text) + 10 <= room ? text : "+" + number;
        double width = metrics.stringWidth(text);
        if (square.getHeight() < 0.6 * line || width > room) {
            dots(square);
            return;
        }
        Rectangle2D button =
                new Rectangle2D.Double(
                        square.getCenterX() - width / 2 - 5,
                        square.getCenterY() - 0.62 * line,
                        width + 10,
                        1.24 * line);
        g.setPaint(Palette.mix(palette.background(), palette.forward(), 0.14));
        g.fill(
                new RoundRectangle2D.Double(
                        button.getX(), button.getY(), button.getWidth(), button.getHeight(), line, line));
        Lettering.centred(
                g, text, style.font(), palette.text(), square.getCenterX(), square.getCenterY() + 0.28 * line);
    }

    private void dots(Rectangle2D square) {
        g.setPaint(style.faintText());
        double side = square.getWidth() / 6;
        for (int i = -1; i <= 1; i++) {
            g.fill(
                    new Rectangle2D.Double(
                            square.getCenterX() - side / 2, square.getCenterY() - side / 2 + i * 2 * side, side, side));
        }
    }
}
