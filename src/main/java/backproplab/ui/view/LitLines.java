package backproplab.ui.view;

import backproplab.backprop.TraceValue.Place;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Style;
import backproplab.ui.view.LitStep.Role;
import backproplab.ui.viewmodel.CardDigits;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Paints the connections: thin ones by the sign of their weight, lit ones thick in the colour of the direction with the
/// head of an arrow, and their numbers where nothing else stands.
final class LitLines {
    /// Where more lead from one layer to the next, only those that are lit have numbers.
    private static final int MOST_LABELLED = 10;

    /// Where on a line a number may stand, from the end where the lines are apart.
    private static final double[] PLACES = {0.33, 0.28, 0.38, 0.22, 0.44, 0.67, 0.5, 0.6, 0.16, 0.75, 0.84};

    private final Graphics2D g;
    private final Style style;
    private final Palette palette;
    private final LitScene scene;
    private final List<LitEdge> edges;
    private final List<Rectangle2D> taken;
    private final List<Labelled> labelled = new ArrayList<>();
    private final double largest;

    /// A number on a connection.
    record Labelled(Place.Weight weight, Rectangle2D box) {}

    /// @param taken where no number can stand
    LitLines(Graphics2D g, Style style, LitScene scene, List<LitEdge> edges, List<Rectangle2D> taken) {
        this.g = g;
        this.style = style;
        this.palette = style.palette();
        this.scene = scene;
        this.edges = edges;
        this.taken = new ArrayList<>(taken);
        double size = 0;
        for (LitEdge edge : edges) {
            size = Math.max(size, edge.weight().map(it -> Math.abs(valueOf(it))).orElse(0.0));
        }
        this.largest = size;
    }

    private double valueOf(Place.Weight weight) {
        return scene.numbers().parameter(weight.key(), weight.index());
    }

    void paint() {
        for (LitEdge edge : edges) {
            if (edge.role().isEmpty()) {
                plain(edge);
            }
        }
        bundles();
        lossLines();
        scene.paths().ifPresent(this::strands);
        for (LitEdge edge : edges) {
            edge.role().ifPresent(it -> lit(edge.line(), it, scene.isBackward()));
        }
    }

    private void plain(LitEdge edge) {
        double share = edge.weight().map(this::valueOf).orElse(0.0) / (largest > 0 ? largest : 1);
        Color color = NetworkBrush.edgeColor(palette, Math.clamp(share, -1, 1));
        boolean isCrowded = edges.size() > 60;
        g.setPaint(Palette.mix(palette.background(), color, isCrowded ? 0.35 : 0.6));
        g.setStroke(style.stroke(0.7 + 1.3 * Math.abs(share)));
        g.draw(edge.line());
    }

    private void lit(Line2D line, Role role, boolean backward) {
        Color color = LitCards.direction(palette, backward);
        double width = role == Role.RESULT ? 4.2 : 2.8;
        if (role == Role.RESULT) {
            g.setPaint(style.withAlpha(color, 0.25));
            g.setStroke(style.stroke(10));
            g.draw(line);
        }
        arrow(line, color, width, backward);
    }

    /// From the first end to the second, or back.
    private void arrow(Line2D line, Color color, double width, boolean backward) {
        double x1 = backward ? line.getX2() : line.getX1();
        double y1 = backward ? line.getY2() : line.getY1();
        double x2 = backward ? line.getX1() : line.getX2();
        double y2 = backward ? line.getY1() : line.getY2();
        double length = Math.hypot(x2 - x1, y2 - y1);
        double head = Math.min((4 + 2.2 * width) * style.scale(), 0.5 * length);
        if (length < 2) {
            return;
        }
        double share = 1 - 0.7 * head / length;
        g.setPaint(color);
        g.setStroke(style.stroke(width));
        g.draw(new Line2D.Double(x1, y1, x1 + share * (x2 - x1), y1 + share * (y2 - y1)));
        Path2D tip = new Path2D.Double();
        tip.moveTo(0, 0);
        tip.lineTo(-head, 0.42 * head);
        tip.lineTo(-head, -0.42 * head);
        tip.closePath();
        AffineTransform place = AffineTransform.getTranslateInstance(x2, y2);
        place.rotate(x2 - x1, y2 - y1);
        g.fill(tip.createTransformedShape(place));
    }

    /// From pictures to what lies behind them.
    private void bundles() {
        for (NetworkLayout.Group group : scene.layout().network().groups()) {
            for (String input : scene.sources(group.name())) {
                scene.layout()
                        .network()
                        .group(input)
                        .filter(it -> it.picture().isPresent())
                        .ifPresent(it -> bundle(it, group));
            }
        }
    }

