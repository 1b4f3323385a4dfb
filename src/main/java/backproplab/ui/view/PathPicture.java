package backproplab.ui.view;

import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.CardDigits;
import backproplab.ui.viewmodel.CardSymbols;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The largest paths from the loss to a weight: a bar for the size of what the path adds, the number, and the factors
/// along it with their letters above. What has no room is one sum, and the last line is the whole: ∂L/∂w.
final class PathPicture implements Picture {
    /// In sizes of the type.
    private static final double LINE = 1.4;

    /// Two lines, and what hangs below the last.
    private static final double FOOT = 2 * LINE + 0.3;

    private static final double NAME = 0.92;
    private static final double ROW = 2.75;
    private static final double AIR = 0.35;
    private static final double BAR = 3.2;
    private static final double GAP = 0.5;
    private static final double SHRINK = 0.95;

    /// Of the small type, where that shows all factors of a path.
    private static final double SMALLEST = 0.85;

    /// Of the type that it would have in more lines, where that keeps a path on one line.
    private static final double UNBROKEN = 0.85;

    /// So many paths are to be compared, rather than one long one read in full.
    private static final int COMPARED = 2;

    private Optional<PathTable> table = Optional.empty();
    private CardDigits digits = CardDigits.STANDARD;
    private String note = "";
    private int painted;

    void show(PathTable next, CardDigits written) {
        table = Optional.of(next);
        digits = written;
        note = "";
    }

    /// A sentence in place of paths.
    void showNothing(String sentence) {
        table = Optional.empty();
        note = sentence;
    }

    Optional<PathTable> table() {
        return table;
    }

    /// How many paths had room the last time.
    int painted() {
        return painted;
    }

    @Override
    public boolean isReadable() {
        return false;
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style style) {
        paint(g, area, style.font().getSize2D(), style);
    }

    /// @param size of the type
    void paint(Graphics2D g, Rectangle2D area, double size, Style style) {
        painted = 0;
        if (table.isEmpty()) {
            Font font = plain(size);
            double y = area.getY() + LINE * size;
            for (String line : Lettering.broken(Lettering.metrics(g, font), note, area.getWidth())) {
                Lettering.left(g, line, font, style.faintText(), area.getX(), y);
                y += LINE * size;
            }
            return;
        }
        Painting painting = new Painting(g, area, size, style, table.get());
        for (double smaller = SHRINK * size;
                painting.breaks() && smaller >= SMALLEST * style.small().getSize2D();
                smaller *= SHRINK) {
            Painting next = new Painting(g, area, smaller, style, table.get());
            boolean isReadable = smaller >= UNBROKEN * size;
            if ((painting.folds() && !next.folds()) || (isReadable && !next.breaks())) {
                painting = next;
            }
        }
        painting.all();
    }

