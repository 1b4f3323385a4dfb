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
import backproplab.ui.viewmodel.CardContext;
import backproplab.ui.viewmodel.Selection;

import org.jspecify.annotations.Nullable;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// One cell for each unit of each layer, input on top: its mark says whether it is dead, how far it is filled for which
/// share of the samples it is not saturated. All layers have cells of one size, the largest that fits; wide layers go over
/// several rows. A layer too wide for that is a bar with the shares of its units. A layer that gives maps has a tile for
/// each channel, with its positions inside as pixels.
final class UnitMap implements Picture {
    private static final double LARGEST = 60;
    private static final double SMALLEST = 4;

    /// A layer goes over several rows rather than have smaller cells than this.
    private static final double ONE_ROW = 12;

    /// From this width on, at normal size, a count is written out.
    private static final double WIDE = 340;

    private static final double GAP = 5;

    /// Of the height, where there are units too.
    private static final double SHARE_OF_MAPS = 0.72;

    /// All channels of a layer together are not higher.
    private static final double LARGEST_TILE = 260;

    /// More units that cannot die are not drawn one by one.
    private static final int MANY = 64;

    /// How many lines of text the map has to be high.
    private static final double LEGEND_NEEDS = 5;

    private @Nullable UnitReport report;
    private Selection selection = Selection.of("");
    private CardContext.Names names = CardContext.Names.PLAIN;
    private Map<String, PictureShape> shapes = Map.of();
    private Style style = new Style(Palette.LIGHT, false);
    private List<Block> blocks = List.of();
    private boolean isWide;

    /// Where a layer was painted last.
    ///
    /// @param cells the area of the cells
    /// @param columns how many stand in a row; 0 for a bar
    /// @param pitch from cell to cell
    /// @param channels the tiles of a layer that gives maps
    private record Block(
            UnitLayer layer,
            Rectangle2D area,
            Rectangle2D cells,
            int columns,
            double pitch,
            List<NetworkLayout.Slot> channels) {
        int units() {
            return layer.ranges().units();
        }

        Rectangle2D cell(int unit) {
            for (NetworkLayout.Slot slot : channels) {
                if (slot instanceof NetworkLayout.Sheet sheet && sheet.shows(unit)) {
                    return sheet.pixel(unit);
                }
            }
            int row = unit / columns;
            int column = unit % columns;
            return new Rectangle2D.Double(cells.getX() + column * pitch, cells.getY() + row * pitch, pitch, pitch);
        }

        OptionalInt unitAt(double x, double y) {
            if (!channels.isEmpty()) {
                return channels.stream()
                        .filter(it -> it.square().contains(x, y))
                        .map(it -> it.unitAt(new Point2D.Double(x, y)))
                        .findFirst()
                        .orElse(OptionalInt.empty());
            }
            if (columns == 0 || !cells.contains(x, y)) {
                return OptionalInt.empty();
            }
            int column = (int) ((x - cells.getX()) / pitch);
            int row = (int) ((y - cells.getY()) / pitch);
            int unit = row * columns + column;
            return column < columns && unit < units() ? OptionalInt.of(unit) : OptionalInt.empty();
        }
    }

    /// @param names what units are called
    /// @param maps the sides of the maps that layers give, by the name of the layer
    void show(@Nullable UnitReport next, Selection selected, CardContext.Names names, Map<String, PictureShape> maps) {
        report = next;
        selection = selected;
        this.names = names;
        shapes = maps;
    }

    /// The unit or the layer at a point of the area painted last.
    Optional<Selection> at(double x, double y) {
        return blocks.stream()
                .filter(it -> it.area.contains(x, y))
                .findFirst()
                .map(it -> new Selection(it.layer.layer(), it.unitAt(x, y)));
    }