    private void bundle(NetworkLayout.Group from, NetworkLayout.Group to) {
        Rectangle2D pictures = around(from);
        if (to.picture().isPresent()) {
            Rectangle2D behind = around(to);
            bundle(from.name(), pictures, behind, LitStep.At.all(to.name()));
            return;
        }
        for (NetworkLayout.Slot slot : to.slots()) {
            if (slot instanceof NetworkLayout.Unit unit && from.units() != to.units()) {
                Rectangle2D card = scene.onScreen(slot.square());
                bundle(from.name(), pictures, card, new LitStep.At(to.name(), unit.index()));
            }
        }
    }

    private void bundle(String input, Rectangle2D pictures, Rectangle2D behind, LitStep.At end) {
        Line2D line =
                new Line2D.Double(pictures.getMaxX(), pictures.getCenterY(), behind.getMinX(), behind.getCenterY());
        Optional<Role> role = scene.paths().isPresent() ? Optional.empty() : scene.step().roleInFan(end);
        if (role.isPresent()) {
            lit(line, role.get(), scene.isBackward());
        } else if (scene.litSources(input, end).isEmpty()) {
            g.setPaint(Palette.mix(palette.background(), palette.neutral(), 0.3));
            g.setStroke(style.stroke(1));
            g.draw(line);
        }
    }

    private Rectangle2D around(NetworkLayout.Group group) {
        Rectangle2D all = new Rectangle2D.Double();
        all.setRect(group.slots().getFirst().square());
        group.slots().forEach(it -> all.add(it.square()));
        return scene.onScreen(all);
    }

    private void lossLines() {
        for (NetworkLayout.Group group : scene.layout().network().groups()) {
            if (!scene.hasTarget(group.name())) {
                continue;
            }
            for (NetworkLayout.Slot slot : group.slots()) {
                if (slot instanceof NetworkLayout.Unit unit) {
                    Line2D line = scene.lossLine(scene.onScreen(unit.square()));
                    boolean isLit = scene.paths().isEmpty() && scene.step().isLossLinkLit(group.name(), unit.index());
                    if (isLit) {
                        lit(line, Role.OPERAND, scene.isBackward());
                    } else {
                        g.setPaint(Palette.mix(palette.background(), palette.neutral(), 0.45));
                        g.setStroke(style.stroke(1));
                        g.draw(line);
                    }
                }
            }
        }
    }

    /// The largest on top.
    private void strands(LitPaths paths) {
        for (LitPaths.Strand strand : paths.strands().reversed()) {
            Color color = Palette.mix(palette.background(), palette.backward(), 0.3 + 0.7 * strand.share());
            double width = 1.5 + 4.5 * strand.share();
            strand.start()
                    .flatMap(it -> scene.card(it.owner(), it.unit()))
                    .filter(_ -> strand.start().filter(it -> scene.hasTarget(it.owner())).isPresent())
                    .ifPresent(it -> arrow(scene.lossLine(it), color, width, true));
            for (LitStep.Link link : strand.links()) {
                scene.line(link).ifPresent(it -> arrow(it, color, width, true));
            }
        }
    }

    // Numbers

    /// Those that are lit first, so that they have the best places.
    List<Labelled> labels() {
        for (LitEdge edge : edges.reversed()) {
            Optional<Place.Weight> weight = edge.weight();
            boolean isOnPath = isOnPath(edge);
            if (weight.isPresent() && (edge.role().isPresent() || isOnPath || isSparse(edge))) {
                label(edge, weight.get(), edge.role().isPresent() || isOnPath);
            }
        }
        return List.copyOf(labelled);
    }

    private boolean isSparse(LitEdge edge) {
        return edges.stream()
                        .filter(it ->
                                it.link().from().owner().equals(edge.link().from().owner())
                                        && it.link().to().owner().equals(edge.link().to().owner()))
                        .count()
                <= MOST_LABELLED;
    }

    private boolean isOnPath(LitEdge edge) {
        return scene.paths().isPresent()
                && scene.paths().get().strands().stream().anyMatch(it -> it.links().contains(edge.link()));
    }

    /// What is written on a line.
    private record Label(List<String> texts, Color color) {}

