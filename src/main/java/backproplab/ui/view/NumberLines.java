package backproplab.ui.view;

import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Style;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Writes numbers below one another into a box, as large as there is room for: symbols at the left, values at the right.
final class NumberLines {
    /// In sizes of normal type.
    private static final double LARGEST = 2;

    /// Beside a result, which has to stand out.
    private static final double LARGEST_BESIDE = 1.6;

    private static final double LARGEST_RESULT = 2.7;
    private static final double READABLE = 0.9;
    private static final double SMALLEST = 0.57;

    /// A result has so many times the height of another number.
    private static final double RESULT_SHARE = 1.4;

    /// A number may be larger than its neighbours by so much.
    private static final double ALIKE = 1.6;

    /// With its symbol above it.
    private static final double STACKED_SHARE = 2.3;

    private static final double ROW = 1.12;

    private static final int[] DIGITS = {6, 5, 4, 3};

    private final Graphics2D g;
    private final WordWidths widths;
    private final Style style;
    private final Color accent;
    private final boolean strong;

    /// Whether the symbol of the result stands above it, in the box that is painted.
    private boolean stacked;

    /// @param accent of symbols that are lit
    /// @param strong whether also numbers that are not lit are written in full strength
    NumberLines(Graphics2D g, Style style, Color accent, boolean strong) {
        this.g = g;
        this.widths = new WordWidths(g);
        this.style = style;
        this.accent = accent;
        this.strong = strong;
    }

    void paint(List<NumberLine> all, Rectangle2D box) {
        double padding = Math.min(6 * style.scale(), 0.09 * box.getWidth());
        double width = box.getWidth() - 2 * padding;
        double height = box.getHeight() - Math.min(6 * style.scale(), 0.12 * box.getHeight());
        List<NumberLine> lines = fitting(all, height);
        boolean hasResult = lines.stream().anyMatch(NumberLine::isResult);
        stacked = hasResult && height >= (lines.size() + STACKED_SHARE) * ROW * READABLE * body();
        double total = 0;
        for (NumberLine line : lines) {
            total += share(line);
        }
        double row = Math.min(height / total, 1.35 * LARGEST * body());
        double[] sizes = new double[3];
        Arrays.fill(sizes, LARGEST_RESULT * body());
        for (NumberLine line : lines) { // those of the same rank have about the same size
            double most = line.isResult() ? LARGEST_RESULT : hasResult ? LARGEST_BESIDE : LARGEST;
            double size = size(line, width, Math.min(high(line, row), most * body()));
            sizes[line.rank()] = Math.min(sizes[line.rank()], (line.isResult() ? 1 : ALIKE) * size);
        }
        if (hasResult) { // nothing is larger than what comes out
            sizes[0] = Math.min(sizes[0], 0.85 * sizes[2]);
            sizes[1] = Math.min(sizes[1], 0.92 * sizes[2]);
        }
        double y = box.getCenterY() - row * total / 2;
        for (NumberLine line : lines) {
            double high = row * share(line);
            double size = size(line, width, Math.min(high(line, row), sizes[line.rank()]));
            write(line, box.getX() + padding, y + high / 2, width, size);
            y += high;
        }
    }

    private double share(NumberLine line) {
        return !line.isResult() ? 1 : stacked ? STACKED_SHARE : RESULT_SHARE;
    }

    /// The size of type that has room in a row.
    private double high(NumberLine line, double row) {
        return line.isResult() && stacked ? 0.5 * row * STACKED_SHARE : 0.78 * row * share(line);
    }

    private double body() {
        return style.font().getSize2D();
    }

    /// Where there is no room for all: those that are lit, and the newest of the others.
    private List<NumberLine> fitting(List<NumberLine> all, double height) {
        int room = Math.max(1, (int) (height / (ROW * READABLE * body())));
        List<NumberLine> kept = new ArrayList<>(all);
        for (int rank = 0; rank <= 2; rank++) {
            for (NumberLine line : all) {
                if (kept.size() > room && line.rank() == rank) {
                    kept.remove(line);
                }
            }
        }
        return kept;
    }

    /// Smaller, and with fewer digits, until there is room.
    private double size(NumberLine line, double width, double wanted) {
        double size = wanted;
        while (size > SMALLEST * body() && text(line, width, size).isEmpty()) {
            size = 0.93 * size;
        }
        return size;
    }

    /// With as many digits as there is room for beside the symbol.
    private Optional<String> text(NumberLine line, double width, double size) {
        boolean isAbove = line.isResult() && stacked;
        double symbol = isAbove ? 0 : widths.ofNumber(line.symbol(), symbolFont(size)) + 0.35 * size;
        Font font = font(line, size);
        for (int digits : DIGITS) {
            String text = line.value(digits);
            if (digits >= fewest(line, size) && widths.ofNumber(text, font) <= width - symbol) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    private void write(NumberLine line, double x, double middle, double width, double size) {
        boolean isAbove = line.isResult() && stacked;
        double baseline = middle + (isAbove ? 0.72 : 0.36) * size;
        Font font = font(line, size);
        Optional<String> text = text(line, width, size);
        if (text.isPresent()) {
            double up = isAbove ? 0.95 * size : 0;
            Lettering.left(g, line.symbol(), symbolFont(size), symbolColor(line), x, baseline - up);
            double wide = Lettering.metrics(g, font).stringWidth(text.get());
            Lettering.left(g, text.get(), font, color(line), x + width - wide, baseline);
            return;
        }
        String alone = line.value(DIGITS[DIGITS.length - 1]); // a symbol has no room
        if (Lettering.metrics(g, font).stringWidth(alone) <= width) {
            Lettering.centred(g, alone, font, color(line), x + width / 2, baseline);
        }
    }

    private Font symbolFont(double size) {
        return style.font().deriveFont((float) (0.86 * size));
    }

    /// Large type is no gain where digits are lost for it.
    private int fewest(NumberLine line, double size) {
        double large = line.isResult() ? 1.3 : 1;
        return size > large * body() ? 5 : size > 0.8 * body() ? 4 : 3;
    }

    private Font font(NumberLine line, double size) {
        return (line.role().isPresent() ? style.bold() : style.font()).deriveFont((float) size);
    }

    private Color color(NumberLine line) {
        return line.role().isPresent() || strong ? style.palette().text() : style.faintText();
    }

    private Color symbolColor(NumberLine line) {
        return line.role().isPresent() ? Palette.mix(style.palette().text(), accent, 0.6) : style.faintText();
    }

    /// A single number in small type at the left, its symbol beside it.
    void small(NumberLine line, Rectangle2D box) {
        double size = Math.min(style.small().getSize2D(), 0.82 * box.getHeight());
        Font font = font(line, size);
        FontMetrics metrics = Lettering.metrics(g, font);
        double room = box.getWidth() - 6;
        for (String symbol : List.of(line.symbol() + " ", "")) {
            for (int digits : DIGITS) {
                String text = symbol + line.value(digits);
                if (metrics.stringWidth(text) <= room) {
                    Lettering.left(g, text, font, color(line), box.getX() + 3, box.getCenterY() + 0.36 * size);
                    return;
                }
            }
        }
    }
}
