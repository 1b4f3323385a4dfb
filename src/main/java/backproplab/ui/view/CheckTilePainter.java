package backproplab.ui.view;

import backproplab.backprop.CheckedNumber;
import backproplab.backprop.CheckedNumber.Verdict;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Style;
import backproplab.ui.view.CheckCells.Cell;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/// Paints the cells of tensors: few as shapes with their number in them, many as an image, which is made once.
final class CheckTilePainter {
    /// More cells than this are an image.
    private static final int MOST_SHAPES = 1500;

    /// Failures are at least so large, at normal size, however fine the cells are.
    static final double LEAST_FAILURE = 4;

    /// Cells from this size on have marks in them.
    private static final double MARKED = 8;

    private static final double LARGEST_MARK = 16;

    private final Style style;
    private final Map<CheckTile, BufferedImage> images = new HashMap<>();

    CheckTilePainter(Style style) {
        this.style = style;
    }

    void paint(Graphics2D g, CheckTile tile) {
        Rectangle2D area = tile.area();
        int gap = tile.isFine() ? 0 : 1;
        g.setPaint(style.palette().grid());
        g.setStroke(style.stroke(1));
        g.draw(
                new Rectangle2D.Double(
                        area.getX() - 1, area.getY() - 1, area.getWidth() - gap + 2, area.getHeight() - gap + 2));
        if (tile.isFine() || tile.cells().rows() * tile.cells().columns() > MOST_SHAPES) {
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
            g.drawImage(images.computeIfAbsent(tile, this::image), tile.x(), tile.y(), null);
        } else {
            each(
                    tile,
                    (cell, number) -> {
                        g.setPaint(ErrorScale.of(number, style.palette()));
                        g.fill(tile.cell(cell));
                    });
        }
        if (hasNumbers(tile)) {
            paintNumbers(g, tile);
        } else if (Math.min(tile.width(), tile.height()) >= MARKED * style.scale()) {
            each(tile, (cell, number) -> paintMark(g, tile, cell, number));
        }
    }

    private static void each(CheckTile tile, BiConsumer<Cell, CheckedNumber> visit) {
        CheckCells cells = tile.cells();
        for (int row = 0; row < cells.rows(); row++) {
            for (int column = 0; column < cells.columns(); column++) {
                Cell cell = new Cell(row, column);
                cells.worst(row, column).ifPresent(it -> visit.accept(cell, it));
            }
        }
    }

    private BufferedImage image(CheckTile tile) {
        CheckCells cells = tile.cells();
        BufferedImage image =
                new BufferedImage(
                        cells.columns() * tile.width(), cells.rows() * tile.height(), BufferedImage.TYPE_INT_RGB);
        Pixels pixels = new Pixels(image, style.palette().background());
        Palette palette = style.palette();
        int gap = tile.isFine() ? 0 : 1;
        each(
                tile,
                (cell, number) -> {
                    boolean isKink = number.verdict() == Verdict.KINK;
                    Color color = isKink ? ErrorScale.fineKink(palette) : ErrorScale.of(number, palette);
                    int x = cell.column() * tile.width();
                    int y = cell.row() * tile.height();
                    pixels.fill(x, y, tile.width() - gap, tile.height() - gap, color);
                });
        int least = (int) Math.round(LEAST_FAILURE * style.scale());
        each(
                tile,
                (cell, number) -> {
                    if (number.verdict() == Verdict.FAIL) {
                        int width = Math.max(least, tile.width() - gap);
                        int height = Math.max(least, tile.height() - gap);
                        int x = cell.column() * tile.width() + (tile.width() - gap - width) / 2;
                        int y = cell.row() * tile.height() + (tile.height() - gap - height) / 2;
                        pixels.fill(x, y, width, height, ErrorScale.of(number, palette));
                    }
                });
        pixels.done();
        return image;
    }

    private record Pixels(BufferedImage image, int[] colors) {
        Pixels(BufferedImage image, Color background) {
            this(image, new int[image.getWidth() * image.getHeight()]);
            Arrays.fill(colors, background.getRGB());
        }

        /// As far as it lies within.
        void fill(int x, int y, int width, int height, Color color) {
            for (int row = Math.max(0, y); row < Math.min(image.getHeight(), y + height); row++) {
                int from = row * image.getWidth() + Math.max(0, x);
                int to = row * image.getWidth() + Math.min(image.getWidth(), x + width);
                Arrays.fill(colors, from, Math.max(from, to), color.getRGB());
            }
        }

        void done() {
            image.setRGB(0, 0, image.getWidth(), image.getHeight(), colors, 0, image.getWidth());
        }
    }

    private boolean hasNumbers(CheckTile tile) {
        return tile.width() >= CheckMapLayout.NUMBER_WIDTH * style.scale()
                && tile.height() >= CheckMapLayout.NUMBER_HEIGHT * style.scale();
    }

    private void paintNumbers(Graphics2D g, CheckTile tile) {
        double room = Math.min(0.42 * tile.height(), 0.17 * tile.width());
        float size = (float) Math.clamp(room, style.small().getSize2D(), 1.5 * style.font().getSize2D());
        Font font = style.font().deriveFont(size);
        FontMetrics metrics = Lettering.metrics(g, font);
        double down = (metrics.getAscent() - metrics.getDescent()) / 2.0;
        each(
                tile,
                (cell, number) -> {
                    if (number.verdict() == Verdict.KINK) {
                        paintMark(g, tile, cell, number);
                        return;
                    }
                    Rectangle2D place = tile.cell(cell);
                    Color ink = Lettering.inkOn(ErrorScale.of(number, style.palette()));
                    String text = CheckFigures.error(number.relativeError());
                    Lettering.centred(g, text, font, ink, place.getCenterX(), place.getCenterY() + down);
                });
    }

    private void paintMark(Graphics2D g, CheckTile tile, Cell cell, CheckedNumber number) {
        Rectangle2D place = tile.cell(cell);
        double side = Math.min(place.getWidth(), place.getHeight());
        if (number.verdict() == Verdict.KINK) {
            double size = Math.min(0.7 * side, LARGEST_MARK * style.scale());
            CheckMark.paint(g, Verdict.KINK, place.getCenterX(), place.getCenterY(), size, style);
        } else if (number.verdict() == Verdict.OK && !number.isResolved()) {
            paintUnresolved(g, place, side);
        }
    }

    /// A hole.
    private void paintUnresolved(Graphics2D g, Rectangle2D place, double side) {
        double dot = Math.min(0.28 * side, 0.3 * LARGEST_MARK * style.scale());
        g.setPaint(style.palette().background());
        g.fill(new Ellipse2D.Double(place.getCenterX() - dot / 2, place.getCenterY() - dot / 2, dot, dot));
    }
}