    private Label textsOf(LitEdge edge, Place.Weight weight) {
        double before = valueOf(weight);
        boolean isResult = edge.role().filter(Role.RESULT::equals).isPresent();
        OptionalDouble updated = scene.numbers().updated(weight.key(), weight.index());
        OptionalDouble gradient = scene.numbers().gradient(weight.key(), weight.index());
        Color sign = before < 0 ? palette.negative() : palette.positive();
        if (isResult && scene.isCovered()) {
            return new Label(List.of("?"), palette.text());
        }
        if (updated.isPresent()) {
            double after = updated.getAsDouble();
            return new Label(
                    List.of(
                            text(before, 5) + " → " + text(after, 6),
                            text(before, 3) + " → " + text(after, 4),
                            "→ " + text(after, 4)),
                    sign);
        }
        if (isResult && scene.step().soFar().isPresent() && gradient.isEmpty()) {
            String soFar = text(scene.step().soFar().getAsDouble(), 5);
            return new Label(List.of("∂L/∂w so far " + soFar, soFar), palette.backward());
        }
        if (isResult && gradient.isPresent()) {
            double value = gradient.getAsDouble();
            return new Label(
                    List.of("∂L/∂w " + text(value, 6), "∂L/∂w " + text(value, 4), text(value, 4), text(value, 3)),
                    palette.backward());
        }
        Adjustable.Parameter adjustable = new Adjustable.Parameter(weight.key(), weight.index());
        if (adjustable.isChanged(scene.pass())) {
            String was = text(adjustable.original(scene.pass()), 4);
            return new Label(List.of(text(before, 4) + " (was " + was + ")", text(before, 4), text(before, 3)), sign);
        }
        return new Label(pixel(edge, List.of(text(before, 4), text(before, 3))), sign);
    }

    /// A pixel has no card: what it holds stands in front of its weight.
    private List<String> pixel(LitEdge edge, List<String> texts) {
        LitStep.At from = edge.link().from();
        if (picture(from.owner()).isEmpty()) {
            return texts;
        }
        String x = text(scene.numbers().output(from.owner(), from.unit()), 3);
        List<String> longer = new ArrayList<>();
        texts.forEach(it -> longer.add(x + " · " + it));
        longer.addAll(texts);
        return longer;
    }

    private static String text(double value, int digits) {
        return new CardDigits(digits).text(value);
    }

    private void label(LitEdge edge, Place.Weight weight, boolean isLit) {
        Label label = textsOf(edge, weight);
        boolean isResult = edge.role().filter(Role.RESULT::equals).isPresent();
        Line2D line = edge.line();
        double body = style.font().getSize2D();
        double size = Math.clamp((line.getX2() - line.getX1()) / 11, 0.87 * body, 1.5 * body);
        Font font = (isLit ? style.bold() : style.font()).deriveFont((float) (isLit ? Math.max(body, size) : size));
        for (String text : label.texts()) {
            FontMetrics metrics = Lettering.metrics(g, font);
            double width = metrics.stringWidth(text) + 6 * style.scale();
            double height = 1.25 * font.getSize2D();
            for (double place : placesOn(edge, width)) {
                double x = line.getX1() + place * (line.getX2() - line.getX1());
                double y = line.getY1() + place * (line.getY2() - line.getY1());
                Rectangle2D box = new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
                if (x - width / 2 < line.getX1() || x + width / 2 > line.getX2() || isTaken(box)) {
                    continue;
                }
                taken.add(box);
                labelled.add(new Labelled(weight, box));
                paint(
                        text,
                        label.color(),
                        font,
                        box,
                        isLit,
                        isResult,
                        new Adjustable.Parameter(weight.key(), weight.index()));
                return;
            }
        }
    }

    private List<Double> placesOn(LitEdge edge, double width) {
        Line2D line = edge.line();
        List<Double> places = new ArrayList<>();
        picture(edge.link().from().owner())
                .ifPresent(it -> {
                    double right = it.getMaxX() + width / 2 + 3 * style.scale();
                    places.add((right - line.getX1()) / (line.getX2() - line.getX1()));
                });
        for (double place : PLACES) {
            places.add(scene.step().isFanningOut() ? 1 - place : place);
        }
        return places;
    }

    private Optional<Rectangle2D> picture(String owner) {
        return scene.layout().network().group(owner).filter(it -> it.picture().isPresent()).map(this::around);
    }

    private boolean isTaken(Rectangle2D box) {
        for (Rectangle2D it : taken) {
            if (it.intersects(box)) {
                return true;
            }
        }
        return false;
    }

    private void paint(
            String text, Color color, Font font, Rectangle2D box, boolean isLit, boolean isResult, Adjustable of) {
        boolean isChanged = of.isChanged(scene.pass());
        g.setPaint(style.withAlpha(palette.background(), isLit ? 0.96 : 0.86));
        g.fill(LitCards.rounded(box, 0));
        if (isResult || isChanged || scene.isChosen(of)) {
            g.setPaint(isResult ? LitCards.direction(palette, scene.isBackward()) : palette.text());
            g.setStroke(isChanged ? style.dashed(1.4) : style.stroke(1.4));
            g.draw(LitCards.rounded(box, 0));
        }
        Color ink = isLit ? Palette.mix(palette.text(), color, 0.75) : Palette.mix(style.faintText(), color, 0.7);
        Lettering.centred(g, text, font, ink, box.getCenterX(), box.getCenterY() + 0.36 * font.getSize2D());
    }
}
