package backproplab.ui.view;

import backproplab.data.Dataset;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;

import org.jspecify.annotations.Nullable;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/// Which classes are taken for which: a row for each true class, a column for each that the network says. What is right
/// is blue, what is wrong orange, both by the share of their row.
final class ConfusionPicture implements Picture {
    private static final double PADDING = 6;

    /// Cells smaller than this have no numbers.
    private static final double SMALLEST_WITH_TEXT = 13;

    private OutputPicture.@Nullable Confusion confusion;
    private Optional<Cell> selected = Optional.empty();
    private Style style = new Style(Palette.LIGHT, false);
    private Rectangle2D matrix = new Rectangle2D.Double();

    record Cell(int truth, int predicted) {
        boolean isRight() {
            return truth == predicted;
        }
    }

    void show(OutputPicture.@Nullable Confusion next) {
        confusion = next;
    }

    void select(Optional<Cell> cell) {
        selected = cell;
    }

    /// The cell at a point of the area painted last.
    Optional<Cell> at(double x, double y) {
        OutputPicture.Confusion shown = confusion;
        if (shown == null || !matrix.contains(x, y)) {
            return Optional.empty();
        }
        int classes = shown.matrix().classes();
        int row = (int) ((y - matrix.getY()) / matrix.getHeight() * classes);
        int column = (int) ((x - matrix.getX()) / matrix.getWidth() * classes);
        return Optional.of(new Cell(Math.min(row, classes - 1), Math.min(column, classes - 1)));
    }

    /// The middle of a cell in the area painted last.
    Point2D middle(Cell cell) {
        Rectangle2D area = area(cell);
        return new Point2D.Double(area.getCenterX(), area.getCenterY());
    }

    private Rectangle2D area(Cell cell) {
        OutputPicture.Confusion shown = confusion;
        double side = matrix.getWidth() / (shown == null ? 1 : shown.matrix().classes());
        return new Rectangle2D.Double(
                matrix.getX() + cell.predicted * side, matrix.getY() + cell.truth * side, side, side);
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style wanted) {
        Lettering.begin(g);
        style = wanted;
        g.setPaint(wanted.palette().background());
        g.fill(area);
        matrix = new Rectangle2D.Double();
        OutputPicture.Confusion shown = confusion;
        if (shown == null || area.getWidth() < 60 || area.getHeight() < 60) {
            return;
        }
        double padding = PADDING * wanted.scale();
        FontMetrics metrics = Lettering.metrics(g, wanted.font());
        double line = metrics.getHeight();
        Dataset data = shown.judged().data();
        int classes = shown.matrix().classes();
        double widest = 0;
        for (int k = 0; k < classes; k++) {
            widest = Math.max(widest, metrics.stringWidth(OutputNames.ofClass(data, k)));
        }
        double names = Math.min(widest, area.getWidth() / 5);
        double left = area.getX() + padding + line + names + padding;
        double top = area.getY() + padding / 2 + line + padding / 2;
        double side =
                Math.min(area.getMaxX() - padding - left, area.getMaxY() - padding / 2 - 2 * line - padding / 2 - top);
        if (side < 2 * classes) {
            return;
        }
        double cell = side / classes;
        matrix = new Rectangle2D.Double(Math.floor(left), Math.floor(top), cell * classes, cell * classes);
        Lettering.left(
                g,
                Lettering.cut(Lettering.metrics(g, wanted.bold()), summary(shown), area.getWidth() - 2 * padding),
                wanted.bold(),
                wanted.palette().text(),
                area.getX() + padding,
                area.getY() + padding / 2 + metrics.getAscent());
        paintNames(g, data, names, metrics);
        paintCells(g, shown);
    }

    /// Such as `test: 342 of 359 right (95.3 %)`.
    static String summary(OutputPicture.Confusion shown) {
        String set = shown.test() ? "test" : "training";
        String some =
                shown.judged().samples() < shown.judged().all()
                        ? " looked at of %s".formatted(Numbers.count(shown.judged().all()))
                        : "";
        int right = shown.matrix().right();
        int total = shown.matrix().total();
        return "%s: %s of %s%s right (%s)"
                .formatted(
                        set, Numbers.count(right), Numbers.count(total), some, Numbers.percent((double) right / total));
    }

    private void paintNames(Graphics2D g, Dataset data, double names, FontMetrics metrics) {
        int classes = data.classes();
        double cell = matrix.getWidth() / classes;
        double line = metrics.getHeight();
        double gap = PADDING * style.scale();
        Color color = style.palette().text();
        int every = (int) Math.max(1, Math.ceil(line / cell));
        for (int k = 0; k < classes; k += every) {
            String name = OutputNames.ofClass(data, k);
            String row = Lettering.cut(metrics, name, names);
            Lettering.left(
                    g,
                    row,
                    style.font(),
                    color,
                    matrix.getX() - gap - metrics.stringWidth(row),
                    matrix.getY() + (k + 0.5) * cell + metrics.getAscent() * 0.38);
            String column = Lettering.cut(metrics, name, every * cell);
            Lettering.centred(
                    g,
                    column,
                    style.font(),
                    color,
                    matrix.getX() + (k + 0.5) * cell,
                    matrix.getMaxY() + metrics.getAscent() + 2);
        }
        Lettering.centred(
                g,
                "network says",
                style.font(),
                style.faintText(),
                matrix.getCenterX(),
                matrix.getMaxY() + 2 + line + metrics.getAscent());
        double x = matrix.getX() - gap - names - 0.45 * line;
        var upright = g.getTransform();
        g.rotate(-Math.PI / 2, x, matrix.getCenterY());
        Lettering.centred(g, "true class", style.font(), style.faintText(), x, matrix.getCenterY());
        g.setTransform(upright);
    }

