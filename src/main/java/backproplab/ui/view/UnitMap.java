package backproplab.ui.view;

import backproplab.statistics.UnitActivity;
import backproplab.statistics.UnitLayer;
import backproplab.statistics.UnitReport;
import backproplab.statistics.UnitState;
import backproplab.ui.chart.Numbers;
import backproplab.ui.chart.Palette;
import backproplab.ui.chart.Picture;
import backproplab.ui.chart.Readout;
import backproplab.ui.chart.Style;
import backproplab.ui.viewmodel.Selection;

import org.jspecify.annotations.Nullable;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One cell for each unit of each layer, input on top: its mark and its colour say whether it is dead. All layers have
/// cells of one size, the largest that fits; wide layers go over several rows. A layer too wide for that is a bar with the
/// shares of its units.
final class UnitMap implements Picture {
    private static final double LARGEST = 24;
    private static final double SMALLEST = 4;
    private static final double GAP = 5;

    private @Nullable UnitReport report;
    private Selection selection = Selection.of("");
    private Style style = new Style(Palette.LIGHT, false);
    private List<Block> blocks = List.of();

    /// Where a layer was painted last.
    ///
    /// @param cells the area of the cells
    /// @param columns how many stand in a row; 0 for a bar
    /// @param pitch from cell to cell
    private record Block(UnitLayer layer, Rectangle2D area, Rectangle2D cells, int columns, double pitch) {
        int units() {
            return layer.ranges().units();
        }

        Rectangle2D cell(int unit) {
            int row = unit / columns;
            int column = unit % columns;
            return new Rectangle2D.Double(cells.getX() + column * pitch, cells.getY() + row * pitch, pitch, pitch);
        }

        OptionalInt unitAt(double x, double y) {
            if (columns == 0 || !cells.contains(x, y)) {
                return OptionalInt.empty();
            }
            int column = (int) ((x - cells.getX()) / pitch);
            int row = (int) ((y - cells.getY()) / pitch);
            int unit = row * columns + column;
            return column < columns && unit < units() ? OptionalInt.of(unit) : OptionalInt.empty();
        }
    }

    void show(@Nullable UnitReport next, Selection selected) {
        report = next;
        selection = selected;
    }

    /// The unit or the layer at a point of the area painted last.
    Optional<Selection> at(double x, double y) {
        return blocks.stream()
                .filter(it -> it.area.contains(x, y))
                .findFirst()
                .map(it -> new Selection(it.layer.layer(), it.unitAt(x, y)));
    }

    /// The middle of a unit's cell in the area painted last.
    Optional<java.awt.geom.Point2D> middle(String layer, int unit) {
        return blocks.stream()
                .filter(it -> it.layer.layer().equals(layer) && it.columns > 0 && unit < it.units())
                .findFirst()
                .map(it -> new java.awt.geom.Point2D.Double(it.cell(unit).getCenterX(), it.cell(unit).getCenterY()));
    }

    /// Where the keys lead from the selected unit: `across` units on, `down` rows on, into the next layer at an end.
    Selection moved(int across, int down) {
        int index = 0;
        while (index < blocks.size() && !blocks.get(index).layer.layer().equals(selection.layer())) {
            index++;
        }
        if (index == blocks.size()) {
            return selection;
        }
        Block block = blocks.get(index);
        if (selection.unit().isEmpty() && block.columns > 0) {
            return Selection.of(block.layer.layer(), 0);
        }
        int unit = selection.unit().orElse(0);
        int next = unit + across + down * block.columns;
        if (block.columns > 0 && next >= 0 && next < block.units()) {
            return Selection.of(block.layer.layer(), next);
        }
        int other = index + Integer.signum(across + down);
        if (other < 0 || other == blocks.size()) {
            return selection;
        }
        Block beside = blocks.get(other);
        if (beside.columns == 0) {
            return Selection.of(beside.layer.layer());
        }
        return Selection.of(beside.layer.layer(), other > index ? 0 : beside.units() - 1);
    }

    @Override
    public void paint(Graphics2D g, Rectangle2D area, Style now) {
        style = now;
        g.setPaint(now.palette().background());
        g.fill(area);
        g.setFont(now.font());
        UnitReport judged = report;
        if (judged == null) {
            g.setPaint(now.faintText());
            g.drawString("not judged yet", (float) area.getX() + 8, (float) (area.getY() + lineHeight()));
            return;
        }
        double legend = 1.5 * lineHeight();
        blocks = layout(g, judged, area, area.getHeight() - legend);
        paintNames(g);
        blocks.forEach(it -> paint(g, it));
        paintLegend(g, area, area.getMaxY() - 0.5 * legend);
    }

