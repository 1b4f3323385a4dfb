package backproplab.ui.view;

import backproplab.ui.chart.Style;

import java.awt.FontMetrics;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/// Where everything of an [UnrolledPicture] stands.
///
/// @param bands from the input, which is the lowest, to what the layer feeds
/// @param left how much the labels take
/// @param top of the time steps' numbers
/// @param line the height of a line of small type
record UnrolledLayout(
        UnrolledColumns columns,
        List<Band> bands,
        double left,
        double top,
        Rectangle2D strip,
        Rectangle2D legend,
        double line,
        double scale) {
    private static final double CELL = 22;
    private static final double NARROWEST = 36;
    private static final double WIDEST = 190;

    /// So many time steps are worth more than their numbers.
    private static final int FEW = 10;

    private static final double WIDEST_BOX = 92;

    /// How much of its column a box takes.
    private static final double SHARE = 0.6;

    /// The numbers of one kind, at all time steps.
    record Band(UnrolledNumbers.Row row, boolean isInside, boolean isInput, double y, double height) {
        String letter(UnrolledLook look) {
            if (isInside) {
                return look.letter() + (look.ofMemory() ? ", memory" : ", state");
            }
            return look.backward() ? (isInput ? "∂L/∂x" : "δ") : isInput ? "x" : "a";
        }
    }

    static UnrolledLayout of(
            UnrolledNumbers numbers, UnrolledLook look, Rectangle2D area, Style style, FontMetrics metrics) {
        double scale = style.scale();
        double line = metrics.getHeight();
        double left = labelWidth(numbers, area, metrics, scale);
        double legendHeight = 2.6 * line;
        boolean low = area.getHeight() < 340 * scale;
        double stripHeight = Math.clamp(0.22 * area.getHeight(), 2.2 * line, 110 * scale);
        Rectangle2D legend =
                new Rectangle2D.Double(area.getX(), area.getMaxY() - legendHeight, area.getWidth(), legendHeight);
        double stripTop = legend.getY() - stripHeight - 0.6 * line;
        double top = area.getY() + 3;
        double from = top + 1.3 * line;
        double to = stripTop - 1.9 * line;
        double between = (low ? 10 : 20) * scale;
        List<Band> bands = bands(numbers, look, from, to, between, scale);
        double room = area.getMaxX() - left - 10;
        double legible = metrics.stringWidth("−0.123") / SHARE + 8;
        double narrow = Math.clamp(room / FEW, NARROWEST * scale, legible);
        UnrolledColumns columns =
                UnrolledColumns.of(numbers.steps(), look.chosen(), left, room, narrow, WIDEST * scale);
        Rectangle2D strip = new Rectangle2D.Double(left, stripTop, columns.right() - left, stripHeight);
        return new UnrolledLayout(columns, bands, left, top, strip, legend, line, scale);
    }

    private static double labelWidth(UnrolledNumbers numbers, Rectangle2D area, FontMetrics metrics, double scale) {
        int widest = metrics.stringWidth("∂L/∂h, state");
        for (UnrolledNumbers.Row row : numbers.rows(false)) {
            widest = Math.max(widest, metrics.stringWidth(row.name()) * 6 / 5);
        }
        return Math.min(widest + 22 * scale, 0.25 * area.getWidth());
    }

    /// Rows of cells, all of one height where they fit; the layer itself gets what is left.
    private static List<Band> bands(
            UnrolledNumbers numbers, UnrolledLook look, double from, double to, double between, double scale) {
        List<UnrolledNumbers.Row> rows = numbers.rows(look.ofMemory());
        double room = to - from - (rows.size() - 1) * between;
        double cell = CELL * scale;
        List<Double> heights = new ArrayList<>();
        double others = 0;
        for (int i = 0; i < rows.size(); i++) {
            double height = i == 1 ? 0 : Math.min(rows.get(i).units() * cell, 0.24 * room);
            heights.add(height);
            others += height;
        }
        double inside = Math.max(10, Math.min(room - others, 1.6 * cell * rows.get(1).units()));
        heights.set(1, inside);
        double free = Math.max(0, room - others - inside);
        List<Band> bands = new ArrayList<>();
        double bottom = to - free / 2;
        for (int i = 0; i < rows.size(); i++) {
            double height = heights.get(i);
            bands.add(new Band(rows.get(i), i == 1, i == 0, bottom - height, height));
            bottom -= height + between;
        }
        return bands;
    }

    Band inside() {
        return bands.get(1);
    }

    Rectangle2D box(Band band, UnrolledColumns.Step step) {
        double width = boxWidth(step);
        return new Rectangle2D.Double(step.x() + (step.width() - width) / 2, band.y(), width, band.height());
    }

    /// From one box to the next.
    double between(UnrolledColumns.Step step) {
        return step.width() - boxWidth(step);
    }

    private double boxWidth(UnrolledColumns.Step step) {
        return Math.min(SHARE * step.width(), WIDEST_BOX * scale);
    }
}
