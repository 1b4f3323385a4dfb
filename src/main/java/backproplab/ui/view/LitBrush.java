package backproplab.ui.view;

import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Style;
import backproplab.ui.view.LitNumbers.Gate;
import backproplab.ui.view.LitStep.Role;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Paints the lit network once: connections, then layers with their units, then what shall not be covered.
final class LitBrush {
    /// Between the name of a layer and its first card stands a bias.
    private static final double GAP = 1.1;

    private final Graphics2D g;
    private final Style style;
    private final Palette palette;
    private final LitScene scene;
    private final Rectangle2D stage;
    private final double line;
    private final LitCards cards;
    private final LitSheets sheets;

    LitBrush(Graphics2D g, Style style, LitScene scene, Rectangle2D stage, LitSheets sheets) {
        this.g = g;
        this.style = style;
        this.palette = style.palette();
        this.scene = scene;
        this.stage = stage;
        this.line = NetworkDiagram.LINE * style.scale();
        this.cards = new LitCards(g, style, scene);
        this.sheets = sheets;
        sheets.begin(scene, palette);
    }

    /// What can be pointed at.
    ///
    /// @param labels numbers on connections
    /// @param inset the numbers of a window, on top of all
    record Painted(List<LitEdge> edges, List<LitLines.Labelled> labels, Optional<LitInset.Painted> inset) {
        static final Painted NOTHING = new Painted(List.of(), List.of(), Optional.empty());
    }

    Painted paint() {
        List<LitEdge> edges = LitEdge.of(scene).stream().filter(it -> it.line().intersects(stage)).toList();
        LitLines lines = new LitLines(g, style, scene, edges, taken());
        groups().forEach(this::picture);
        lines.paint();
        groups().forEach(this::group);
        cards.loss();
        results();
        List<LitLines.Labelled> labels = lines.labels();
        Optional<LitInset.Painted> inset = window().flatMap(it -> new LitInset(g, style, scene, stage).paint(it));
        return new Painted(edges, labels, inset);
    }

    /// Paths are lit in its place.
    private Optional<LitWindow> window() {
        return scene.paths().isPresent() ? Optional.empty() : scene.step().window();
    }

    private List<NetworkLayout.Group> groups() {
        return scene.layout().network().groups();
    }

    private List<Rectangle2D> taken() {
        List<Rectangle2D> taken = new ArrayList<>();
        taken.add(scene.loss());
        for (NetworkLayout.Group group : groups()) {
            for (NetworkLayout.Slot slot : group.slots()) {
                Rectangle2D card = scene.onScreen(slot.square());
                taken.add(card);
                if (slot instanceof NetworkLayout.Unit unit) {
                    if (scene.biasOf(group.name(), unit.index()).isPresent()) {
                        taken.add(scene.bias(card));
                    }
                    if (scene.hasTarget(group.name())) {
                        taken.add(scene.target(card));
                    }
                    if (gate(group, unit.index()) == Gate.CLOSED) {
                        taken.add(closedAt(card));
                    }
                }
            }
        }
        return taken;
    }

    private Gate gate(NetworkLayout.Group group, int unit) {
        return group.input() ? Gate.OPEN : scene.numbers().gate(group.name(), unit);
    }

    private void group(NetworkLayout.Group group) {
        Rectangle2D box = scene.onScreen(group.box());
        if (!box.intersects(stage)) {
            return;
        }
        if (scene.isBugIn(group.name())) {
            bug(group);
        }
        header(group, box);
        for (NetworkLayout.Slot slot : group.slots()) {
            Rectangle2D square = scene.onScreen(slot.square());
            switch (slot) {
                case NetworkLayout.Unit unit -> unit(group, unit.index(), square);
                case NetworkLayout.Sheet _ -> {}
                case NetworkLayout.More more -> more(more, square);
            }
        }
    }

