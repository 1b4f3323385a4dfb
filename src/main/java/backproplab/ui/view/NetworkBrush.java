package backproplab.ui.view;

import backproplab.statistics.UnitActivity;
import backproplab.statistics.UnitState;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.Selection;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Paints the edges and units of a network once.
final class NetworkBrush {
    private static final int SMALLEST_TYPE = 7;
    private static final double THINNEST = 0.7;
    private static final double THICKEST = 5;

    /// A line is at most as thick as this share of the units it joins, so that it hides none of its neighbours.
    private static final double THICKEST_OF_TILE = 0.2;

    /// Numbers inside units grow with them.
    private static final double TYPE_OF_TILE = 0.26;

    private static final double LARGEST_TYPE = 1.6;

    /// Where this has no room, shorter numbers are not written either.
    private static final String WIDTH_FOR_ALL = "0.00";

    private final Graphics2D g;
    private final Style style;
    private final Palette palette;
    private final NetworkLayout now;
    private final Rectangle2D stage;
    private final UnitTiles tiles;
    private final NetworkDiagram diagram;
    private final NetworkScene scene;
    private final double line;

    /// Where names stand already: those of many narrow layers would run into each other.
    private final List<Rectangle2D> named = new ArrayList<>();

    NetworkBrush(Graphics2D g, Style style, NetworkDiagram diagram, NetworkScene scene, Rectangle2D stage) {
        this.g = g;
        this.style = style;
        this.palette = style.palette();
        this.diagram = diagram;
        this.scene = scene;
        this.now = diagram.layoutNow();
        this.stage = stage;
        this.tiles = diagram.tiles(palette);
        this.line = NetworkDiagram.LINE * style.scale();
    }

    /// A shade behind the units of the selected layer, their header and footer.
    void selectedLayer() {
        now.group(scene.selection().layer())
                .ifPresent(it -> {
                    Rectangle2D box = diagram.onScreen(it.box(), now);
                    Rectangle2D units = around(it);
                    double header = 0;
                    for (Header text : headers(it, box)) {
                        header = Math.max(header, Lettering.metrics(g, text.font).stringWidth(text.text));
                    }
                    double wanted = Math.max(units.getWidth(), header) + 1.6 * line;
                    double width = Math.min(wanted, Math.max(box.getWidth() - 2, units.getWidth() + 4));
                    double top = units.getMinY() - NetworkLayout.LINES_ABOVE * line + 0.1 * line;
                    double bottom = units.getMaxY() + (NetworkLayout.LINES_BELOW - 0.1) * line;
                    g.setPaint(style.withAlpha(palette.forward(), palette.dark() ? 0.16 : 0.10));
                    g.fill(
                            new RoundRectangle2D.Double(
                                    units.getCenterX() - width / 2, top, width, bottom - top, 12, 12));
                });
    }

    void edges() {
        NetworkPicture numbers = scene.picture();
        if (numbers == null) {
            return;
        }
        Selection selected = now.drawn(scene.selection());
        double thickest = Math.clamp(THICKEST_OF_TILE * diagram.tileOnScreen(now) / style.scale(), 1, THICKEST);
        for (NetworkPicture.Edge edge : numbers.edges()) {
            Optional<Line2D> line = diagram.line(edge, now);
            if (line.isPresent() && line.get().intersects(stage)) {
                double share = scene.shareOf(edge);
                boolean isAtSelected =
                        selected.unit().isPresent() && edge.touches(selected.layer(), selected.unit().getAsInt());
                g.setPaint(edgeColor(edge, share));
                double width = THINNEST + (thickest - THINNEST) * Math.abs(share);
                g.setStroke(style.stroke(isAtSelected ? width + 1 : width));
                g.draw(line.get());
            }
        }
    }

    /// With the head of an arrow where they arrive.
    void skips() {
        AffineTransform toScreen = diagram.toScreen(now);
        for (SkipLine skip : diagram.skips()) {
            boolean isSelected =
                    scene.selection().layer().equals(skip.to()) || scene.selection().layer().equals(skip.from());
            g.setPaint(isSelected ? palette.forward() : palette.neutral());
            g.setStroke(style.stroke(isSelected ? 2 : 1.4));
            Path2D path = new Path2D.Double(skip.path(), toScreen);
            g.draw(path);
            Point2D end = path.getCurrentPoint();
            double head = 0.3 * line;
            Path2D tip = new Path2D.Double();
            tip.moveTo(end.getX(), end.getY());
            tip.lineTo(end.getX() - 0.6 * head, end.getY() + 1.2 * head);
            tip.lineTo(end.getX() + 0.6 * head, end.getY() + 1.2 * head);
            tip.closePath();
            g.fill(tip);
        }
    }

