package backproplab.ui.view;

import backproplab.statistics.UnitReport;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Style;

import java.awt.BasicStroke;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// The scale of the lines, what the marks mean, and the caption.
final class NetworkLegend {
    private static final double LINES = 3.4;
    private static final double LINES_OF_LOW = 2.3;

    /// A picture lower than this has a smaller legend.
    private static final double LOW = 270;

    private static final double BAR = 190;
    private static final int CELLS = 60;

    private final Graphics2D g;
    private final Style style;
    private final Rectangle2D area;
    private final NetworkScene scene;

    NetworkLegend(Graphics2D g, Style style, Rectangle2D area, NetworkScene scene) {
        this.scene = scene;
        this.g = g;
        this.style = style;
        this.area = area;
    }

    /// How much of a picture of this height it takes.
    static double height(double height, Style style) {
        boolean low = height < LOW * style.scale();
        return (low ? LINES_OF_LOW : LINES) * NetworkDiagram.LINE * style.scale();
    }

    void paint() {
        double line = line();
        double left = area.getX() + 10;
        double bar = Math.min(BAR * style.scale(), 0.3 * area.getWidth());
        bar(left, area.getY() + 0.35 * line, bar, 0.6 * line);
        double x = left + bar + 2.2 * line;
        FontMetrics metrics = Lettering.metrics(g, style.small());
        List<String> lines =
                new ArrayList<>(
                        Lettering.broken(
                                metrics, new NetworkWords(scene, style.palette()).caption(), area.getMaxX() - x - 8));
        double step = 0.92 * line;
        boolean low = isLow();
        boolean withMarks = hasMarks();
        int most = (low ? 2 : 3) - (withMarks ? 1 : 0);
        for (int i = 0; i < Math.min(most, lines.size()); i++) {
            String text = i == most - 1 && lines.size() > most ? lines.get(i) + " …" : lines.get(i);
            Lettering.left(g, text, style.small(), style.faintText(), x, area.getY() + line + i * step);
        }
        if (withMarks) {
            marks(x, area.getY() + line + most * step, 0.7 * line);
        }
    }

    private void bar(double x, double y, double width, double height) {
        for (int i = 0; i < CELLS; i++) {
            double share = 2 * (i + 0.5) / CELLS - 1;
            g.setPaint(NetworkBrush.edgeColor(style.palette(), share));
            double thick = height * (0.15 + 0.85 * Math.abs(share));
            g.fill(new Rectangle2D.Double(x + i * width / CELLS, y + (height - thick) / 2, width / CELLS + 0.5, thick));
        }
        boolean gradient = scene.isByGradient();
        double largest = gradient ? GradientScale.LARGEST : scene.weightScale();
        double baseline = y + height + 0.85 * line();
        label("−" + Numbers.tick(largest), x, baseline);
        label(gradient ? "1e−8" : "0", x + width / 2, baseline);
        label(Numbers.tick(largest), x + width, baseline);
        if (gradient && width > 150 * style.scale()) {
            label("−1e−4", x + width / 4, baseline);
            label("1e−4", x + 3 * width / 4, baseline);
        }
        if (isLow()) {
            return;
        }
        Lettering.centred(
                g,
                gradient ? "∂L/∂w, logarithmic, ≤ 1e−8 grey" : "weight",
                style.small(),
                style.faintText(),
                x + width / 2,
                baseline + 0.9 * line());
    }

    private void label(String text, double x, double baseline) {
        double half = Lettering.metrics(g, style.small()).stringWidth(text) / 2.0;
        Lettering.centred(
                g, text, style.small(), style.palette().text(), Math.max(x, area.getX() + half + 2), baseline);
    }

    private double line() {
        return NetworkDiagram.LINE * style.scale();
    }

    private boolean isLow() {
        return area.getHeight() < (LINES - 0.1) * line();
    }

    private boolean hasMarks() {
        return isMarked(UnitMark.DEAD) || isMarked(UnitMark.NEARLY_DEAD) || isMarked(UnitMark.SATURATED);
    }

    private boolean isMarked(UnitMark mark) {
        return scene.setup().network().layers().stream()
                .flatMap(it -> scene.activityOf(it.name()).stream())
                .anyMatch(it -> mark.isIn(it));
    }

    private void marks(double left, double baseline, double side) {
        double x = left;
        for (UnitMark mark : UnitMark.values()) {
            if (!isMarked(mark)) {
                continue;
            }
            Rectangle2D square = new Rectangle2D.Double(x, baseline - side, side, side);
            g.setPaint(style.palette().neutral());
            g.setStroke(new BasicStroke(1));
            g.draw(square);
            mark.paint(g, style, square);
            x += 1.5 * side;
            String text = isLow() ? mark.shortText() : mark.text();
            Lettering.left(g, text, style.small(), style.faintText(), x, baseline);
            x += Lettering.metrics(g, style.small()).stringWidth(text) + side;
        }
        UnitReport report = scene.report();
        if (report != null) {
            String text =
                    Lettering.cut(
                            Lettering.metrics(g, style.small()),
                            "judged on %s at step %s"
                                    .formatted(Numbers.count(report.samples(), "sample"), Numbers.count(report.step())),
                            area.getMaxX() - x - 8);
            Lettering.left(g, text, style.small(), style.faintText(), x, baseline);
        }
    }
}
