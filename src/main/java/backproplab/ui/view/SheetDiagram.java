package backproplab.ui.view;

import backproplab.ui.chart.Formula;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.PdfPages;
import backproplab.ui.viewmodel.TexText;
import backproplab.ui.viewmodel.WorksheetDiagram;
import backproplab.ui.viewmodel.WorksheetDiagram.Asked;
import backproplab.ui.viewmodel.WorksheetDiagram.Column;
import backproplab.ui.viewmodel.WorksheetDiagram.Edge;
import backproplab.ui.viewmodel.WorksheetDiagram.Node;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The network on a printed sheet: inputs, weights and biases with their numbers, blanks in the units.
final class SheetDiagram {
    private static final Palette PALETTE = Palette.LIGHT;
    private static final double NAME = 8;
    private static final double NUMBER = 8.5;
    private static final double LINE = 15;
    private static final double HEADER = 26;
    private static final double MORE = 14;
    private static final double BETWEEN = 16;
    private static final double PADDING = 6;

    /// The width of a column that stands for layers.
    private static final double LEFT_OUT = 40;

    private static final double LEAST_GAP = 14;

    /// A label needs that much height for itself.
    private static final double LABEL = 10;

    private final PdfPages pdf;
    private final WorksheetDiagram diagram;
    private final boolean isKey;
    private final double width;
    private final double boxWidth;
    private final double type;
    private final double height;

    /// @param isKey whether the blanks are filled in
    SheetDiagram(PdfPages pdf, WorksheetDiagram diagram, boolean isKey) {
        this.pdf = pdf;
        this.diagram = diagram;
        this.isKey = isKey;
        this.width = SheetPages.width(pdf);
        long leftOut = diagram.columns().stream().filter(SheetDiagram::isLeftOut).count();
        int columns = diagram.columns().size();
        double room = (width - leftOut * LEFT_OUT - (columns - 1) * LEAST_GAP) / (columns - leftOut);
        double wanted = widest() * NUMBER + 2 * PADDING;
        this.boxWidth = Math.min(Math.max(wanted, 90), room);
        this.type = Math.min(NUMBER, NUMBER * (boxWidth - 2 * PADDING) / (wanted - 2 * PADDING));
        this.height = diagram.columns().stream().mapToDouble(SheetDiagram::wanted).max().orElse(0);
    }

    private static boolean isLeftOut(Column column) {
        return column.units() == 0;
    }

    /// Of what is written in units, in the key too, in sizes of the type.
    private double widest() {
        double widest = 1;
        for (Column column : diagram.columns()) {
            for (Node node : column.nodes()) {
                for (String it : node.given()) {
                    widest = Math.max(widest, Formula.of(it).width());
                }
                for (Asked it : node.asked()) {
                    widest = Math.max(widest, Formula.of(filled(it)).width());
                }
            }
        }
        return widest;
    }

    private static String filled(Asked it) {
        return it.symbol() + " = \\mathbf{" + it.number() + "}";
    }

    private static double wanted(Column column) {
        double wanted = 0;
        for (Node it : column.nodes()) {
            wanted = Math.max(wanted, height(it) + BETWEEN);
        }
        return Math.max(wanted * column.nodes().size(), 60);
    }

    private static double height(Node node) {
        return 16 + LINE * (node.given().size() + node.asked().size()) + 2;
    }

    SheetBlock block() {
        boolean hasMore = diagram.columns().stream().anyMatch(it -> it.hidden() > 0);
        return new SheetBlock(HEADER + height + (hasMore ? MORE : 0), false, this::paint);
    }

    private void paint(double x, double y) throws IOException {
        double top = y + HEADER;
        for (Edge it : diagram.edges()) {
            edge(it, x, top);
        }
        labels(x, top);
        for (int c = 0; c < diagram.columns().size(); c++) {
            Column column = diagram.columns().get(c);
            header(column, left(c) + x, y);
            for (int n = 0; n < column.nodes().size(); n++) {
                node(column.nodes().get(n), left(c) + x, top + centre(c, n));
            }
            if (column.hidden() > 0) {
                String more = "and %d more".formatted(column.hidden());
                double at = left(c) + x + (boxWidth - pdf.textWidth(more, NAME)) / 2;
                pdf.text(more, at, top + height + MORE - 3, NAME, false, SheetText.faint());
            }
        }
    }

    private double left(int column) {
        double used = diagram.columns().stream().mapToDouble(this::width).sum();
        double gap = (width - used) / Math.max(1, diagram.columns().size() - 1);
        double before = diagram.columns().subList(0, column).stream().mapToDouble(this::width).sum();
        return before + column * gap;
    }

    private double width(Column column) {
        return isLeftOut(column) ? LEFT_OUT : boxWidth;
    }

    private double centre(int column, int node) {
        return (node + 0.5) * height / diagram.columns().get(column).nodes().size();
    }