    void kernels() {
        for (KernelTile tile : scene.kernels()) {
            Rectangle2D square = diagram.onScreen(tile.square(), now);
            if (square.intersects(stage)) {
                tiles.kernel(tile, scene.isByGradient()).ifPresent(it -> Shades.draw(g, it, square));
                boolean isOfSelected =
                        scene.selection().layer().equals(tile.layer())
                                && scene.selection().unit().isPresent()
                                && now.group(tile.layer())
                                        .filter(it ->
                                                it.channelOf(scene.selection().unit().getAsInt()) == tile.filter())
                                        .isPresent();
                g.setPaint(isOfSelected ? palette.forward() : palette.text());
                g.setStroke(style.stroke(isOfSelected ? 2 : 1));
                g.draw(square);
            }
        }
    }

    private Color edgeColor(NetworkPicture.Edge edge, double share) {
        return edge.isBundle()
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

    void groups() {
        now.group(scene.selection().layer()).ifPresent(this::header);
        now.groups().stream().filter(it -> !it.name().equals(scene.selection().layer())).forEach(this::header);
        now.groups().forEach(this::group);
    }

    private void group(NetworkLayout.Group group) {
        Rectangle2D box = diagram.onScreen(group.box(), now);
        if (!box.intersects(stage)) {
            return;
        }
        for (NetworkLayout.Slot slot : group.slots()) {
            Rectangle2D square = diagram.onScreen(slot.square(), now);
            if (square.intersects(stage)) {
                switch (slot) {
                    case NetworkLayout.Unit unit -> unit(group, unit.index(), square);
                    case NetworkLayout.Sheet sheet -> sheet(group, sheet, square);
                    case NetworkLayout.More more -> more(group.channelOf(more.count()), square, box.getWidth());
                }
            }
        }
        footer(group, box);
    }

    private Rectangle2D around(NetworkLayout.Group group) {
        return diagram.onScreen(group.around(), now);
    }

    private record Header(String text, Font font, Color color) {}

    private void header(NetworkLayout.Group group) {
        Rectangle2D box = diagram.onScreen(group.box(), now);
        if (!box.intersects(stage)) {
            return;
        }
        double baseline = around(group).getMinY() - 0.55 * line;
        List<Header> lines = headers(group, box);
        for (int i = 0; i < lines.size(); i++) {
            Header it = lines.get(i);
            double x = middle(box, it);
            double y = baseline - (lines.size() - 1 - i) * line;
            double half = Lettering.metrics(g, it.font).stringWidth(it.text) / 2.0 + 1;
            Rectangle2D place = new Rectangle2D.Double(x - half, y - 0.6 * line, 2 * half, 0.6 * line);
            if (named.stream().noneMatch(place::intersects)) {
                named.add(place);
                Lettering.centred(g, it.text, it.font, it.color, x, y);
            }
        }
    }

    /// The name and the number of units, each as long as there is room for: of a narrow layer its position, from 1.
    private List<Header> headers(NetworkLayout.Group group, Rectangle2D box) {
        double width = box.getWidth() - 4;
        FontMetrics bold = Lettering.metrics(g, style.bold());
        String name =
                bold.stringWidth(group.name()) <= width || width > 6 * line
                        ? Lettering.cut(bold, group.name(), width)
                        : group.input() ? "in" : String.valueOf(layerNumber(group));
        FontMetrics plain = Lettering.metrics(g, style.font());
        String kind = scene.kindOf(group);
        String size = group.size();
        String full = size + (kind.isEmpty() ? "" : " · " + kind);
        String shorter = size + scene.functionOf(group).map(it -> " · " + it).orElse("");
        String shown =
                Stream.of(full, shorter, size).filter(it -> plain.stringWidth(it) <= width).findFirst().orElse("");
        return List.of(
                new Header(name, style.bold(), palette.text()), new Header(shown, style.font(), style.faintText()));
    }

    private long layerNumber(NetworkLayout.Group group) {
        return 1 + now.groups().stream().takeWhile(it -> !it.equals(group)).filter(it -> !it.input()).count();
    }

    /// Of a text over a box, moved inwards at the edges of the picture.
    private double middle(Rectangle2D box, Header header) {
        double half = Lettering.metrics(g, header.font).stringWidth(header.text) / 2.0 + 3;
        double x = box.getCenterX();
        boolean inside = x > stage.getMinX() && x < stage.getMaxX() && 2 * half < stage.getWidth();
        return inside ? Math.clamp(x, stage.getMinX() + half, stage.getMaxX() - half) : x;
    }

    /// How many are dead, also of those that are not drawn: in words where there is room, else behind the mark.
    private void footer(NetworkLayout.Group group, Rectangle2D box) {
        Optional<UnitActivity> activity = scene.activityOf(group.name());
        int dead = activity.map(it -> it.count(UnitState.DEAD)).orElse(0);
        if (dead == 0) {
            return;
        }
        Rectangle2D units = around(group);
        double baseline = units.getMaxY() + 1.1 * line;
        FontMetrics metrics = Lettering.metrics(g, style.bold());
        String words = dead == group.units() ? "all dead" : dead + " dead";
        if (metrics.stringWidth(words) <= box.getWidth() - 4) {
            Lettering.centred(g, words, style.bold(), palette.warning(), units.getCenterX(), baseline);
            return;
        }
        String number = String.valueOf(dead);
        double side = 0.5 * line;
        double width = side + 0.2 * line + metrics.stringWidth(number);
        if (width <= box.getWidth()) {
            double left = units.getCenterX() - width / 2;
            UnitMark.DEAD.paint(g, style, new Rectangle2D.Double(left, baseline - side, side, side));
            Lettering.left(g, number, style.bold(), palette.warning(), left + side + 0.2 * line, baseline);
        } else {
            Lettering.centred(g, number, style.bold(), palette.warning(), units.getCenterX(), baseline);
        }
    }

    private void unit(NetworkLayout.Group group, int unit, Rectangle2D square) {
        Optional<BufferedImage> image = tiles.image(group.name(), unit);
        if (image.isPresent()) {
            Shades.draw(g, image.get(), square);
        } else {
            value(group, unit, square);
        }
        frame(square, scene.isSelected(group.name(), unit));
        scene.activityOf(group.name())
                .filter(it -> unit < it.units())
                .flatMap(it -> UnitMark.of(it, unit))
                .ifPresent(it -> it.paint(g, style, square));
    }

    private void value(NetworkLayout.Group group, int unit, Rectangle2D square) {
        NetworkPicture numbers = scene.picture();
        if (numbers == null
                || !(numbers.units().get(group.name()) instanceof NetworkPicture.Values values)
                || unit >= values.byUnit().length) {
            g.setPaint(palette.background());
            g.fill(square);
            return;
        }
        double value = values.byUnit()[unit];
        double share =
                numbers.isBackward() && !group.input()
                        ? GradientScale.share(value)
                        : values.largest() > 0 ? value / values.largest() : 0;
        Color fill = tiles.shades().color(0.85 * share);
        g.setPaint(fill);
        g.fill(square);
        String text = numbers.isBackward() && !group.input() ? orderOf(value) : shortText(value);
        double normal = style.small().getSize2D();
        String longest = text.length() < WIDTH_FOR_ALL.length() ? WIDTH_FOR_ALL : text;
        double fits = normal * (square.getWidth() - 4) / Lettering.metrics(g, style.small()).stringWidth(longest);
        double wanted = Math.clamp(TYPE_OF_TILE * square.getWidth(), normal, LARGEST_TYPE * normal);
        int size = (int) Math.min(wanted, fits);
        if (size >= SMALLEST_TYPE) {
            Lettering.centred(
                    g,
                    text,
                    style.small().deriveFont((float) size),
                    Lettering.inkOn(fill),
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

    /// Of numbers that differ by orders of magnitude.
    private static String orderOf(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.0e", value).replace("e-0", "e−").replace('-', '−');
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

    private void sheet(NetworkLayout.Group group, NetworkLayout.Sheet sheet, Rectangle2D square) {
        tiles.image(group.name(), sheet.first()).ifPresent(it -> Shades.draw(g, it, square));
        boolean isSelected = scene.isSelected(group, sheet);
        scene.activityOf(group.name())
                .filter(it -> it.units() == group.units())
                .filter(it -> sheet.units().allMatch(unit -> it.state(unit) == UnitState.DEAD))
                .ifPresent(_ -> UnitMark.DEAD.paint(g, style, square));
        frame(square, isSelected);
        if (isSelected) {
            scene.selection().unit().ifPresent(it -> frame(diagram.onScreen(sheet.pixel(it), now), true));
        }
    }

    /// As many words as there is room for.
    private void more(int count, Rectangle2D square, double room) {
        FontMetrics metrics = Lettering.metrics(g, style.font());
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