    private void paintCells(Graphics2D g, OutputPicture.Confusion shown) {
        ConfusionMatrix counts = shown.matrix();
        int classes = counts.classes();
        FontMetrics metrics = Lettering.metrics(g, style.font());
        FontMetrics small = Lettering.metrics(g, style.small());
        double side = matrix.getWidth() / classes;
        boolean percents =
                side >= 1.1 * (metrics.getHeight() + small.getHeight())
                        && side >= small.stringWidth(Numbers.percent(1)) + 4;
        for (int truth = 0; truth < classes; truth++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                Cell cell = new Cell(truth, predicted);
                Rectangle2D area = area(cell);
                double share = counts.share(truth, predicted);
                double strength = strength(cell, share);
                g.setPaint(color(cell, strength));
                g.fill(area);
                int count = counts.count(truth, predicted);
                if (count > 0 && area.getWidth() >= SMALLEST_WITH_TEXT) {
                    String percent = percents ? Numbers.percent(share) : "";
                    paintCount(g, area, count, percent, ink(color(cell, strength)), metrics, small);
                }
            }
        }
        g.setPaint(style.palette().grid());
        g.setStroke(style.stroke(0.8));
        for (int k = 0; k <= classes; k++) {
            double at = k * matrix.getWidth() / classes;
            g.draw(
                    new java.awt.geom.Line2D.Double(
                            matrix.getX() + at, matrix.getY(), matrix.getX() + at, matrix.getMaxY()));
            g.draw(
                    new java.awt.geom.Line2D.Double(
                            matrix.getX(), matrix.getY() + at, matrix.getMaxX(), matrix.getY() + at));
        }
        selected.filter(it -> it.truth < classes && it.predicted < classes)
                .ifPresent(it -> {
                    g.setPaint(style.palette().text());
                    g.setStroke(style.stroke(2.2));
                    g.draw(area(it));
                });
    }

    /// Few mistakes are seen as well: what is wrong is coloured by the root of its share.
    private static double strength(Cell cell, double share) {
        return cell.isRight() ? 0.9 * share : 0.9 * Math.sqrt(share);
    }

    private Color color(Cell cell, double strength) {
        return style.palette().diverging(cell.isRight() ? strength : -strength);
    }

    /// Whichever is read better on it.
    private Color ink(Color cell) {
        Palette palette = style.palette();
        return contrast(cell, palette.text()) >= contrast(cell, palette.background())
                ? palette.text()
                : palette.background();
    }

    /// That of the *Web Content Accessibility Guidelines* 2.2.
    private static double contrast(Color a, Color b) {
        double brighter = Math.max(luminance(a), luminance(b));
        double darker = Math.min(luminance(a), luminance(b));
        return (brighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private void paintCount(
            Graphics2D g,
            Rectangle2D area,
            int count,
            String percent,
            Color ink,
            FontMetrics metrics,
            FontMetrics small) {
        String number = Numbers.count(count);
        boolean fits = metrics.stringWidth(number) + 2 <= area.getWidth();
        FontMetrics used = fits ? metrics : small;
        double middle = area.getCenterY() + used.getAscent() * 0.38;
        Lettering.centred(
                g,
                used.stringWidth(number) <= area.getWidth() ? number : "",
                fits ? style.font() : style.small(),
                ink,
                area.getCenterX(),
                percent.isEmpty() ? middle : middle - small.getHeight() * 0.5);
        Lettering.centred(g, percent, style.small(), ink, area.getCenterX(), middle + small.getHeight() * 0.55);
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        OutputPicture.Confusion shown = confusion;
        return shown == null ? Optional.empty() : at(x, y).map(it -> readout(shown, it, x, y));
    }

    private Readout readout(OutputPicture.Confusion shown, Cell cell, double x, double y) {
        double share = shown.matrix().share(cell.truth, cell.predicted);
        Color color = color(cell, strength(cell, share));
        return new Readout(
                x,
                new Rectangle2D.Double(x, y - 8, 0, 16),
                text(shown, cell),
                List.of(
                        new Readout.Row(
                                color, "samples", Numbers.count(shown.matrix().count(cell.truth, cell.predicted))),
                        new Readout.Row(
                                color,
                                "of the %s of this class".formatted(Numbers.count(shown.matrix().of(cell.truth))),
                                Numbers.percent(share))));
    }

    /// Such as `3 taken for 8`.
    static String text(OutputPicture.Confusion shown, Cell cell) {
        Dataset data = shown.judged().data();
        String truth = OutputNames.ofClass(data, cell.truth);
        return cell.isRight()
                ? truth + " recognised"
                : "%s taken for %s".formatted(truth, OutputNames.ofClass(data, cell.predicted));
    }
}
