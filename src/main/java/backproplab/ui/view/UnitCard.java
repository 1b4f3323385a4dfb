package backproplab.ui.view;

import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One unit: what was found of it in words, and its incoming weights as bars, or as an image where the inputs are one.
final class UnitCard implements Picture {
    /// A bar narrower than this cannot be told from its neighbour; more weights than that are cells.
    private static final double NARROWEST_BAR = 3;

    /// The height of a line of text, in sizes of the type.
    private static final double LINE = 1.25;

    /// As many weights as anybody reads one by one.
    private static final int MOST_ROWS = 16;

    private Optional<Content> content = Optional.empty();
    private Style style = new Style(Palette.LIGHT, false);
    private Rectangle2D plot = new Rectangle2D.Double();
    private int columns;
    private List<NetworkLayout.Slot> kernels = List.of();

    /// @param title in bold
    /// @param lines under it
    /// @param weights of the unit's inputs, in their order; none for a layer that has no such weights
    /// @param inputs what the inputs are called, as many as there are weights
    /// @param columns of an image; 0 when the inputs are none
    /// @param each how many weights one image has; a filter has a kernel for each channel
    record Content(String title, List<String> lines, double[] weights, List<String> inputs, int columns, int each) {
        int images() {
            return each == 0 || columns == 0 ? 1 : Math.ceilDiv(weights.length, each);
        }

        double largest() {
            double largest = 0;
            for (double weight : weights) {
                if (Double.isFinite(weight)) {
                    largest = Math.max(largest, Math.abs(weight));
                }
            }
            return largest;
        }
    }

    void show(Optional<Content> next) {
        content = next;
    }

    Optional<Content> content() {
        return content;
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style now) {
        style = now;
        g.setPaint(now.palette().background());
        g.fill(area);
        plot = new Rectangle2D.Double();
        kernels = List.of();
        double gap = 6 * now.scale();
        Rectangle2D inner =
                new Rectangle2D.Double(
                        area.getX() + gap, area.getY() + 2, area.getWidth() - 2 * gap, area.getHeight() - 4);
        if (content.isEmpty()) {
            g.setFont(now.font());
            g.setPaint(now.faintText());
            paragraph(g, "Click a unit to see its weights, its bias and its range of z.", inner, inner.getY());
            return;
        }
        Content shown = content.get();
        g.setFont(now.bold());
        g.setPaint(now.palette().text());
        double y = paragraph(g, shown.title(), inner, inner.getY());
        g.setFont(now.small());
        for (String line : shown.lines()) {
            y = paragraph(g, line, inner, y);
        }
        if (shown.weights().length > 0 && y < inner.getMaxY() - 12) {
            Rectangle2D rest = new Rectangle2D.Double(inner.getX(), y + 3, inner.getWidth(), inner.getMaxY() - y - 4);
            paintWeights(g, shown, rest);
        }
    }

    /// @return where the next line begins
    private static double paragraph(Graphics2D g, String text, Rectangle2D area, double from) {
        FontMetrics metrics = g.getFontMetrics();
        double y = from;
        for (String line : Lettering.broken(metrics, text, area.getWidth())) {
            g.drawString(line, (float) area.getX(), (float) (y + metrics.getAscent()));
            y += LINE * g.getFont().getSize2D();
        }
        return y;
    }