    private static Font plain(double size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size);
    }

    /// A factor with the width of its column, or what stands for those that are left out.
    private record Item(PathTable.Cell cell, double width, boolean isFold) {}

    /// One painting, from top to bottom.
    private final class Painting {
        private final Graphics2D g;
        private final Rectangle2D area;
        private final double size;
        private final Style style;
        private final PathTable shown;
        private final FontMetrics metrics;
        private final double numbers;
        private final double left;
        private final boolean isTitled;
        private final List<List<List<Item>>> lines = new ArrayList<>();
        private final List<Double> columns = new ArrayList<>();
        private double y;

        Painting(Graphics2D g, Rectangle2D area, double size, Style style, PathTable shown) {
            this.g = g;
            this.area = area;
            this.size = size;
            this.style = style;
            this.shown = shown;
            this.metrics = Lettering.metrics(g, plain(size));
            double widest = metrics.stringWidth(total());
            for (PathTable.Row row : shown.rows()) {
                widest = Math.max(widest, metrics.stringWidth(row.number()));
            }
            widest = Math.max(widest, metrics.stringWidth(digits.text(shown.paths().rest(0))));
            this.numbers = widest;
            this.left = area.getX() + (BAR + GAP) * size + numbers + metrics.stringWidth(" = ");
            this.isTitled = area.getHeight() >= (LINE + ROW + FOOT) * size;
            this.y = area.getY() + (isTitled ? LINE + 0.1 : 0) * size;
            measure();
            shown.rows().forEach(it -> lines.add(folded(it.cells())));
        }

        /// Whether a path has more than one line, or leaves factors out.
        boolean breaks() {
            return folds() || lines.stream().anyMatch(it -> it.size() > 1);
        }

        /// Whether a path leaves factors out.
        boolean folds() {
            return lines.stream().flatMap(List::stream).flatMap(List::stream).anyMatch(Item::isFold);
        }

        private String total() {
            return digits.text(shown.paths().gradient());
        }

        void all() {
            Palette palette = style.palette();
            String count = count(shown.paths().count());
            Font bold = plain(size).deriveFont(Font.BOLD);
            String title = Lettering.cut(Lettering.metrics(g, bold), count, area.getWidth());
            Lettering.left(g, isTitled ? title : "", bold, palette.text(), area.getX(), area.getY() + size);
            double foot = FOOT * size;
            for (int i = 0; i < shown.rows().size(); i++) {
                double height = lines.get(i).size() * ROW * size - AIR * size;
                boolean isLast = i == shown.rows().size() - 1 && shown.rows().size() == (long) shown.paths().count();
                if (y + height + (isLast ? foot - LINE * size : foot) > area.getMaxY() + 1 && i > 0) {
                    break;
                }
                row(shown.rows().get(i), lines.get(i));
                painted++;
            }
            foot(palette);
        }

        private String count(double paths) {
            String number = paths < 1e15 ? Numbers.count(Math.round(paths)) : Numbers.text(paths);
            return paths == 1
                    ? "The one path from the loss to it"
                    : "%s paths from the loss to it, the largest first".formatted(number);
        }

        /// The factors of all paths stand in the same columns.
        private void measure() {
            for (PathTable.Row row : shown.rows()) {
                for (int i = 0; i < row.cells().size(); i++) {
                    double width = width(row.cells().get(i));
                    if (i < columns.size()) {
                        columns.set(i, Math.max(columns.get(i), width));
                    } else {
                        columns.add(width);
                    }
                }
            }
        }

        /// In as many lines as a path may have; of a longer one the middle is left out.
        private List<List<Item>> folded(List<PathTable.Cell> cells) {
            double room = area.getMaxY() - y - FOOT * size;
            int most = Math.max(1, (int) (room / (ROW * size) / Math.min(COMPARED, shown.rows().size())));
            List<List<Item>> all = broken(items(cells, cells.size()));
            for (int kept = cells.size() - 1; kept >= 1 && all.size() > most; kept--) {
                all = broken(items(cells, kept));
            }
            return all;
        }

        private List<Item> items(List<PathTable.Cell> cells, int kept) {
            List<Item> items = new ArrayList<>();
            int end = cells.size() - kept / 2;
            for (int i = 0; i < cells.size(); i++) {
                if (i < kept - kept / 2 || i >= end) {
                    items.add(new Item(cells.get(i), columns.get(i), false));
                } else if (i == kept - kept / 2) {
                    PathTable.Cell fold = new PathTable.Cell(shown.dots(), (cells.size() - kept) + " more");
                    items.add(new Item(fold, width(fold), true));
                }
            }
            return items;
        }

        private List<List<Item>> broken(List<Item> items) {
            double room = area.getMaxX() - left;
            List<List<Item>> broken = new ArrayList<>();
            double used = 0;
            for (Item item : items) {
                if (broken.isEmpty() || used + item.width() > room) {
                    broken.add(new ArrayList<>());
                    used = 0;
                }
                broken.getLast().add(item);
                used += item.width() + between();
            }
            return broken;
        }

        private double between() {
            return 1.1 * size;
        }

        private double width(PathTable.Cell cell) {
            return Math.max(cell.name().width() * NAME * size, metrics.stringWidth(cell.number()));
        }

        private void row(PathTable.Row row, List<List<Item>> broken) {
            Palette palette = style.palette();
            Color color = color(row.product());
            double baseline = y + 2.15 * size;
            bar(row.product(), color, baseline);
            number(row.number(), color, baseline);
            boolean isFirst = true;
            for (List<Item> line : broken) {
                double x = left;
                for (Item item : line) {
                    if (!isFirst) {
                        Lettering.left(g, "·", plain(size), palette.text(), x - 0.68 * between(), baseline);
                    }
                    isFirst = false;
                    cell(item.cell(), x, baseline);
                    x += item.width() + between();
                }
                baseline += ROW * size;
                y += ROW * size;
            }
        }

        private void cell(PathTable.Cell cell, double x, double baseline) {
            cell.name().paint(g, x, baseline - 1.15 * size, NAME * size, style.palette());
            Lettering.left(g, cell.number(), plain(size), style.palette().text(), x, baseline);
        }

        private void bar(double product, Color color, double baseline) {
            double largest = Math.abs(shown.rows().getFirst().product());
            double share = largest > 0 ? Math.min(1, Math.abs(product) / largest) : 0;
            double width = Double.isFinite(share) ? share * BAR * size : 0;
            g.setPaint(style.withAlpha(color, 0.75));
            double right = area.getX() + BAR * size;
            g.fill(new Rectangle2D.Double(right - width, baseline - 0.75 * size, width, 0.8 * size));
        }

        private void number(String text, Color color, double baseline) {
            double right = area.getX() + (BAR + GAP) * size + numbers;
            Lettering.left(g, text, plain(size), color, right - metrics.stringWidth(text), baseline);
            Lettering.left(g, " = ", plain(size), style.palette().text(), right, baseline);
        }

        private void foot(Palette palette) {
            double more = shown.paths().count() - painted;
            double baseline = y + LINE * size;
            if (more > 0) {
                double rest = shown.paths().rest(painted);
                note(
                        digits.text(rest),
                        rest,
                        (more < 1e15 ? Numbers.count(Math.round(more)) : Numbers.text(more)) + " more",
                        baseline);
                baseline += LINE * size;
            }
            g.setPaint(palette.neutral());
            g.fill(
                    new Rectangle2D.Double(
                            area.getX(), baseline - 1.12 * size, left - area.getX(), Math.max(1, 0.06 * size)));
            note(
                    total(),
                    shown.paths().gradient(),
                    "∂L/∂%s, the sum of all".formatted(CardSymbols.plainLetter(shown.paths().key().name())),
                    baseline);
        }

        private Color color(double value) {
            Palette palette = style.palette();
            return value > 0 ? palette.positive() : value < 0 ? palette.negative() : palette.text();
        }

        private void note(String number, double value, String words, double baseline) {
            number(number, color(value), baseline);
            Lettering.left(g, words, plain(size), style.faintText(), left, baseline);
        }
    }
}
