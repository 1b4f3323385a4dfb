package backproplab.ui.view;

import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.CardDigits;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Paints a layer unrolled over time: see [UnrolledPicture].
final class UnrolledBrush {
    private static final CardDigits SHORT = new CardDigits(3);

    private final Graphics2D g;
    private final Style style;
    private final UnrolledLayout layout;
    private final UnrolledNumbers shown;
    private final Palette palette;
    private final double scale;
    private final UnrolledLook look;

    UnrolledBrush(Graphics2D g, Style style, UnrolledLayout layout, UnrolledNumbers shown, UnrolledLook look) {
        this.look = look;
        this.g = g;
        this.style = style;
        this.layout = layout;
        this.shown = shown;
        this.palette = style.palette();
        this.scale = style.scale();
    }

    void paint() {
        chosenColumn();
        labels();
        header();
        for (UnrolledLayout.Band band : layout.bands()) {
            double largest = look.backward() ? 1 : Math.max(1e-300, band.row().largestValue());
            double full = band.isInside() ? insideScale() : largest;
            Optional<Font> type = type(band);
            for (UnrolledColumns.Step step : layout.columns().steps()) {
                column(band, step, full, type);
            }
        }
        arrows();
        gaps();
        UnrolledNumbers.Row inside = shown.inside(look.ofMemory());
        new UnrolledStrip(g, style, layout.strip(), layout.columns(), inside.rms())
                .paint(look.ofMemory() ? "c" : "h", look.chosen());
        legend();
    }

    /// States of tanh are between −1 and 1 and are shown so.
    private double insideScale() {
        double largest = shown.inside(look.ofMemory()).largestValue();
        return look.backward() || largest <= 1 ? 1 : largest;
    }

    private void chosenColumn() {
        for (UnrolledColumns.Step step : layout.columns().steps()) {
            if (step.time() == look.chosen()) {
                g.setPaint(Palette.mix(palette.background(), palette.text(), 0.07));
                g.fill(
                        new Rectangle2D.Double(
                                step.x(),
                                layout.top(),
                                step.width(),
                                layout.strip().getMaxY() - layout.top() + 4 * scale));
            }
        }
    }

    private void labels() {
        for (UnrolledLayout.Band band : layout.bands()) {
            double middle = band.y() + band.height() / 2 + 0.35 * Lettering.metrics(g, style.small()).getAscent();
            String name = Lettering.cut(Lettering.metrics(g, style.bold()), band.row().name(), layout.left() - 14);
            Lettering.left(g, name, style.bold(), palette.text(), 8, middle - 0.5 * layout.line());
            Lettering.left(g, band.letter(look), style.small(), style.faintText(), 8, middle + 0.45 * layout.line());
        }
    }

    private void header() {
        for (UnrolledColumns.Step step : layout.columns().steps()) {
            boolean isChosen = step.time() == look.chosen();
            String text = (step.width() > 46 * scale ? "t = " : "") + (step.time() + 1);
            Lettering.centred(
                    g,
                    text,
                    isChosen ? style.bold() : style.small(),
                    isChosen ? palette.text() : style.faintText(),
                    step.x() + step.width() / 2,
                    layout.top() + 0.85 * layout.line());
        }
    }

    /// The numbers of one kind at one time step, a cell for each unit.
    private void column(UnrolledLayout.Band band, UnrolledColumns.Step step, double full, Optional<Font> type) {
        double[] values = values(band, step);
        if (values.length == 0) {
            return;
        }
        Rectangle2D box = layout.box(band, step);
        double height = box.getHeight() / values.length;
        for (int unit = 0; unit < values.length; unit++) {
            double share = look.backward() ? GradientScale.share(values[unit]) : values[unit] / full;
            Rectangle2D cell =
                    new Rectangle2D.Double(box.getX(), box.getY() + unit * height, box.getWidth(), height + 0.4);
            Color fill = Double.isFinite(values[unit]) ? palette.diverging(share) : palette.warning();
            g.setPaint(fill);
            g.fill(cell);
            if (type.isPresent()) {
                number(cell, SHORT.text(values[unit]), type.get(), fill);
            }
        }
        g.setPaint(Palette.mix(palette.background(), palette.text(), 0.45));
        g.setStroke(style.stroke(1));
        g.draw(new RoundRectangle2D.Double(box.getX(), box.getY(), box.getWidth(), box.getHeight(), 3, 3));
    }