    private void header(NetworkLayout.Group group, Rectangle2D box) {
        Rectangle2D all = around(group);
        double room = Math.max(all.getWidth(), box.getWidth() - 6);
        boolean isBare = !(group.slots().getFirst() instanceof NetworkLayout.Unit);
        double baseline = all.getMinY() - (isBare ? 0 : GAP * line) - 0.3 * line;
        String kind = NetworkScene.kindOf(group, scene.trace().network());
        String count =
                scene.step()
                        .time()
                        .filter(it -> it.layer().equals(group.name()) && scene.paths().isEmpty())
                        .map(it -> "t = %d".formatted(it.time() + 1))
                        .orElse(group.size());
        String full = kind.isEmpty() ? count : count + " · " + kind;
        FontMetrics bold = Lettering.metrics(g, style.bold());
        String name = Lettering.cut(bold, group.name(), room);
        double x = all.getCenterX();
        if (scene.isLow()) {
            Lettering.centred(g, name, style.bold(), palette.text(), x, baseline);
        } else {
            String below = Lettering.metrics(g, style.font()).stringWidth(full) <= room ? full : count;
            Lettering.centred(g, name, style.bold(), palette.text(), x, baseline - line);
            Lettering.centred(g, below, style.font(), style.faintText(), x, baseline);
        }
    }

    /// A dashed frame around all that the layer shows; the caption says what it means.
    private void bug(NetworkLayout.Group group) {
        Rectangle2D all = around(group);
        double gap = 0.45 * line;
        g.setPaint(palette.warning());
        g.setStroke(style.dashed(2));
        g.draw(
                new RoundRectangle2D.Double(
                        all.getX() - gap,
                        all.getY() - gap,
                        all.getWidth() + 2 * gap,
                        all.getHeight() + 2 * gap,
                        gap,
                        gap));
    }

    private Rectangle2D around(NetworkLayout.Group group) {
        Rectangle2D all = null;
        for (NetworkLayout.Slot slot : group.slots()) {
            Rectangle2D card = scene.onScreen(slot.square());
            all = all == null ? card : all.createUnion(card);
        }
        return all == null ? scene.onScreen(group.box()) : all;
    }

    private void unit(NetworkLayout.Group group, int unit, Rectangle2D card) {
        if (scene.roleOf(group.name(), unit).filter(Role.RESULT::equals).isEmpty()) {
            cards.unit(group.name(), unit, card);
        }
        cards.above(group.name(), unit, card);
        if (scene.hasTarget(group.name())) {
            cards.target(group.name(), unit, card);
        }
        switch (gate(group, unit)) {
            case OPEN -> {}
            case CLOSED -> closed(card);
            case SATURATED -> saturated(card);
        }
    }

    /// On top of all others.
    private void results() {
        for (NetworkLayout.Group group : groups()) {
            for (NetworkLayout.Slot slot : group.slots()) {
                if (slot instanceof NetworkLayout.Unit unit
                        && scene.roleOf(group.name(), unit.index()).filter(Role.RESULT::equals).isPresent()) {
                    cards.unit(group.name(), unit.index(), scene.onScreen(unit.square()));
                    if (gate(group, unit.index()) == Gate.SATURATED) {
                        saturated(scene.onScreen(unit.square()));
                    }
                }
            }
        }
    }

    /// Right of a card.
    private Rectangle2D closedAt(Rectangle2D card) {
        double size = style.bold().getSize2D();
        double height = Math.max(card.getHeight() + 0.3 * line, 1.3 * size);
        return new Rectangle2D.Double(
                card.getMaxX() + 3 * style.scale(), card.getCenterY() - height / 2, 0.5 * line + 1.5 * size, height);
    }

