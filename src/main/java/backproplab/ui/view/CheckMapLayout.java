package backproplab.ui.view;

import backproplab.backprop.CheckReport;
import backproplab.backprop.CheckReport.TensorCheck;
import backproplab.ui.view.CheckCells.Grid;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the tensors of a check stand, one layer below the other: a matrix with the bias of its rows beside it, other
/// vectors lying below. Rows are equally high in all layers as far as lines of text leave the choice.
final class CheckMapLayout {
    /// Cells are not larger than this, at normal size.
    private static final double HIGHEST = 56;

    private static final double WIDEST = 110;

    /// Beside small cells.
    private static final double NARROWEST = 6;

    /// Cells from this height on are as wide as a number needs.
    static final double NUMBER_HEIGHT = 15;

    static final double NUMBER_WIDTH = 50;

    private static final double FLAT = 2.2;
    private static final double BESIDE = 5;

    /// Few columns of flat cells are made wider until they take this share of the width.
    private static final double MOST_OF_WIDTH = 0.6;

    private final List<Layer> layers;
    private final boolean detailed;

    /// What belongs to one layer.
    ///
    /// @param bands below one another
    record Layer(String name, Rectangle2D area, List<Band> bands) {}

    /// Tensors side by side.
    record Band(Rectangle2D area, List<CheckTile> tiles) {
        List<TensorCheck> tensors() {
            return tiles.stream().map(it -> it.cells().tensor()).toList();
        }
    }

    /// Before there are tiles.
    private record Plan(TensorCheck main, Optional<TensorCheck> beside, Grid grid) {
        int tensors() {
            return beside.isPresent() ? 2 : 1;
        }
    }

    private CheckMapLayout(List<Layer> layers, boolean detailed) {
        this.layers = layers;
        this.detailed = detailed;
    }

    /// @param area for the cells
    /// @param line the height of a line of text
    static CheckMapLayout of(CheckReport report, Rectangle2D area, double line, double scale) {
        Map<String, List<Plan>> plans = plans(report);
        int bands = plans.values().stream().mapToInt(List::size).sum();
        double gap = Math.min(6 * scale, 0.2 * area.getHeight() / bands);
        double room = area.getHeight() - bands * gap;
        boolean detailed = report.tensors().size() * line <= room;
        List<Double> least = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        plans.forEach((layer, own) -> {
            for (Plan plan : own) {
                double perLayer = Math.min(line, room / plans.size());
                least.add(detailed ? plan.tensors() * line : perLayer / own.size());
                rows.add(plan.grid().rows());
            }
        });
        double[] heights = heights(least, rows, room, HIGHEST * scale);
        List<Layer> layers = new ArrayList<>();
        double y = area.getY() + gap / 2;
        int i = 0;
        for (Map.Entry<String, List<Plan>> entry : plans.entrySet()) {
            List<Band> own = new ArrayList<>();
            double top = y;
            for (Plan plan : entry.getValue()) {
                Rectangle2D place = new Rectangle2D.Double(area.getX(), y, area.getWidth(), heights[i]);
                own.add(band(plan, place, scale));
                y += heights[i] + gap;
                i++;
            }
            layers.add(
                    new Layer(
                            entry.getKey(),
                            new Rectangle2D.Double(area.getX(), top - gap / 2, area.getWidth(), y - top),
                            own));
        }
        return new CheckMapLayout(layers, detailed);
    }

    private static Map<String, List<Plan>> plans(CheckReport report) {
        Map<String, List<TensorCheck>> byLayer = new LinkedHashMap<>();
        for (TensorCheck tensor : report.tensors()) {
            byLayer.computeIfAbsent(tensor.key().layer(), _ -> new ArrayList<>()).add(tensor);
        }
        Map<String, List<Plan>> plans = new LinkedHashMap<>();
        byLayer.forEach((layer, tensors) -> plans.put(layer, plans(new ArrayList<>(tensors))));
        return plans;
    }

