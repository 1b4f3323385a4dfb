package backproplab.ui.view;

import backproplab.layer.Convolution2d;
import backproplab.layer.Flatten;
import backproplab.layer.Layer;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.network.ShapeInference;
import backproplab.tensor.Shape;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Makes a [NetworkLayout]: units one by one need little width, so maps get most of it.
final class NetworkColumns {
    private static final double LARGEST_TILE = 84;
    private static final double SMALLEST_TILE = 9;
    private static final double COMFORTABLE_TILE = 26;
    private static final double GAP = 1.22;

    /// Between columns there is at least this share of a column.
    private static final double NEAREST = 0.8;

    private static final double SPARSE = 2.35;
    private static final int FEWEST_ROWS = 5;
    private static final int MOST_ROWS = 16;
    private static final int LAST_UNITS = 2;

    /// Beside maps there is no point in large units; in sizes of a comfortable one.
    private static final double LARGEST_BESIDE_MAPS = 1.25;

    /// A layer that only lays its input out in another way.
    private static final int ROWS_OF_FLATTEN = 7;

    /// A map is at least this long, in lines of type, while some channels can be left out.
    private static final double SMALLEST_MAP = 1.7;

    /// Of what the units and the least space between columns leave, this share is for maps.
    private static final double SHARE_OF_MAPS = 0.74;

    /// Kernels stand between the columns in front of a convolution.
    private static final double SPACE_FOR_KERNELS = 1.9;

    private final NetworkDescription network;
    private final Set<String> opened;
    private final double width;
    private final double height;
    private final double line;
    private final ShapeInference inference;
    private final TreeMap<Integer, List<String>> byDepth;
    private final boolean maps;
    private final Map<String, SheetGrid> grids = new HashMap<>();

    NetworkColumns(NetworkDescription network, Set<String> opened, double width, double height, double line) {
        this.network = network;
        this.opened = opened;
        this.width = width;
        this.height = height;
        this.line = line;
        this.inference = network.infer();
        this.byDepth = NetworkLayout.byDepth(network, inference);
        this.maps = NetworkLayout.hasMaps(network);
    }

    NetworkLayout build() {
        double tile = tile();
        double pitch = tile * GAP;
        int columns = byDepth.size();
        double side = Math.min(Math.max(pitch, 2.5 * line), width / (2.0 * columns));
        double spaces = spaces();
        makeGrids(side, spaces, pitch);
        double taken = 0;
        for (List<String> names : byDepth.values()) {
            taken += columnWidth(names, pitch);
        }
        double between = columns == 1 ? 0 : Math.max(NEAREST * pitch, (width - 2 * side - taken) / spaces);
        double total = Math.max(width, taken + between * spaces + 2 * side);
        double x = columns == 1 ? (total - taken) / 2 : side;
        Map<String, NetworkLayout.Group> placed = new HashMap<>();
        double before = between;
        for (Map.Entry<Integer, List<String>> column : byDepth.entrySet()) {
            List<String> names = column.getValue();
            double columnWidth = columnWidth(names, pitch);
            double after = between * spaceBehind(column.getKey());
            double half = Math.min(Math.min(before, after), 4 * pitch) / 2;
            double y = 0;
            for (String name : names) {
                double share = share(name);
                Rectangle2D box = new Rectangle2D.Double(x - half, y, columnWidth + 2 * half, share);
                placed.put(name, place(name, box, tile));
                y += share;
            }
            x += columnWidth + after;
            before = after;
        }
        List<NetworkLayout.Group> inOrder = new ArrayList<>();
        network.inputs().keySet().forEach(it -> inOrder.add(get(placed, it)));
        inference.order().forEach(it -> inOrder.add(get(placed, it.name())));
        return new NetworkLayout(total, height, tile, List.copyOf(inOrder));
    }

    private static NetworkLayout.Group get(Map<String, NetworkLayout.Group> placed, String name) {
        NetworkLayout.Group group = placed.get(name);
        if (group == null) {
            throw new IllegalStateException("`%s` was not placed among %s".formatted(name, placed.keySet()));
        }
        return group;
    }

    // What a layer is

    private Optional<Layer> layer(String name) {
        return network.layer(name).map(LayerDescription::layer);
    }

    private Optional<Shape> shape(String name) {
        Shape input = network.inputs().get(name);
        return Optional.ofNullable(input == null ? inference.shapes().get(name) : input);
    }