    /// The middle of a unit's cell in the area painted last.
    Optional<Point2D> middle(String layer, int unit) {
        return blocks.stream()
                .filter(it -> it.layer.layer().equals(layer) && it.columns > 0 && unit < it.units())
                .findFirst()
                .map(it -> new Point2D.Double(it.cell(unit).getCenterX(), it.cell(unit).getCenterY()));
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
        boolean withLegend = area.getHeight() >= LEGEND_NEEDS * lineHeight();
        UnitMapLegend legend = new UnitMapLegend(judged.layers(), now);
        double legendHeight = withLegend ? legend.height(g, area.getWidth()) : 0;
        blocks = layout(g, judged, area, area.getHeight() - legendHeight);
        paintNames(g);
        blocks.forEach(it -> paint(g, it));
        if (withLegend) {
            double top = area.getMaxY() - legendHeight;
            legend.paint(g, new Rectangle2D.Double(area.getX(), top, area.getWidth(), legendHeight));
        }
    }

    private List<Block> layout(Graphics2D g, UnitReport judged, Rectangle2D area, double height) {
        g.setFont(style.bold());
        FontMetrics metrics = g.getFontMetrics();
        double gap = Math.min(GAP * style.scale(), 0.2 * height / judged.layers().size());
        isWide = area.getWidth() >= WIDE * style.scale();
        double names = 0;
        double counts = 0;
        for (UnitLayer layer : judged.layers()) {
            names = Math.max(names, metrics.stringWidth(layer.layer()));
            counts = Math.max(counts, metrics.stringWidth(countText(layer, isWide)));
        }
        names = Math.min(names, 0.25 * area.getWidth());
        double left = area.getX() + names + 2 * gap;
        double width = Math.max(area.getMaxX() - counts - 2 * gap - left, 0.2 * area.getWidth());
        double line = Math.min(lineHeight(), height / judged.layers().size() - gap);
        List<UnitLayer> ofMaps = judged.layers().stream().filter(this::isOfMaps).toList();
        List<UnitLayer> ofUnits = judged.layers().stream().filter(it -> !isOfMaps(it)).toList();
        double least = ofUnits.size() * (line + gap);
        double forMaps =
                ofMaps.isEmpty()
                        ? 0
                        : Math.max(
                                ofMaps.size() * (line + gap), Math.min(SHARE_OF_MAPS * height, height - least - gap));
        double eachMap = ofMaps.isEmpty() ? 0 : Math.max(line, forMaps / ofMaps.size() - gap);
        double rest = height - forMaps;
        double pitch = LARGEST * style.scale();
        while (pitch > SMALLEST && height(ofUnits, pitch, width, line, gap) > rest) {
            pitch--;
        }
        double inOneRow = Math.floor(width / ofUnits.stream().mapToInt(it -> it.ranges().units()).max().orElse(1));
        if (inOneRow >= ONE_ROW * style.scale()) {
            pitch = Math.min(pitch, inOneRow);
        }
        boolean fits = height(ofUnits, pitch, width, line, gap) <= rest;
        List<Block> found = new ArrayList<>();
        double y = area.getY() + gap;
        double share = rest / Math.max(1, ofUnits.size());
        for (UnitLayer layer : judged.layers()) {
            PictureShape shape = shapes.get(layer.layer());
            if (isOfMaps(layer) && shape != null) {
                Block block = maps(layer, shape, new Rectangle2D.Double(left, y, width, eachMap), area, gap);
                found.add(block);
                y += block.area.getHeight();
                continue;
            }
            int columns = Math.max(1, (int) (width / pitch));
            int rows = Math.ceilDiv(layer.ranges().units(), columns);
            boolean isBar = isPlain(layer) || (!fits && rows * pitch > Math.max(share - gap, pitch));
            double own = Math.max(isBar ? line : rows * pitch, line);
            Rectangle2D whole = new Rectangle2D.Double(area.getX(), y, area.getWidth(), own + gap);
            double cellsHeight = isBar ? own : rows * pitch;
            Rectangle2D cells =
                    new Rectangle2D.Double(left, y + Math.max(0, own - cellsHeight) / 2, width, cellsHeight);
            found.add(new Block(layer, whole, cells, isBar ? 0 : columns, pitch, List.of()));
            y += own + gap;
        }
        return found;
    }

    /// A layer that gives maps and can die.
    private boolean isOfMaps(UnitLayer layer) {
        return shapes.containsKey(layer.layer()) && layer.activity().isPresent();
    }

