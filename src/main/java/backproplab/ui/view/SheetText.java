package backproplab.ui.view;

import backproplab.ui.chart.Formula;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.PdfPages;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.TexText;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/// Text and formulas of a printed sheet, broken to a width.
final class SheetText {
    /// Between two lines of text, in sizes of the type.
    private static final double LINE = 1.3;

    /// What continues a formula stands further in.
    private static final double INDENT = 1.2;

    /// Around a formula, in sizes of the type.
    private static final double AIR = 0.25;

    private SheetText() {}

    static Color faint() {
        return new Style(Palette.LIGHT, false).faintText();
    }

    static List<String> broken(PdfPages pdf, String text, double type, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && pdf.textWidth(line + " " + word, type) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    static SheetBlock paragraph(PdfPages pdf, String text, double type, double width, Color color) {
        List<String> lines = broken(pdf, text, type, width);
        return new SheetBlock(
                lines.size() * LINE * type,
                true,
                (x, y) -> {
                    for (int i = 0; i < lines.size(); i++) {
                        pdf.text(lines.get(i), x, y + (0.95 + i * LINE) * type, type, false, color);
                    }
                });
    }

    /// A formula, broken between its pieces where it must be: never across pages.
    ///
    /// @param indent from the left edge
    /// @param gap between pieces, in sizes of the type
    static SheetBlock formula(PdfPages pdf, List<String> pieces, double type, double indent, double width, double gap) {
        List<List<String>> rows = rows(pieces, type, width, gap);
        double height = 0;
        for (List<String> row : rows) {
            height += (ascent(row) + depth(row) + 2 * AIR) * type;
        }
        return new SheetBlock(
                height,
                true,
                (x, y) -> {
                    double top = y;
                    for (int i = 0; i < rows.size(); i++) {
                        List<String> row = rows.get(i);
                        double baseline = top + (AIR + ascent(row)) * type;
                        double at = x + indent + (i == 0 || gap > 1 ? 0 : INDENT * type);
                        for (String piece : row) {
                            Formula formula = Formula.of(piece);
                            pdf.formula(formula, TexText.of(List.of(piece)), at, baseline, type);
                            at += (formula.width() + gap) * type;
                        }
                        top = baseline + (depth(row) + AIR) * type;
                    }
                });
    }

    private static List<List<String>> rows(List<String> pieces, double type, double width, double gap) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        double used = 0;
        for (String piece : pieces) {
            double wide = Formula.of(piece).width() * type;
            if (!row.isEmpty() && used + gap * type + wide > width) {
                rows.add(row);
                row = new ArrayList<>();
                used = INDENT * type;
            }
            used += (row.isEmpty() ? 0 : gap * type) + wide;
            row.add(piece);
        }
        rows.add(row);
        return rows;
    }

    /// Of a line that is not broken.
    static double width(List<String> pieces, double type, double gap) {
        double width = (pieces.size() - 1) * gap * type;
        for (String it : pieces) {
            width += Formula.of(it).width() * type;
        }
        return width;
    }

    private static double ascent(List<String> row) {
        return row.stream().mapToDouble(it -> Formula.of(it).ascent()).reduce(0.7, Math::max);
    }

    private static double depth(List<String> row) {
        return row.stream().mapToDouble(it -> Formula.of(it).depth()).reduce(0.22, Math::max);
    }
}