    private void paintWeights(Graphics2D g, Content shown, Rectangle2D area) {
        int n = shown.weights().length;
        boolean isImage = shown.columns() > 0;
        columns = isImage ? shown.columns() : n * NARROWEST_BAR > area.getWidth() ? cellColumns(n, area) : 0;
        double line = LINE * style.small().getSize2D();
        if (columns == 0 && n <= MOST_ROWS && n * line <= area.getHeight()) {
            columns = 1;
            plot = new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth(), n * line);
            paintRows(g, shown, line);
        } else if (columns == 0) {
            plot = area;
            paintBars(g, shown);
        } else if (shown.images() > 1) {
            paintKernels(g, shown, area);
        } else {
            int rows = Math.ceilDiv(n, columns);
            double side = Math.min(area.getWidth() / columns, area.getHeight() / rows);
            plot = new Rectangle2D.Double(area.getX(), area.getY(), side * columns, side * rows);
            paintCells(g, shown, side);
        }
    }

    /// As square as the area.
    private static int cellColumns(int n, Rectangle2D area) {
        return Math.clamp((int) Math.ceil(Math.sqrt(n * area.getWidth() / area.getHeight())), 1, n);
    }

    /// Name, bar and number of each weight.
    private void paintRows(Graphics2D g, Content shown, double line) {
        g.setFont(style.small());
        FontMetrics metrics = g.getFontMetrics();
        double gap = 6 * style.scale();
        double names = 0;
        double numbers = 0;
        for (int i = 0; i < shown.weights().length; i++) {
            names = Math.max(names, metrics.stringWidth(shown.inputs().get(i)));
            numbers = Math.max(numbers, metrics.stringWidth(Numbers.text(shown.weights()[i])));
        }
        double left = plot.getX() + names + gap;
        double half = (plot.getMaxX() - numbers - gap - left) / 2;
        double middle = left + half;
        for (int i = 0; i < shown.weights().length; i++) {
            double weight = shown.weights()[i];
            double y = plot.getY() + i * line;
            float baseline = (float) (y + 0.78 * line);
            double length = shown.largest() == 0 ? 0 : weight / shown.largest() * half;
            g.setPaint(style.palette().text());
            g.drawString(shown.inputs().get(i), (float) plot.getX(), baseline);
            g.drawString(Numbers.text(weight), (float) (plot.getMaxX() - numbers), baseline);
            g.setPaint(weight >= 0 ? style.palette().positive() : style.palette().negative());
            g.fill(
                    new Rectangle2D.Double(
                            Math.min(middle, middle + length), y + 0.15 * line, Math.abs(length), 0.7 * line));
        }
        g.setPaint(style.palette().neutral());
        g.setStroke(style.stroke(1));
        g.draw(new Line2D.Double(middle, plot.getY(), middle, plot.getMaxY()));
    }

    private void paintBars(Graphics2D g, Content shown) {
        Palette palette = style.palette();
        double largest = shown.largest();
        double middle = plot.getCenterY();
        double width = Math.min(plot.getWidth() / shown.weights().length, 28 * style.scale());
        for (int i = 0; i < shown.weights().length; i++) {
            double weight = shown.weights()[i];
            double height = largest == 0 ? 0 : weight / largest * plot.getHeight() / 2;
            g.setPaint(weight >= 0 ? palette.positive() : palette.negative());
            g.fill(
                    new Rectangle2D.Double(
                            plot.getX() + i * width + 0.1 * width,
                            Math.min(middle, middle - height),
                            0.8 * width,
                            Math.abs(height)));
        }
        g.setPaint(palette.neutral());
        g.setStroke(style.stroke(1));
        double end = plot.getX() + width * shown.weights().length;
        g.draw(new Line2D.Double(plot.getX(), middle, end, middle));
        plot = new Rectangle2D.Double(plot.getX(), plot.getY(), end - plot.getX(), plot.getHeight());
    }

    private void paintCells(Graphics2D g, Content shown, double side) {
        double largest = shown.largest();
        for (int i = 0; i < shown.weights().length; i++) {
            int row = i / columns;
            int column = i % columns;
            g.setPaint(style.palette().diverging(largest == 0 ? 0 : shown.weights()[i] / largest));
            // A little wider than its place, or seams show.
            g.fill(
                    new Rectangle2D.Double(
                            plot.getX() + column * side, plot.getY() + row * side, side + 0.5, side + 0.5));
        }
        g.setPaint(style.palette().neutral());
        g.setStroke(style.stroke(1));
        g.draw(plot);
    }

    /// A tile for each channel.
    private void paintKernels(Graphics2D g, Content shown, Rectangle2D area) {
        PictureShape shape = new PictureShape(shown.each() / columns, columns);
        SheetGrid grid = SheetGrid.of(shape, shown.images(), area.getWidth(), area.getHeight(), 1, true);
        double middle = area.getY() + grid.totalHeight() / 2;
        kernels = grid.place(area.getX() + grid.totalWidth() / 2, middle, List.of());
        Shades shades = new Shades(style.palette());
        for (NetworkLayout.Slot slot : kernels) {
            if (slot instanceof NetworkLayout.Sheet sheet) {
                double[] part = Arrays.copyOfRange(shown.weights(), sheet.first(), sheet.first() + shape.pixels());
                Shades.draw(g, shades.image(part, columns, shown.largest(), Shades.zoom(shape)), sheet.square());
                g.setPaint(style.palette().neutral());
                g.setStroke(style.stroke(1));
                g.draw(sheet.square());
            }
        }
    }

    private OptionalInt inputAt(double x, double y) {
        for (NetworkLayout.Slot slot : kernels) {
            if (slot.square().contains(x, y)) {
                return slot.unitAt(new Point2D.Double(x, y));
            }
        }
        int n = content.map(it -> it.weights().length).orElse(0);
        if (n == 0 || !plot.contains(x, y)) {
            return OptionalInt.empty();
        }
        int across = columns == 0 ? n : columns;
        int column = (int) ((x - plot.getX()) / plot.getWidth() * across);
        int rows = Math.ceilDiv(n, across);
        int row = (int) ((y - plot.getY()) / plot.getHeight() * rows);
        int input = row * across + column;
        return input < n ? OptionalInt.of(input) : OptionalInt.empty();
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        OptionalInt input = inputAt(x, y);
        if (input.isEmpty()) {
            return Optional.empty();
        }
        Content shown = content.orElseThrow();
        double weight = shown.weights()[input.getAsInt()];
        Palette palette = style.palette();
        List<Readout.Row> rows = new ArrayList<>();
        rows.add(
                new Readout.Row(weight >= 0 ? palette.positive() : palette.negative(), "weight", Numbers.text(weight)));
        return Optional.of(
                new Readout(
                        x, new Rectangle2D.Double(x, y, 0, 0), "from " + shown.inputs().get(input.getAsInt()), rows));
    }
}
