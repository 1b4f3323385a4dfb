package backproplab.ui.view;

import backproplab.backprop.TraceStep.Phase;
import backproplab.ui.chart.Formula;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.StepCard;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Where everything on a card stands, at one size of type. All lengths inside are in pixels.
final class StepCardLayout {
    /// Around everything, in sizes of the type.
    static final double MARGIN = 0.8;

    private static final String NO_BREAK = "\u00a0";
    private static final double LINE = 1.3;
    private static final double GAP = 0.55;
    private static final double TITLE = 1.35;
    private static final double FORMULA = 1.4;
    private static final double RESULT = 1.75;
    private static final double MANY_RESULTS = 1.3;
    private static final double NOTE = 0.82;

    /// What hangs lower is a fraction, which needs to be seen to end before the next begins.
    private static final double FRACTION = 0.5;

    /// Of the left one of two columns.
    private static final double LEFT = 0.36;

    private final WordWidths widths;
    private final double size;
    private final double width;
    private final List<Part> parts = new ArrayList<>();
    private double y;
    private double left;
    private double columnWidth;
    private double lowest;
    private boolean isTooWide;
    private int breaks;

    /// Before each formula of a row.
    private final List<Double> gaps = new ArrayList<>();

    /// One piece of text or formula at its place.
    private interface Part {
        void paint(Graphics2D g, double x, double y, Palette palette);
    }

    /// What a card begins with.
    ///
    /// @param color of the word, and of the stripe beside the card
    record Head(String word, Function<Palette, Color> color) {
        static Head of(Phase phase) {
            return new Head(PhaseLook.name(phase), it -> PhaseLook.color(phase, it));
        }
    }

    /// @param wide whether words and formulas stand side by side
    StepCardLayout(Graphics2D g, StepCard card, Head head, double size, double width, boolean wide) {
        this.widths = new WordWidths(g);
        this.size = size;
        this.width = width - 2 * MARGIN * size;
        this.columnWidth = wide ? LEFT * this.width - size : this.width;
        y = MARGIN * size;
        words(card, head);
        if (wide) {
            notes(card);
            column(LEFT * this.width, (1 - LEFT) * this.width);
        }
        formulas(card);
        if (!wide) {
            notes(card);
        }
        lowest = Math.max(lowest, y);
    }

    double size() {
        return size;
    }

    /// How often a formula is broken.
    int breaks() {
        return breaks;
    }

    boolean fits(double height) {
        return !isTooWide && lowest + MARGIN * size <= height;
    }

    void paint(Graphics2D onto, double x, double top, Palette palette) {
        parts.forEach(it -> it.paint(onto, x, top, palette));
    }

    private void column(double from, double wide) {
        lowest = Math.max(lowest, y);
        left = from;
        columnWidth = wide;
        y = MARGIN * size;
    }

    private void words(StepCard card, Head head) {
        text(head.word(), font(NOTE, Font.BOLD), head.color());
        text(card.title(), font(TITLE, Font.BOLD), Palette::text);
        y += 0.15 * size;
        text(card.sentence(), font(1, Font.PLAIN), Palette::text);
        y += GAP * size;
    }

    private void formulas(StepCard card) {
        card.formula().forEach(it -> line(it, FORMULA * size));
        if (!card.numbers().isEmpty()) {
            y += 0.3 * size;
            card.numbers().forEach(it -> line(it, FORMULA * size));
        }
        if (!card.results().isEmpty()) {
            y += GAP * size;
            results(card.results());
        }
    }

    private void notes(StepCard card) {
        y += GAP * size;
        card.notes().forEach(it -> text(it, font(NOTE, Font.PLAIN), StepCardLayout::faint));
    }

    private Font font(double times, int weight) {
        return new Font(Font.SANS_SERIF, weight, 1).deriveFont((float) (times * size));
    }

