package backproplab.ui.view;

import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Style;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What stands beside the cells of the map: name, shape and verdict at the left, the figures at the right, in columns.
final class CheckTable {
    private static final double GAP = 10;

    /// Where the window is narrower, at normal size, type is small, and counts that are all 0 are left out.
    private static final double WIDE = 680;

    private static final double MOST_FOR_NAMES = 0.34;

    private final Style style;
    private final Font font;
    private final Rectangle2D area;
    private final List<Column> columns = new ArrayList<>();
    private final double names;

    /// @param alarm whether it tells of failures
    private record Figure(String text, boolean alarm) {
        boolean isNothing() {
            return text.equals("0") || text.equals(CheckFigures.NONE);
        }
    }

    private record Column(String title, Function<CheckFigures, Figure> figure, double width) {}

    /// @param area of the whole map
    CheckTable(Graphics2D g, List<CheckFigures> all, Rectangle2D area, Style style) {
        this.style = style;
        this.area = area;
        boolean isWide = area.getWidth() >= WIDE * style.scale();
        this.font = isWide ? style.font() : style.small();
        FontMetrics metrics = Lettering.metrics(g, font);
        add(metrics, all, "worst", it -> new Figure(it.worst(), it.failing() > 0));
        add(metrics, all, "RMS", it -> new Figure(it.rms(), false));
        add(metrics, all, "fail", it -> new Figure(Numbers.count(it.failing()), it.failing() > 0));
        if (isWide || all.stream().anyMatch(it -> it.kinks() > 0)) {
            add(metrics, all, "kinks", it -> new Figure(Numbers.count(it.kinks()), false));
        }
        if (isWide || all.stream().anyMatch(it -> it.unresolved() > 0)) {
            add(metrics, all, "unresolved", it -> new Figure(Numbers.count(it.unresolved()), false));
        }
        double shapes = all.stream().mapToDouble(it -> metrics.stringWidth(it.shape())).max().orElse(0);
        FontMetrics bold = Lettering.metrics(g, font.deriveFont(Font.BOLD));
        double widest = all.stream().mapToDouble(it -> bold.stringWidth(it.name())).max().orElse(0) + gap() + shapes;
        names = Math.min(MOST_FOR_NAMES * area.getWidth(), mark() + widest + 1);
    }

    private void add(FontMetrics metrics, List<CheckFigures> all, String title, Function<CheckFigures, Figure> figure) {
        double width = metrics.stringWidth(title);
        for (CheckFigures each : all) {
            width = Math.max(width, metrics.stringWidth(figure.apply(each).text()));
        }
        columns.add(new Column(title, figure, width));
    }

    private double gap() {
        return GAP * style.scale();
    }

    /// The room for the mark of the verdict.
    private double mark() {
        return 1.5 * font.getSize2D();
    }

    double line() {
        return 1.3 * font.getSize2D();
    }

    /// Between names and figures, below the titles.
    Rectangle2D cells(double bottom) {
        double left = area.getX() + gap() + names + gap();
        double right = area.getMaxX() - gap();
        for (Column column : columns) {
            right -= column.width() + gap();
        }
        double top = area.getY() + line();
        return new Rectangle2D.Double(left, top, Math.max(1, right - gap() - left), Math.max(1, bottom - top));
    }

    void paintTitles(Graphics2D g) {
        FontMetrics metrics = Lettering.metrics(g, font);
        double baseline = area.getY() + 0.95 * font.getSize2D();
        Lettering.left(g, "layer.parameter", font, style.faintText(), area.getX() + gap() + mark(), baseline);
        double right = area.getMaxX() - gap();
        for (Column column : columns.reversed()) {
            Lettering.left(
                    g, column.title(), font, style.faintText(), right - metrics.stringWidth(column.title()), baseline);
            right -= column.width() + gap();
        }
    }

    /// @param chosen whether the number that is looked at is among these
    void paint(Graphics2D g, CheckFigures figures, double middle, boolean chosen) {
        boolean fails = figures.verdict() == Verdict.FAIL;
        Font strong = font.deriveFont(Font.BOLD);
        Font nameFont = chosen || fails ? strong : font;
        FontMetrics metrics = Lettering.metrics(g, nameFont);
        double baseline = middle + (metrics.getAscent() - metrics.getDescent()) / 2.0;
        double x = area.getX() + gap();
        CheckMark.paint(g, figures.verdict(), x + 0.45 * font.getSize2D(), middle, 0.95 * font.getSize2D(), style);
        x += mark();
        double room = names - mark();
        double shape = Lettering.metrics(g, font).stringWidth(figures.shape());
        String name = Lettering.cut(Lettering.metrics(g, nameFont), figures.name(), room - gap() - shape);
        Lettering.left(g, name, nameFont, style.palette().text(), x, baseline);
        Lettering.left(g, figures.shape(), font, style.faintText(), x + room - shape, baseline);
        double right = area.getMaxX() - gap();
        for (Column column : columns.reversed()) {
            Figure figure = column.figure().apply(figures);
            boolean isAlarm = figure.alarm();
            Font own = isAlarm ? strong : font;
            Color color =
                    isAlarm
                            ? style.palette().warning()
                            : figure.isNothing() ? style.faintText() : style.palette().text();
            double width = Lettering.metrics(g, own).stringWidth(figure.text());
            Lettering.left(g, figure.text(), own, color, right - width, baseline);
            right -= column.width() + gap();
        }
    }
}