    private List<Block> layout(Graphics2D g, UnitReport judged, Rectangle2D area, double height) {
        g.setFont(style.bold());
        FontMetrics metrics = g.getFontMetrics();
        double gap = Math.min(GAP * style.scale(), 0.2 * height / judged.layers().size());
        double names = 0;
        double counts = 0;
        for (UnitLayer layer : judged.layers()) {
            names = Math.max(names, metrics.stringWidth(layer.layer()));
            counts = Math.max(counts, metrics.stringWidth(countText(layer)));
        }
        names = Math.min(names, 0.25 * area.getWidth());
        double left = area.getX() + names + 2 * gap;
        double width = Math.max(area.getMaxX() - counts - 2 * gap - left, 0.2 * area.getWidth());
        double line = Math.min(lineHeight(), height / judged.layers().size() - gap);
        double pitch = LARGEST * style.scale();
        while (pitch > SMALLEST && height(judged, pitch, width, line, gap) > height) {
            pitch--;
        }
        boolean fits = height(judged, pitch, width, line, gap) <= height;
        List<Block> found = new ArrayList<>();
        double y = area.getY() + gap;
        double share = height / judged.layers().size();
        for (UnitLayer layer : judged.layers()) {
            int columns = Math.max(1, (int) (width / pitch));
            int rows = Math.ceilDiv(layer.ranges().units(), columns);
            boolean isBar = !fits && rows * pitch > Math.max(share - gap, pitch);
            double own = Math.max(isBar ? line : rows * pitch, line);
            Rectangle2D whole = new Rectangle2D.Double(area.getX(), y, area.getWidth(), own + gap);
            double cellsHeight = isBar ? own : rows * pitch;
            Rectangle2D cells =
                    new Rectangle2D.Double(left, y + Math.max(0, own - cellsHeight) / 2, width, cellsHeight);
            found.add(new Block(layer, whole, cells, isBar ? 0 : columns, pitch));
            y += own + gap;
        }
        return found;
    }

    private static double height(UnitReport judged, double pitch, double width, double line, double gap) {
        int columns = Math.max(1, (int) (width / pitch));
        double sum = gap;
        for (UnitLayer layer : judged.layers()) {
            sum += Math.max(Math.ceilDiv(layer.ranges().units(), columns) * pitch, line) + gap;
        }
        return sum;
    }

    /// Of many layers not all names have room; that of the selected one is always there.
    private void paintNames(Graphics2D g) {
        Optional<Block> selected = blocks.stream().filter(it -> it.layer.layer().equals(selection.layer())).findFirst();
        selected.ifPresent(it -> paintName(g, it));
        double free = 0;
        for (Block block : blocks) {
            double middle = block.cells.getCenterY();
            double half = 0.45 * lineHeight();
            boolean isInTheWay = selected.filter(it -> Math.abs(it.cells.getCenterY() - middle) < 2 * half).isPresent();
            if (middle - half >= free && !isInTheWay) {
                paintName(g, block);
                free = middle + half;
            }
        }
    }

    private void paintName(Graphics2D g, Block block) {
        g.setFont(block.layer.layer().equals(selection.layer()) ? style.bold() : style.font());
        FontMetrics metrics = g.getFontMetrics();
        float baseline = (float) (block.cells.getCenterY() + (metrics.getAscent() - metrics.getDescent()) / 2.0);
        double gap = GAP * style.scale();
        g.setPaint(style.palette().text());
        g.drawString(shortened(block, metrics, gap), (float) (block.area.getX() + gap), baseline);
        g.setPaint(style.faintText());
        g.drawString(countText(block.layer), (float) (block.cells.getMaxX() + gap), baseline);
    }

    private double lineHeight() {
        return 1.25 * style.font().getSize2D();
    }

    private void paint(Graphics2D g, Block block) {
        boolean isSelected = block.layer.layer().equals(selection.layer());
        if (block.columns == 0) {
            paintBar(g, block);
            return;
        }
        for (int unit = 0; unit < block.units(); unit++) {
            paintCell(g, block.cell(unit), stateOf(block.layer, unit));
        }
        if (isSelected && selection.unit().isPresent() && selection.unit().getAsInt() < block.units()) {
            Rectangle2D cell = block.cell(selection.unit().getAsInt());
            g.setPaint(style.palette().text());
            g.setStroke(style.stroke(2));
            g.draw(cell);
        }
    }

    private static String shortened(Block block, FontMetrics metrics, double gap) {
        String name = block.layer.layer();
        double room = block.cells.getX() - block.area.getX() - 2 * gap;
        while (name.length() > 2 && metrics.stringWidth(name) > room + gap) {
            name = name.substring(0, name.length() - 2) + "…";
        }
        return name;
    }

    private static Optional<UnitState> stateOf(UnitLayer layer, int unit) {
        return layer.activity().map(it -> it.state(unit));
    }