    private static List<Plan> plans(List<TensorCheck> left) {
        List<Plan> plans = new ArrayList<>();
        while (!left.isEmpty()) {
            TensorCheck main = left.removeFirst();
            Grid grid = Grid.of(main.shape());
            Optional<TensorCheck> beside =
                    main.shape().rank() < 2
                            ? Optional.empty()
                            : left.stream()
                                    .filter(it -> it.shape().rank() == 1 && it.shape().elements() == grid.rows())
                                    .findFirst();
            beside.ifPresent(left::remove);
            plans.add(new Plan(main, beside, grid));
        }
        return plans;
    }

    /// One height for each row, except where text needs more, or a cell would become too large.
    private static double[] heights(List<Double> least, List<Integer> rows, double room, double highest) {
        double[] heights = new double[rows.size()];
        double low = 0;
        double high = highest;
        for (int step = 0; step < 40; step++) {
            double each = (low + high) / 2;
            double sum = 0;
            for (int i = 0; i < heights.length; i++) {
                sum += Math.max(least.get(i), each * rows.get(i));
            }
            if (sum > room) {
                high = each;
            } else {
                low = each;
            }
        }
        for (int i = 0; i < heights.length; i++) {
            heights[i] = Math.max(least.get(i), low * rows.get(i));
        }
        return heights;
    }

    private static Band band(Plan plan, Rectangle2D place, double scale) {
        Grid grid = plan.grid();
        int most = (int) Math.max(1, place.getHeight());
        int perRow = Math.ceilDiv(grid.rows(), most);
        int rows = Math.ceilDiv(grid.rows(), perRow);
        int height = (int) Math.clamp(place.getHeight() / rows, 1, HIGHEST * scale);
        double beside = plan.beside().isPresent() ? BESIDE * scale : 0;
        double narrowest = plan.beside().isPresent() ? NARROWEST * scale : 0;
        double wide = Math.max(1, place.getWidth() - beside - 1);
        int perColumn = Math.ceilDiv(grid.columns(), (int) Math.max(1, wide - narrowest));
        int columns = Math.ceilDiv(grid.columns(), perColumn);
        double shared = wide / (columns + (plan.beside().isPresent() ? 1 : 0));
        double each = shared >= narrowest ? shared : (wide - narrowest) / columns;
        double few = Math.min(NUMBER_WIDTH * scale, MOST_OF_WIDTH * place.getWidth() / columns);
        int width = (int) Math.clamp(each, 1, Math.max(few, widest(height, scale)));
        int widthBeside = (int) Math.max(width, narrowest);
        int x = (int) Math.round(place.getX());
        int y = (int) Math.round(place.getY() + (place.getHeight() - (double) rows * height) / 2);
        List<CheckTile> tiles = new ArrayList<>();
        tiles.add(new CheckTile(new CheckCells(plan.main(), grid, perRow, perColumn), x, y, width, height));
        plan.beside()
                .ifPresent(it -> {
                    CheckCells cells = new CheckCells(it, Grid.upright(it.shape()), perRow, 1);
                    tiles.add(new CheckTile(cells, (int) (x + columns * width + beside), y, widthBeside, height));
                });
        return new Band(place, tiles);
    }

    private static double widest(int height, double scale) {
        double number = height >= NUMBER_HEIGHT * scale ? NUMBER_WIDTH * scale : 2 * NARROWEST * scale;
        return Math.min(WIDEST * scale, Math.max(number, FLAT * height));
    }

    /// In the order of computation.
    List<Layer> layers() {
        return layers;
    }

    /// Whether there is a line of text for each tensor, else one for each layer.
    boolean isDetailed() {
        return detailed;
    }

    List<CheckTile> tiles() {
        return bands().stream().flatMap(it -> it.tiles().stream()).toList();
    }

    List<Band> bands() {
        return layers.stream().flatMap(it -> it.bands().stream()).toList();
    }
}