    private double[] values(UnrolledLayout.Band band, UnrolledColumns.Step step) {
        return look.backward() ? band.row().gradients()[step.time()] : band.row().values()[step.time()];
    }

    /// In which all numbers of a row fit into their cells.
    private Optional<Font> type(UnrolledLayout.Band band) {
        for (double size : new double[] {1, 0.88, 0.77}) {
            Font type = style.small().deriveFont((float) (size * style.small().getSize2D()));
            FontMetrics metrics = Lettering.metrics(g, type);
            boolean isLow = band.height() / band.row().units() < 1.05 * metrics.getAscent();
            if (!isLow && layout.columns().steps().stream().allMatch(it -> fits(band, it, metrics))) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private boolean fits(UnrolledLayout.Band band, UnrolledColumns.Step step, FontMetrics metrics) {
        double room = layout.box(band, step).getWidth() - 4;
        return Arrays.stream(values(band, step)).allMatch(it -> metrics.stringWidth(SHORT.text(it)) <= room);
    }

    private void number(Rectangle2D cell, String text, Font type, Color fill) {
        FontMetrics metrics = Lettering.metrics(g, type);
        double baseline = cell.getCenterY() + 0.36 * metrics.getAscent();
        Lettering.centred(g, text, type, Lettering.inkOn(fill), cell.getCenterX(), baseline);
    }

    /// Along the time the same weights at every step; up from the input, and on to what the layer feeds.
    private void arrows() {
        UnrolledLayout.Band inside = layout.inside();
        List<UnrolledColumns.Step> steps = layout.columns().steps();
        for (UnrolledColumns.Step step : steps) {
            Rectangle2D box = layout.box(inside, step);
            double from =
                    step.time() == 0 ? box.getX() - 0.8 * layout.between(step) : box.getX() - layout.between(step);
            if (step.time() > 0) {
                arrow(from, box.getCenterY(), box.getX(), box.getCenterY(), strength(step.time() - 1));
            }
            for (UnrolledLayout.Band other : layout.bands()) {
                if (!other.isInside() && other.row().values()[step.time()].length > 0) {
                    Rectangle2D end = layout.box(other, step);
                    boolean isInput = end.getY() > box.getY();
                    double x = box.getCenterX();
                    if (isInput) {
                        arrow(x, end.getY(), x, box.getMaxY(), strength(step.time()));
                    } else {
                        arrow(x, box.getY(), x, end.getMaxY(), 1);
                    }
                }
            }
        }
        names(steps);
    }

    /// How strongly an arrow is drawn: on the way back by the size of what goes along it.
    private double strength(int time) {
        double rms = shown.inside(look.ofMemory()).rms()[time];
        return look.backward() ? 0.15 + 0.85 * Math.abs(GradientScale.share(rms)) : 1;
    }

    private void arrow(double x0, double y0, double x1, double y1, double strength) {
        Color color = look.backward() ? palette.backward() : palette.forward();
        g.setPaint(Palette.mix(palette.background(), color, strength));
        g.setStroke(style.stroke(1.6));
        double fromX = look.backward() ? x1 : x0;
        double fromY = look.backward() ? y1 : y0;
        double toX = look.backward() ? x0 : x1;
        double toY = look.backward() ? y0 : y1;
        double length = Math.hypot(toX - fromX, toY - fromY);
        if (length < 4) {
            return;
        }
        double dx = (toX - fromX) / length;
        double dy = (toY - fromY) / length;
        double head = Math.min(6 * scale, 0.6 * length);
        double inset = Math.min(2, 0.1 * length);
        double tipX = toX - inset * dx;
        double tipY = toY - inset * dy;
        g.draw(
                new Line2D.Double(
                        fromX + inset * dx, fromY + inset * dy, tipX - 0.8 * head * dx, tipY - 0.8 * head * dy));
        Path2D tip = new Path2D.Double();
        tip.moveTo(tipX, tipY);
        tip.lineTo(tipX - head * dx - 0.5 * head * dy, tipY - head * dy + 0.5 * head * dx);
        tip.lineTo(tipX - head * dx + 0.5 * head * dy, tipY - head * dy - 0.5 * head * dx);
        tip.closePath();
        g.fill(tip);
    }

    /// The weights, at the first arrows where there is room.
    private void names(List<UnrolledColumns.Step> steps) {
        FontMetrics metrics = Lettering.metrics(g, style.small());
        for (UnrolledColumns.Step step : steps) {
            double between = layout.between(step);
            if (step.time() > 0 && metrics.stringWidth(along()) <= between - 2) {
                Rectangle2D box = layout.box(layout.inside(), step);
                Lettering.centred(
                        g,
                        along(),
                        style.small(),
                        style.faintText(),
                        box.getX() - between / 2,
                        box.getCenterY() - 5 * scale);
            }
        }
        UnrolledLayout.Band input = layout.bands().getFirst();
        UnrolledColumns.Step first = steps.getFirst();
        Rectangle2D box = layout.box(layout.inside(), first);
        double room = layout.box(input, first).getY() - box.getMaxY();
        if (room > 1.3 * metrics.getHeight()) {
            Lettering.left(
                    g,
                    "W_ih",
                    style.small(),
                    style.faintText(),
                    box.getCenterX() + 5 * scale,
                    box.getMaxY() + room / 2 + 0.35 * metrics.getAscent());
        }
    }

    /// What a number is multiplied by on its way from one time step to the next.
    private String along() {
        return look.ofMemory() ? "× f" : "W_hh";
    }

    private void gaps() {
        for (UnrolledColumns.Column column : layout.columns().columns()) {
            if (column instanceof UnrolledColumns.Gap gap) {
                UnrolledLayout.Band inside = layout.inside();
                double middle = gap.x() + gap.width() / 2;
                double y = inside.y() + inside.height() / 2;
                Lettering.centred(g, "…", style.bold(), palette.text(), middle, y - 0.6 * layout.line());
                String count = Numbers.count(gap.count());
                Lettering.centred(g, count, style.small(), style.faintText(), middle, y + 0.4 * layout.line());
                String noun = gap.count() == 1 ? "step" : "steps";
                Lettering.centred(g, noun, style.small(), style.faintText(), middle, y + 1.3 * layout.line());
            }
        }
    }

    private void legend() {
        Rectangle2D area = layout.legend();
        double width = Math.min(170 * scale, 0.28 * area.getWidth());
        double height = 0.55 * layout.line();
        double x = area.getX() + 10;
        double y = area.getY() + 0.25 * layout.line();
        int cells = 60;
        for (int i = 0; i < cells; i++) {
            g.setPaint(palette.diverging(2 * (i + 0.5) / cells - 1));
            g.fill(new Rectangle2D.Double(x + i * width / cells, y, width / cells + 0.5, height));
        }
        double baseline = y + height + 0.85 * layout.line();
        String end = SHORT.text(look.backward() ? GradientScale.LARGEST : insideScale());
        Lettering.left(g, "−" + end, style.small(), palette.text(), x, baseline);
        Lettering.centred(g, look.backward() ? "±1e−8" : "0", style.small(), palette.text(), x + width / 2, baseline);
        FontMetrics metrics = Lettering.metrics(g, style.small());
        double right = x + width - metrics.stringWidth(end);
        Lettering.left(g, end, style.small(), palette.text(), right, baseline);
        double text = x + width + 1.6 * layout.line();
        List<String> lines = Lettering.broken(metrics, caption(), area.getMaxX() - text - 8);
        for (int i = 0; i < Math.min(2, lines.size()); i++) {
            Lettering.left(
                    g,
                    lines.get(i),
                    style.small(),
                    style.faintText(),
                    text,
                    area.getY() + (0.9 + 0.95 * i) * layout.line());
        }
    }

    private boolean isWithoutGradient() {
        return Arrays.stream(shown.inside(look.ofMemory()).rms()).allMatch(it -> it == 0);
    }

    private String caption() {
        if (isWithoutGradient()) {
            return "∂L/∂h is exactly 0 at every time step: sample %d costs %s, and its loss is flat there. Choose another sample."
                    .formatted(shown.sample() + 1, SHORT.text(shown.loss()));
        }
        String scaleOf =
                look.backward()
                        ? "colour: logarithmic, the same everywhere."
                        : "colour: " + shown.layer() + " on this scale, other rows on their own.";
        String along =
                look.ofMemory()
                        ? "Along the memory there is no weight and no slope, only the forget gate f."
                        : "Every arrow along the time is the same W_hh.";
        return "%s of sample %d at step %s, %s %s"
                .formatted(
                        look.letter(),
                        shown.sample() + 1,
                        Numbers.count(shown.run().checkpoint().step()),
                        scaleOf,
                        along);
    }
}