    private static String countText(UnitLayer layer) {
        return layer.activity()
                .map(UnitWords::dead)
                .orElseGet(() ->
                        layer.ranges().units() == 1 ? "1 unit" : Numbers.count(layer.ranges().units()) + " units");
    }

    /// Alive: a full square. Nearly dead: a half one. Dead: an empty one, crossed out. Not judged: an empty one.
    private void paintCell(Graphics2D g, Rectangle2D cell, Optional<UnitState> state) {
        Palette palette = style.palette();
        double inset = cell.getWidth() >= 8 ? 1.5 : 0.5;
        double x = cell.getX() + inset;
        double y = cell.getY() + inset;
        double side = cell.getWidth() - 2 * inset;
        Rectangle2D square = new Rectangle2D.Double(x, y, side, side);
        if (state.isEmpty()) {
            g.setPaint(palette.neutral());
            g.setStroke(style.stroke(1));
            g.draw(square);
            return;
        }
        switch (state.get()) {
            case ALIVE -> {
                g.setPaint(palette.positive());
                g.fill(square);
            }
            case NEARLY_DEAD -> {
                g.setPaint(palette.negative());
                g.fill(new Rectangle2D.Double(x, y + side / 2, side, side / 2));
                g.setStroke(style.stroke(1));
                g.draw(square);
            }
            case DEAD -> {
                g.setPaint(palette.warning());
                g.setStroke(style.stroke(cell.getWidth() >= 8 ? 1.6 : 1));
                g.draw(square);
                g.draw(new java.awt.geom.Line2D.Double(x, y, x + side, y + side));
                g.draw(new java.awt.geom.Line2D.Double(x, y + side, x + side, y));
            }
        }
    }

    private void paintBar(Graphics2D g, Block block) {
        Optional<UnitActivity> activity = block.layer.activity();
        double x = block.cells.getX();
        for (UnitState state : UnitState.values()) {
            int count = activity.map(it -> it.count(state)).orElse(state == UnitState.ALIVE ? block.units() : 0);
            double width = block.cells.getWidth() * count / block.units();
            Palette palette = style.palette();
            g.setPaint(
                    activity.isEmpty()
                            ? palette.neutral()
                            : switch (state) {
                                case DEAD -> palette.warning();
                                case NEARLY_DEAD -> palette.negative();
                                case ALIVE -> palette.positive();
                            });
            g.fill(new Rectangle2D.Double(x, block.cells.getY(), width, block.cells.getHeight()));
            x += width;
        }
    }

    private void paintLegend(Graphics2D g, Rectangle2D area, double middle) {
        g.setFont(style.small());
        FontMetrics metrics = g.getFontMetrics();
        double side = 10 * style.scale();
        double x = area.getX() + GAP * style.scale();
        for (UnitState state : List.of(UnitState.ALIVE, UnitState.NEARLY_DEAD, UnitState.DEAD)) {
            x = legendItem(g, x, middle, side, metrics, Optional.of(state), UnitWords.state(state));
        }
        if (blocks.stream().anyMatch(it -> it.layer.activity().isEmpty())) {
            legendItem(g, x, middle, side, metrics, Optional.empty(), "cannot die");
        }
    }

    private double legendItem(
            Graphics2D g,
            double x,
            double middle,
            double side,
            FontMetrics metrics,
            Optional<UnitState> state,
            String text) {
        paintCell(g, new Rectangle2D.Double(x, middle - side / 2, side, side), state);
        g.setPaint(style.faintText());
        double from = x + side + 3 * style.scale();
        g.drawString(text, (float) from, (float) (middle + (metrics.getAscent() - metrics.getDescent()) / 2.0));
        return from + metrics.stringWidth(text) + 7 * style.scale();
    }

    @Override
    public Optional<Readout> readout(double x, double y) {
        UnitReport judged = report;
        Optional<Selection> found = at(x, y).filter(it -> it.unit().isPresent());
        if (judged == null || found.isEmpty()) {
            return Optional.empty();
        }
        int unit = found.get().unit().getAsInt();
        UnitLayer layer = judged.layer(found.get().layer());
        Palette palette = style.palette();
        List<Readout.Row> rows = new ArrayList<>();
        layer.activity()
                .ifPresent(it ->
                        rows.add(
                                new Readout.Row(
                                        palette.positive(),
                                        UnitWords.state(it.state(unit)),
                                        UnitWords.awake(judged, it, unit))));
        rows.add(
                new Readout.Row(
                        palette.forward(),
                        "z",
                        Numbers.text(layer.ranges().min(unit)) + " … " + Numbers.text(layer.ranges().max(unit))));
        Rectangle2D place = new Rectangle2D.Double(x, y, 0, 0);
        return Optional.of(new Readout(x, place, "%s · unit %d".formatted(layer.layer(), unit), rows));
    }
}