    /// One of many units that cannot die: there is nothing to see in them.
    private static boolean isPlain(UnitLayer layer) {
        return layer.ranges().units() > MANY && layer.activity().isEmpty();
    }

    private Block maps(UnitLayer layer, PictureShape shape, Rectangle2D room, Rectangle2D area, double gap) {
        int channels = layer.ranges().units() / shape.pixels();
        SheetGrid grid =
                SheetGrid.of(
                        shape,
                        channels,
                        room.getWidth(),
                        Math.min(room.getHeight(), LARGEST_TILE * style.scale()),
                        1,
                        true);
        double height = grid.totalHeight();
        List<NetworkLayout.Slot> tiles =
                grid.place(room.getX() + grid.totalWidth() / 2, room.getY() + room.getHeight() / 2, List.of());
        Rectangle2D whole = new Rectangle2D.Double(area.getX(), room.getY(), area.getWidth(), room.getHeight() + gap);
        Rectangle2D cells =
                new Rectangle2D.Double(room.getX(), room.getCenterY() - height / 2, room.getWidth(), height);
        return new Block(layer, whole, cells, shape.columns(), 0, tiles);
    }

    private double height(List<UnitLayer> layers, double pitch, double width, double line, double gap) {
        int columns = Math.max(1, (int) (width / pitch));
        double sum = gap;
        for (UnitLayer layer : layers) {
            double cells = isPlain(layer) ? 0 : Math.ceilDiv(layer.ranges().units(), columns) * pitch;
            sum += Math.max(cells, line) + gap;
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
        double room = block.cells.getX() - block.area.getX() - gap;
        g.drawString(Lettering.cut(metrics, block.layer.layer(), room), (float) (block.area.getX() + gap), baseline);
        g.setPaint(style.faintText());
        g.drawString(countText(block.layer, isWide), (float) (block.cells.getMaxX() + gap), baseline);
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
        for (NetworkLayout.Slot slot : block.channels) {
            if (slot instanceof NetworkLayout.Sheet sheet) {
                UnitCell.paint(g, style, sheet, block.layer);
            }
        }
        for (int unit = 0; block.channels.isEmpty() && unit < block.units(); unit++) {
            UnitCell.paint(g, style, block.cell(unit), stateOf(block.layer, unit), saturated(block.layer, unit));
        }
        if (isSelected && selection.unit().isPresent() && selection.unit().getAsInt() < block.units()) {
            Rectangle2D cell = block.cell(selection.unit().getAsInt());
            g.setPaint(style.palette().text());
            g.setStroke(style.stroke(2));
            g.draw(cell);
        }
    }

    private static Optional<UnitState> stateOf(UnitLayer layer, int unit) {
        return layer.activity().map(it -> it.state(unit));
    }

    private static double saturated(UnitLayer layer, int unit) {
        return layer.activity().map(it -> it.saturatedShare(unit).orElse(0)).orElse(0.0);
    }

    private static String countText(UnitLayer layer, boolean isWide) {
        return layer.activity()
                .map(it -> isWide ? UnitWords.dead(it) : UnitWords.deadBriefly(it))
                .orElseGet(() ->
                        layer.ranges().units() == 1 ? "1 unit" : Numbers.count(layer.ranges().units()) + " units");
    }

    private void paintBar(Graphics2D g, Block block) {
        Optional<UnitActivity> activity = block.layer.activity();
        if (activity.isEmpty()) {
            g.setPaint(style.palette().neutral());
            g.setStroke(style.stroke(1));
            g.draw(block.cells);
            return;
        }
        double x = block.cells.getX();
        for (UnitState state : UnitState.values()) {
            int count = activity.get().count(state);
            double width = block.cells.getWidth() * count / block.units();
            Palette palette = style.palette();
            g.setPaint(
                    switch (state) {
                        case DEAD -> palette.warning();
                        case NEARLY_DEAD -> palette.negative();
                        case ALIVE -> palette.positive();
                    });
            g.fill(new Rectangle2D.Double(x, block.cells.getY(), width, block.cells.getHeight()));
            x += width;
        }
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
        return Optional.of(new Readout(x, place, names.of(layer.layer(), unit), rows));
    }
}