    private int unitsOf(String name) {
        return shape(name).map(NetworkLayout::units).orElse(1);
    }

    private boolean isGreyInput(String name) {
        Shape shape = network.inputs().get(name);
        return shape != null && PictureShape.of(shape).isPresent();
    }

    /// What it is drawn as when not as units.
    private Optional<PictureShape> picture(String name) {
        return isGreyInput(name)
                ? opened.contains(name) ? Optional.empty() : shape(name).flatMap(PictureShape::of)
                : shape(name).flatMap(PictureShape::ofChannel);
    }

    /// An opened picture keeps its rows and columns.
    private Optional<PictureShape> pixels(String name) {
        return isGreyInput(name) && opened.contains(name) ? shape(name).flatMap(PictureShape::of) : Optional.empty();
    }

    private boolean isFlattenOfMaps(String name) {
        return layer(name).filter(it -> it instanceof Flatten).isPresent()
                && network.layer(name).flatMap(it -> picture(it.inputs().getFirst())).isPresent();
    }

    // How large everything is

    /// Of the height, in a column of several by what each has to show.
    private double share(String name) {
        double own = 0;
        double all = 0;
        int groups = 1;
        for (List<String> names : byDepth.values()) {
            if (names.contains(name)) {
                groups = names.size();
                own = weight(name);
                all = names.stream().mapToDouble(this::weight).sum();
            }
        }
        double around = Math.min(around(), 0.7 * height / groups);
        return around + (height - groups * around) * own / all;
    }

    private double weight(String name) {
        int units = unitsOf(name);
        return picture(name)
                .map(it -> 2.0 * Math.min(units / it.pixels(), FEWEST_ROWS))
                .orElse((double) Math.min(units, MOST_ROWS));
    }

    private double unitHeight(String name) {
        return Math.max(20, share(name) - around());
    }

    /// What is not for units.
    private double around() {
        return (NetworkLayout.LINES_ABOVE + below()) * line;
    }

    private double below() {
        boolean skips =
                network.layers().stream().anyMatch(it -> it.inputs().stream().anyMatch(from -> isFar(from, it.name())));
        return skips ? SkipLine.LINES_BELOW : NetworkLayout.LINES_BELOW;
    }

    private boolean isFar(String from, String to) {
        return depthOf(to) - depthOf(from) > 1;
    }