    private void text(String text, Font font, Function<Palette, Color> color) {
        // "hidden 1" stays together.
        for (String line : widths.broken(text.replaceAll(" (?=\\d)", NO_BREAK), font, columnWidth)) {
            isTooWide |= widths.of(line, font) > columnWidth;
            double x = left;
            double baseline = y + font.getSize2D();
            parts.add((onto, dx, dy, palette) ->
                    Lettering.left(onto, line, font, color.apply(palette), dx + x, dy + baseline));
            y += LINE * font.getSize2D();
        }
    }

    /// Broken between pieces where it must be; what continues is indented.
    private void line(List<String> pieces, double type) {
        List<Formula> row = new ArrayList<>();
        double used = 0;
        double indent = 0;
        for (String piece : pieces) {
            Formula formula = Formula.of(piece);
            double space = row.isEmpty() ? 0 : space(piece) * type;
            if (!row.isEmpty() && indent + used + space + formula.width() * type > columnWidth) {
                row(row, indent, type);
                breaks++;
                row.clear();
                indent = 1.2 * type;
                used = 0;
                space = 0;
            }
            used += space + formula.width() * type;
            isTooWide |= indent + used > columnWidth;
            row.add(formula);
            gaps.add(space);
        }
        row(row, indent, type);
    }

    /// What LaTeX would leave before an operator that begins a piece.
    private static double space(String piece) {
        return piece.startsWith("=") ? 0.28 : 0.22;
    }

    private void row(List<Formula> row, double indent, double type) {
        double ascent = 0.7;
        double depth = 0.25;
        for (Formula it : row) {
            ascent = Math.max(ascent, it.ascent());
            depth = Math.max(depth, it.depth());
        }
        double baseline = y + ascent * type;
        double x = left + indent;
        for (int i = 0; i < row.size(); i++) {
            Formula formula = row.get(i);
            x += gaps.get(i);
            place(formula, x, baseline, type);
            x += formula.width() * type;
        }
        gaps.clear();
        y = baseline + depth * type + (depth > FRACTION ? 0.45 : 0.3) * type;
    }

    private void place(Formula formula, double x, double baseline, double type) {
        parts.add((onto, dx, dy, palette) -> formula.paint(onto, dx + x, dy + baseline, type, palette));
    }

    /// Below each other with `=` in one line; one alone is large.
    private void results(List<StepCard.Result> results) {
        double type = (results.size() == 1 ? RESULT : MANY_RESULTS) * size;
        double symbols = 0;
        for (StepCard.Result it : results) {
            symbols = Math.max(symbols, Formula.of(it.symbol()).width() * type);
        }
        for (StepCard.Result it : results) {
            Formula symbol = Formula.of(it.symbol());
            Formula number = Formula.of("= " + inked(it));
            double ascent = Math.max(0.75, symbol.ascent());
            double depth = Math.max(0.25, symbol.depth());
            double baseline = y + ascent * type;
            place(symbol, left + symbols - symbol.width() * type, baseline, type);
            place(number, left + symbols + 0.28 * type, baseline, type);
            double used = symbols + (0.28 + number.width()) * type;
            isTooWide |= used > columnWidth;
            if (results.size() > 1) {
                name(it.name(), left + used + size, baseline, columnWidth - used - size);
            }
            y = baseline + (depth + 0.22) * type;
        }
    }

    private static String inked(StepCard.Result it) {
        return it.sign() > 0
                ? "\\positive{" + it.number() + "}"
                : it.sign() < 0 ? "\\negative{" + it.number() + "}" : it.number();
    }

    /// In words, where there is room for it.
    private void name(String name, double x, double baseline, double room) {
        Font font = font(NOTE, Font.PLAIN);
        if (widths.of(name, font) <= room) {
            parts.add(
                    (onto, dx, dy, palette) -> Lettering.left(onto, name, font, faint(palette), dx + x, dy + baseline));
        }
    }

    private static Color faint(Palette palette) {
        return new Style(palette, false).faintText();
    }
}