    /// A closed gate: nothing of what arrives gets through.
    private void closed(Rectangle2D card) {
        Rectangle2D box = closedAt(card);
        double x = box.getMinX() + 2.5 * style.scale();
        g.setPaint(palette.background());
        g.setStroke(style.stroke(8));
        g.draw(new Line2D.Double(x, box.getMinY(), x, box.getMaxY()));
        g.setPaint(palette.warning());
        g.setStroke(style.stroke(4.5));
        g.draw(new Line2D.Double(x, box.getMinY(), x, box.getMaxY()));
        Font font = style.bold();
        double width = Lettering.metrics(g, font).stringWidth("×0");
        Rectangle2D text =
                new Rectangle2D.Double(
                        x + 3.5 * style.scale(),
                        card.getCenterY() - 0.65 * font.getSize2D(),
                        width + 4 * style.scale(),
                        1.3 * font.getSize2D());
        g.setPaint(palette.background());
        g.fill(text);
        Lettering.centred(
                g, "×0", font, palette.warning(), text.getCenterX(), text.getCenterY() + 0.36 * font.getSize2D());
    }

    /// At the upper right corner.
    private void saturated(Rectangle2D card) {
        double side = Math.min(1.1 * line, 0.6 * card.getHeight());
        Rectangle2D square =
                new Rectangle2D.Double(card.getMaxX() - 0.75 * side, card.getMinY() - 0.6 * side, side, side);
        g.setPaint(palette.background());
        g.fill(square);
        g.setPaint(palette.backward());
        g.setStroke(style.stroke(1));
        g.draw(square);
        UnitMark.SATURATED.paint(g, style, square);
    }

    /// Below the connections, which start at its pixels.
    private void picture(NetworkLayout.Group group) {
        if (group.picture().isEmpty()) {
            return;
        }
        Color direction = LitCards.direction(palette, scene.isBackward());
        boolean isLit = scene.paths().isEmpty() && !scene.step().at(group.name(), -1).isEmpty();
        for (NetworkLayout.Slot slot : group.slots()) {
            if (slot instanceof NetworkLayout.Sheet sheet) {
                Rectangle2D square = scene.onScreen(sheet.square());
                sheets.image(scene, group, sheet).ifPresent(it -> Shades.draw(g, it, square));
                g.setPaint(isLit ? direction : palette.neutral());
                g.setStroke(style.stroke(isLit ? 3 : 1));
                g.draw(square);
            }
        }
        for (int pixel : window().isPresent() ? List.<Integer>of() : scene.litUnits(group.name())) {
            LitLayout.card(group, pixel).map(scene::onScreen).ifPresent(it -> pixel(it, direction));
        }
    }

    private void pixel(Rectangle2D pixel, Color direction) {
        double out = 1.5 * style.scale();
        g.setPaint(direction);
        g.setStroke(style.stroke(2));
        g.draw(
                new Rectangle2D.Double(
                        pixel.getX() - out,
                        pixel.getY() - out,
                        pixel.getWidth() + 2 * out,
                        pixel.getHeight() + 2 * out));
    }

    /// In words where there is room, else three dots.
    private void more(NetworkLayout.More more, Rectangle2D square) {
        Font font = style.small();
        double size = Math.min(font.getSize2D(), 0.9 * square.getHeight());
        if (size < 0.75 * font.getSize2D()) {
            dots(square);
            return;
        }
        String text = "⋮ " + Numbers.count(more.count()) + " more";
        boolean isLong = Lettering.metrics(g, font).stringWidth(text) > square.getWidth();
        Lettering.centred(
                g,
                isLong ? "⋮ " + more.count() : text,
                font.deriveFont((float) size),
                style.faintText(),
                square.getCenterX(),
                square.getCenterY() + 0.36 * size + 0.1 * line);
    }

    private void dots(Rectangle2D square) {
        double side = Math.max(1.5, 0.22 * square.getHeight());
        g.setPaint(style.faintText());
        for (int i = -1; i <= 1; i++) {
            double x = square.getCenterX() + 3 * i * side - side / 2;
            g.fill(new Rectangle2D.Double(x, square.getCenterY() - side / 2, side, side));
        }
    }
}