    private int depthOf(String name) {
        return byDepth.entrySet().stream()
                .filter(it -> it.getValue().contains(name))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    /// How many squares stand one above the other at most.
    private int mostRows(String name) {
        double comfortableTile = Math.min(COMFORTABLE_TILE * line / 15, widestTile());
        int comfortable = (int) (unitHeight(name) / (comfortableTile * GAP));
        int most = Math.clamp(comfortable, FEWEST_ROWS, MOST_ROWS);
        int units = unitsOf(name);
        if (units <= most + LAST_UNITS) {
            return units; // a mark for two or three would take more than it saves
        }
        return isFlattenOfMaps(name) && !opened.contains(name) ? Math.min(most, ROWS_OF_FLATTEN) : most;
    }

    private int rows(String name) {
        int free = picture(name).isPresent() ? 1 : Math.min(unitsOf(name), mostRows(name));
        return pixels(name).map(PictureShape::rows).orElse(free);
    }

    /// As the width of the picture allows it.
    private double widestTile() {
        double largest = (maps ? LARGEST_BESIDE_MAPS * COMFORTABLE_TILE : LARGEST_TILE) * line / 15;
        return Math.max(SMALLEST_TILE, Math.min(largest, width / (SPARSE * byDepth.size())));
    }

    private double tile() {
        double side = widestTile();
        for (List<String> names : byDepth.values()) {
            for (String name : names) {
                side = Math.min(side, unitHeight(name) / (rows(name) * GAP));
            }
        }
        return Math.max(SMALLEST_TILE, side);
    }

    /// Of a layer that is not drawn as maps.
    private int subcolumns(String name) {
        int free = opened.contains(name) ? Math.ceilDiv(unitsOf(name), mostRows(name)) : 1;
        return pixels(name).map(PictureShape::columns).orElse(free);
    }

    /// All spaces between columns, in those of a usual one.
    private double spaces() {
        return byDepth.headMap(byDepth.lastKey()).keySet().stream().mapToDouble(this::spaceBehind).sum();
    }

    private double spaceBehind(int depth) {
        List<String> next = byDepth.get(depth + 1);
        boolean kernels = next != null && next.stream().anyMatch(it -> layer(it).orElse(null) instanceof Convolution2d);
        return kernels ? SPACE_FOR_KERNELS : 1;
    }

    /// Maps share what units leave.
    private void makeGrids(double side, double spaces, double pitch) {
        double units = 0;
        int mapColumns = 0;
        for (List<String> names : byDepth.values()) {
            mapColumns += names.stream().anyMatch(it -> picture(it).isPresent()) ? 1 : 0;
            units += unitColumns(names) * pitch;
        }
        if (mapColumns == 0) {
            return;
        }
        double left = width - 2 * side - units - spaces * NEAREST * pitch;
        double each = Math.max(SMALLEST_MAP * line, SHARE_OF_MAPS * left / mapColumns);
        for (List<String> names : byDepth.values()) {
            for (String name : names) {
                picture(name)
                        .ifPresent(it ->
                                grids.put(
                                        name,
                                        SheetGrid.of(
                                                it,
                                                unitsOf(name) / it.pixels(),
                                                maps ? each : 2 * pitch / GAP,
                                                unitHeight(name),
                                                SMALLEST_MAP * line,
                                                opened.contains(name))));
            }
        }
    }

    private int unitColumns(List<String> names) {
        return names.stream().filter(it -> picture(it).isEmpty()).mapToInt(this::subcolumns).max().orElse(0);
    }

    private double columnWidth(List<String> names, double pitch) {
        double most = Math.max(pitch, unitColumns(names) * pitch);
        for (String name : names) {
            SheetGrid grid = grids.get(name);
            most = grid == null ? most : Math.max(most, maps ? grid.totalWidth() : 2 * pitch);
        }
        return most;
    }

    // Where it stands

    private NetworkLayout.Group place(String name, Rectangle2D box, double tile) {
        double middle = box.getY() + NetworkLayout.LINES_ABOVE * line + unitHeight(name) / 2;
        SheetGrid grid = grids.get(name);
        List<NetworkLayout.Slot> slots = new ArrayList<>();
        if (grid != null) {
            slots.addAll(grid.place(box.getCenterX(), middle, List.of()));
        } else if (pixels(name).isPresent()) {
            placePixels(slots, pixels(name).get(), box.getCenterX(), middle, tile);
        } else {
            int rows = mostRows(name);
            placeUnits(slots, unitsOf(name), subcolumns(name), rows, box.getCenterX(), middle, tile);
        }
        boolean input = network.inputs().containsKey(name);
        return new NetworkLayout.Group(name, input, unitsOf(name), picture(name), box, List.copyOf(slots));
    }

    private static void placePixels(
            List<NetworkLayout.Slot> slots, PictureShape shape, double x, double middle, double tile) {
        double pitch = tile * GAP;
        double firstLeft = x - shape.columns() * pitch / 2 + (pitch - tile) / 2;
        double firstUp = middle - shape.rows() * pitch / 2 + (pitch - tile) / 2;
        for (int k = 0; k < shape.pixels(); k++) {
            int row = k / shape.columns();
            int column = k % shape.columns();
            double left = firstLeft + column * pitch;
            double up = firstUp + row * pitch;
            slots.add(new NetworkLayout.Unit(k, new Rectangle2D.Double(left, up, tile, tile)));
        }
    }

    private static void placeUnits(
            List<NetworkLayout.Slot> slots,
            int units,
            int subcolumns,
            int mostRows,
            double x,
            double middle,
            double tile) {
        double pitch = tile * GAP;
        boolean summarised = subcolumns == 1 && units > mostRows;
        int rows = Math.min(units, mostRows);
        int first = mostRows - 1 - LAST_UNITS;
        for (int k = 0; k < (summarised ? mostRows : units); k++) {
            int column = k / rows;
            double left = x - subcolumns * pitch / 2 + (pitch - tile) / 2 + column * pitch;
            double up = middle - rows * pitch / 2 + (pitch - tile) / 2 + k % rows * pitch;
            Rectangle2D square = new Rectangle2D.Double(left, up, tile, tile);
            if (!summarised || k < first) {
                slots.add(new NetworkLayout.Unit(k, square));
            } else if (k == first) {
                slots.add(new NetworkLayout.More(first, units - first - LAST_UNITS, square));
            } else {
                slots.add(new NetworkLayout.Unit(units - mostRows + k, square));
            }
        }
    }
}
