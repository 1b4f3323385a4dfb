package backproplab.ui.view;

import backproplab.ui.chart.Formula;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Style;
import backproplab.ui.view.CloseNumbers.Row;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// Paints [CloseNumbers]: the title, the numbers with their `=` below each other, the sentence, in the largest type that
/// has room. Where it is low, the numbers stand in two columns.
final class NumberColumn {
    /// Lines and spaces, in sizes of the type.
    private static final double TITLE = 1.12;

    private static final double AFTER_TITLE = 0.2;
    private static final double NOTE = 0.88;
    private static final double LINE = 1.42;
    private static final double NOTE_LINE = 1.28;
    private static final double EQUALS = 0.35;
    private static final double BETWEEN = 1.4;
    private static final double SHRINK = 0.93;

    /// Of the small type.
    private static final double SMALLEST = 0.9;

    private final Graphics2D g;
    private final CloseNumbers shown;
    private final Style style;

    private NumberColumn(Graphics2D g, CloseNumbers shown, Style style) {
        this.g = g;
        this.shown = shown;
        this.style = style;
    }

    /// @param largest size of the type
    static void paint(Graphics2D g, CloseNumbers shown, Rectangle2D area, double largest, Style style) {
        new NumberColumn(g, shown, style).paint(area, largest);
    }

    /// The lines of one column after the other, at one size.
    private record Layout(
            double size, int columns, List<String> title, List<String> sentence, double width, double height) {}

    private void paint(Rectangle2D area, double largest) {
        double least = style.small().getSize2D() * SMALLEST;
        for (double size = largest; size >= least; size *= SHRINK) {
            for (int columns = 1; columns <= 2; columns++) {
                Layout layout = layout(size, columns, area.getWidth());
                if (fits(layout, area)) {
                    paint(layout, area);
                    return;
                }
            }
        }
        paint(numbersOnly(least, area), area);
    }

    /// Where there is no room for all, the sentence goes before the title, and the title before a number does.
    private Layout numbersOnly(double size, Rectangle2D area) {
        String title = Lettering.cut(Lettering.metrics(g, bold(size)), shown.title(), area.getWidth());
        Layout layout = layout(size, 1, area.getWidth());
        double numbers = shown.rows().size() * LINE * size;
        boolean hasTitle = numbers + (TITLE * NOTE_LINE + AFTER_TITLE) * size <= area.getHeight();
        return new Layout(size, 1, hasTitle ? List.of(title) : List.of(), List.of(), layout.width(), area.getHeight());
    }

    private static boolean fits(Layout it, Rectangle2D area) {
        return it.width <= area.getWidth() && it.height <= area.getHeight();
    }

    private Layout layout(double size, int columns, double room) {
        // "hidden 1" stays together.
        String named = shown.title().replaceAll(" (?=\\d)", "\u00a0");
        List<String> title = Lettering.broken(Lettering.metrics(g, bold(size)), named, room);
        List<String> sentence =
                shown.sentence().isEmpty()
                        ? List.of()
                        : Lettering.broken(Lettering.metrics(g, note(size)), shown.sentence(), room);
        double widest = 0;
        for (List<Row> column : columns(columns)) {
            widest += width(column, size);
        }
        widest += (columns - 1) * BETWEEN * size;
        double height =
                title.size() * TITLE * NOTE_LINE * size
                        + AFTER_TITLE * size
                        + Math.ceilDiv(shown.rows().size(), columns) * LINE * size
                        + (sentence.isEmpty() ? 0 : 0.4 * size)
                        + sentence.size() * NOTE_LINE * NOTE * size;
        return new Layout(size, columns, title, sentence, widest, height);
    }

    private List<List<Row>> columns(int count) {
        List<List<Row>> columns = new ArrayList<>();
        int each = Math.max(1, Math.ceilDiv(shown.rows().size(), count));
        for (int from = 0; from < shown.rows().size(); from += each) {
            columns.add(shown.rows().subList(from, Math.min(from + each, shown.rows().size())));
        }
        return columns;
    }

    private double width(List<Row> rows, double size) {
        FontMetrics metrics = Lettering.metrics(g, plain(size));
        double numbers = 0;
        for (Row row : rows) {
            numbers = Math.max(numbers, metrics.stringWidth("= " + row.number()));
        }
        return symbols(rows) * size + EQUALS * size + numbers;
    }

    private static double symbols(List<Row> rows) {
        double widest = 0;
        for (Row row : rows) {
            widest = Math.max(widest, Formula.of(row.symbol()).width());
        }
        return widest;
    }

    private void paint(Layout it, Rectangle2D area) {
        Palette palette = style.palette();
        double size = it.size();
        double y = area.getY();
        for (String line : it.title()) {
            y += TITLE * NOTE_LINE * size;
            Lettering.left(g, line, bold(size), palette.text(), area.getX(), y - 0.25 * size);
        }
        y += it.title().isEmpty() ? 0 : AFTER_TITLE * size;
        double x = area.getX();
        double lowest = y;
        for (List<Row> column : columns(it.columns())) {
            double baseline = y;
            double symbols = symbols(column) * size;
            for (Row row : column) {
                baseline += LINE * size;
                Formula symbol = Formula.of(row.symbol());
                double text = baseline - 0.35 * size;
                symbol.paint(g, x + symbols - symbol.width() * size, text, size, palette);
                double after = x + symbols + EQUALS * size;
                Lettering.left(g, "=", plain(size), palette.text(), after, text);
                double sign = Lettering.metrics(g, plain(size)).stringWidth("= ");
                Lettering.left(g, row.number(), plain(size), color(row), after + sign, text);
            }
            lowest = Math.max(lowest, baseline);
            x += width(column, size) + BETWEEN * size;
        }
        y = lowest + 0.4 * size;
        for (String line : it.sentence()) {
            y += NOTE_LINE * NOTE * size;
            Lettering.left(g, line, note(size), style.faintText(), area.getX(), y - 0.3 * size);
        }
    }

    private Color color(Row row) {
        Palette palette = style.palette();
        return row.isHidden()
                ? style.faintText()
                : row.sign() > 0 ? palette.positive() : row.sign() < 0 ? palette.negative() : palette.text();
    }

    private static Font plain(double size) {
        return sized(Font.PLAIN, size);
    }

    private static Font bold(double size) {
        return sized(Font.BOLD, TITLE * size);
    }

    private static Font note(double size) {
        return sized(Font.PLAIN, NOTE * size);
    }

    private static Font sized(int weight, double size) {
        return new Font(Font.SANS_SERIF, weight, 1).deriveFont((float) size);
    }
}