    private void header(Column column, double x, double y) throws IOException {
        if (isLeftOut(column)) {
            centred(column.name(), x, y + HEADER + height / 2, LEFT_OUT, true, PALETTE.text());
            centred(column.about(), x, y + HEADER + height / 2 + 12, LEFT_OUT, false, SheetText.faint());
            return;
        }
        String units = column.units() == 1 ? "1 unit" : column.units() + " units";
        String about = column.about().isEmpty() ? String.valueOf(column.units()) : units + ", " + column.about();
        centred(column.name(), x, y + 9, boxWidth, true, PALETTE.text());
        centred(about, x, y + 19, boxWidth, false, SheetText.faint());
    }

    private void centred(String text, double x, double baseline, double room, boolean bold, Color color)
            throws IOException {
        String shown = cut(text, room);
        pdf.text(shown, x + (room - pdf.textWidth(shown, NAME)) / 2, baseline, NAME, bold, color);
    }

    private String cut(String text, double room) {
        String shown = text;
        for (int length = text.length() - 1; length > 1 && pdf.textWidth(shown, NAME) > room; length--) {
            shown = text.substring(0, length).stripTrailing() + "…";
        }
        return shown;
    }

    private void node(Node node, double x, double centre) throws IOException {
        double height = height(node);
        double top = centre - height / 2;
        RoundRectangle2D box = new RoundRectangle2D.Double(x, top, boxWidth, height, 10, 10);
        pdf.fill(box, PALETTE.background());
        pdf.draw(box, 0.9, PALETTE.text());
        centred(node.name(), x, top + 11, boxWidth, false, SheetText.faint());
        double baseline = top + 11 + LINE;
        for (String it : node.given()) {
            pdf.formula(Formula.of(it), TexText.of(List.of(it)), x + PADDING, baseline, type);
            baseline += LINE;
        }
        for (Asked it : node.asked()) {
            asked(it, x, baseline);
            baseline += LINE;
        }
    }

    private void asked(Asked it, double x, double baseline) throws IOException {
        String text = isKey ? filled(it) : it.symbol() + " =";
        Formula formula = Formula.of(text);
        pdf.formula(formula, TexText.of(List.of(text)), x + PADDING, baseline, type);
        if (!isKey) {
            double from = x + PADDING + formula.width() * type + 3;
            pdf.draw(
                    new Line2D.Double(from, baseline + 2, x + boxWidth - PADDING, baseline + 2),
                    0.5,
                    SheetText.faint());
        }
    }

    private Line2D line(Edge it, double x, double top) {
        return new Line2D.Double(
                x + left(it.fromColumn()) + boxWidth,
                top + centre(it.fromColumn(), it.fromNode()),
                x + left(it.toColumn()),
                top + centre(it.toColumn(), it.toNode()));
    }

    private void edge(Edge it, double x, double top) throws IOException {
        Color color = it.sign() < 0 ? PALETTE.negative() : it.sign() > 0 ? PALETTE.positive() : PALETTE.neutral();
        pdf.draw(line(it, x, top), 0.9, color);
    }

    /// On the edges between two columns, where they keep clear of each other; the questions give the weights too.
    private void labels(double x, double top) throws IOException {
        for (int from = 0; from < diagram.columns().size(); from++) {
            for (int to = 0; to < diagram.columns().size(); to++) {
                int f = from;
                int t = to;
                List<Edge> edges =
                        diagram.edges().stream()
                                .filter(it -> it.fromColumn() == f && it.toColumn() == t && it.weight().isPresent())
                                .toList();
                Optional<Double> at = place(edges, x, top);
                if (at.isPresent()) {
                    for (Edge it : edges) {
                        label(it.weight().orElseThrow(), line(it, x, top), at.get());
                    }
                }
            }
        }
    }

    /// How far along the edges the labels have the most room, if they have any.
    private Optional<Double> place(List<Edge> edges, double x, double top) {
        double best = LABEL;
        Optional<Double> place = Optional.empty();
        for (double t = 0.2; t <= 0.81; t += 0.05) {
            double clear = clear(edges, x, top, t);
            if (clear > best + 0.5) {
                best = clear;
                place = Optional.of(t);
            }
        }
        return place;
    }

    private double clear(List<Edge> edges, double x, double top, double t) {
        List<Double> heights = new ArrayList<>();
        for (Edge it : edges) {
            Line2D line = line(it, x, top);
            double room = Math.min(t, 1 - t) * 2 * (line.getX2() - line.getX1());
            if (Formula.of(it.weight().orElseThrow()).width() * NUMBER + 4 > room) {
                return 0;
            }
            heights.add(line.getY1() + t * (line.getY2() - line.getY1()));
        }
        heights.sort(null);
        double clear = 100;
        for (int i = 1; i < heights.size(); i++) {
            clear = Math.min(clear, heights.get(i) - heights.get(i - 1));
        }
        return clear;
    }

    private void label(String weight, Line2D line, double t) throws IOException {
        Formula formula = Formula.of(weight);
        double wide = formula.width() * NUMBER;
        double x = line.getX1() + t * (line.getX2() - line.getX1()) - wide / 2;
        double y = line.getY1() + t * (line.getY2() - line.getY1());
        pdf.fill(new Rectangle2D.Double(x - 2, y - 5, wide + 4, 10), PALETTE.background());
        pdf.formula(formula, TexText.of(List.of(weight)), x, y + 3, NUMBER);
    }
}
