package backproplab.ui.view;

import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.network.ShapeInference;
import backproplab.tensor.Shape;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Where the layers and units of a network stand: the inputs on the left, every layer right of all that feed it, its
/// units from top to bottom. Of a wide layer the first and last few units are there and a mark for those between,
/// unless it is opened; then its units fill several columns. Immutable; without a screen.
///
/// @param width what it takes, at least that asked for; an opened layer may need more
/// @param tile the side of a unit's square
/// @param groups the inputs, then the layers in the order of computation
record NetworkLayout(double width, double height, double tile, List<Group> groups) {
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

    /// Room for the name of a layer above its units, and for its counts below them, in lines of type.
    static final double LINES_ABOVE = 2.7;

    static final double LINES_BELOW = 1.5;

    /// One input, or one layer.
    ///
    /// @param picture the sides of the picture that it is drawn as, all its numbers in one square
    record Group(
            String name, boolean input, int units, Optional<PictureShape> picture, Rectangle2D box, List<Slot> slots) {
        Optional<Rectangle2D> squareOf(int unit) {
            for (Slot slot : slots) {
                if ((slot instanceof Unit it && it.index() == unit) || slot instanceof Whole) {
                    return Optional.of(slot.square());
                }
            }
            return Optional.empty();
        }

        boolean isSummarised() {
            return slots.stream().anyMatch(it -> it instanceof More);
        }
    }

    sealed interface Slot {
        Rectangle2D square();
    }

    record Unit(int index, Rectangle2D square) implements Slot {}

    /// In place of the units `first … first + count − 1`.
    record More(int first, int count, Rectangle2D square) implements Slot {}

    /// All numbers of an input as one picture.
    record Whole(Rectangle2D square) implements Slot {}

    /// What lies at a point.
    ///
    /// @param slot absent beside the units, above or below them
    record Hit(Group group, Optional<Slot> slot) {}

    /// @param opened the names of the layers whose units are all shown
    /// @param line the height of a line of type
    static NetworkLayout of(NetworkDescription network, Set<String> opened, double width, double height, double line) {
        return new Builder(network, opened, Math.max(width, 60), Math.max(height, 60), line).build();
    }

    /// What counts as units of a layer whose samples have this shape, as in the census of dead units: of a sequence
    /// the features, else every number.
    static int units(Shape shape) {
        return shape.rank() == 2 ? shape.last() : shape.elements();
    }

    /// The names of what stands above one another: the inputs, then every layer right of all that feed it.
    static TreeMap<Integer, List<String>> byDepth(NetworkDescription network, ShapeInference inference) {
        Map<String, Integer> depths = new LinkedHashMap<>();
        network.inputs().keySet().forEach(it -> depths.put(it, 0));
        for (LayerDescription layer : inference.order()) {
            int deepest = layer.inputs().stream().mapToInt(it -> depths.getOrDefault(it, 0)).max().orElse(0);
            depths.put(layer.name(), deepest + 1);
        }
        TreeMap<Integer, List<String>> byDepth = new TreeMap<>();
        depths.forEach((name, depth) -> byDepth.computeIfAbsent(depth, _ -> new ArrayList<>()).add(name));
        return byDepth;
    }

    Optional<Group> group(String name) {
        return groups.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    Optional<Hit> at(Point2D point) {
        for (Group group : groups) {
            if (group.box().contains(point)) {
                Optional<Slot> slot = group.slots().stream().filter(it -> it.square().contains(point)).findFirst();
                return Optional.of(new Hit(group, slot));
            }
        }
        return Optional.empty();
    }

    private static final class Builder {
        private final NetworkDescription network;
        private final Set<String> opened;
        private final double width;
        private final double height;
        private final double line;
        private final ShapeInference inference;
        private final TreeMap<Integer, List<String>> byDepth;

        Builder(NetworkDescription network, Set<String> opened, double width, double height, double line) {
            this.network = network;
            this.opened = opened;
            this.width = width;
            this.height = height;
            this.line = line;
            this.inference = network.infer();
            this.byDepth = byDepth(network, inference);
        }

        NetworkLayout build() {
            double tile = tile();
            double pitch = tile * GAP;
            double taken = 0;
            for (List<String> names : byDepth.values()) {
                taken += columnWidth(names, pitch);
            }
            int columns = byDepth.size();
            double side = Math.min(Math.max(pitch, 2.5 * line), width / (2.0 * columns));
            double between = columns == 1 ? 0 : Math.max(NEAREST * pitch, (width - 2 * side - taken) / (columns - 1));
            double total = Math.max(width, taken + between * (columns - 1) + 2 * side);
            double x = columns == 1 ? (total - taken) / 2 : side;
            Map<String, Group> placed = new HashMap<>();
            for (List<String> names : byDepth.values()) {
                double columnWidth = columnWidth(names, pitch);
                double share = height / names.size();
                for (int i = 0; i < names.size(); i++) {
                    double half = Math.min(between, 4 * pitch) / 2;
                    Rectangle2D box = new Rectangle2D.Double(x - half, i * share, columnWidth + 2 * half, share);
                    placed.put(names.get(i), place(names.get(i), box, tile, names.size()));
                }
                x += columnWidth + between;
            }
            List<Group> inOrder = new ArrayList<>();
            network.inputs().keySet().forEach(it -> inOrder.add(get(placed, it)));
            inference.order().forEach(it -> inOrder.add(get(placed, it.name())));
            return new NetworkLayout(total, height, tile, List.copyOf(inOrder));
        }

        private static Group get(Map<String, Group> placed, String name) {
            Group group = placed.get(name);
            if (group == null) {
                throw new IllegalStateException("`%s` was not placed among %s".formatted(name, placed.keySet()));
            }
            return group;
        }

        private int unitsOf(String name) {
            Shape shape = inference.shapes().get(name);
            return shape == null ? 1 : units(shape);
        }

        private Optional<PictureShape> picture(String name) {
            Shape shape = network.inputs().get(name);
            return shape == null || opened.contains(name) ? Optional.empty() : PictureShape.of(shape);
        }

        /// An opened picture keeps its rows and columns.
        private Optional<PictureShape> pixels(String name) {
            Shape shape = network.inputs().get(name);
            return shape == null || !opened.contains(name) ? Optional.empty() : PictureShape.of(shape);
        }

        private double unitHeight(int groups) {
            return Math.max(20, height / groups - (LINES_ABOVE + LINES_BELOW) * line);
        }

        /// How many squares stand one above the other at most.
        private int mostRows(int groups) {
            double comfortableTile = Math.min(COMFORTABLE_TILE * line / 15, widestTile());
            int comfortable = (int) (unitHeight(groups) / (comfortableTile * GAP));
            return Math.clamp(comfortable, FEWEST_ROWS, MOST_ROWS);
        }

        private int rows(String name, int groups) {
            int free = picture(name).isPresent() ? 1 : Math.min(unitsOf(name), mostRows(groups));
            return pixels(name).map(PictureShape::rows).orElse(free);
        }

        /// As the width of the picture allows it.
        private double widestTile() {
            return Math.max(SMALLEST_TILE, Math.min(LARGEST_TILE * line / 15, width / (SPARSE * byDepth.size())));
        }

        private double tile() {
            double side = widestTile();
            for (List<String> names : byDepth.values()) {
                for (String name : names) {
                    side = Math.min(side, unitHeight(names.size()) / (rows(name, names.size()) * GAP));
                }
            }
            return Math.max(SMALLEST_TILE, side);
        }

        private int subcolumns(String name, int groups) {
            int free = opened.contains(name) ? Math.ceilDiv(unitsOf(name), mostRows(groups)) : 1;
            return pixels(name).map(PictureShape::columns).orElse(free);
        }

        private double columnWidth(List<String> names, double pitch) {
            int most = 1;
            for (String name : names) {
                most = Math.max(most, picture(name).isPresent() ? 2 : subcolumns(name, names.size()));
            }
            return most * pitch;
        }

        private Group place(String name, Rectangle2D box, double tile, int groups) {
            boolean input = network.inputs().containsKey(name);
            int units = unitsOf(name);
            double top = box.getY() + LINES_ABOVE * line;
            double middle = top + unitHeight(groups) / 2;
            Optional<PictureShape> picture = picture(name);
            List<Slot> slots = new ArrayList<>();
            if (picture.isPresent()) {
                double side = 2 * tile;
                slots.add(
                        new Whole(new Rectangle2D.Double(box.getCenterX() - side / 2, middle - side / 2, side, side)));
            } else if (pixels(name).isPresent()) {
                placePixels(slots, pixels(name).get(), box.getCenterX(), middle, tile);
            } else {
                placeUnits(slots, units, subcolumns(name, groups), mostRows(groups), box.getCenterX(), middle, tile);
            }
            return new Group(name, input, units, picture, box, List.copyOf(slots));
        }

        private static void placePixels(List<Slot> slots, PictureShape shape, double x, double middle, double tile) {
            double pitch = tile * GAP;
            double firstLeft = x - shape.columns() * pitch / 2 + (pitch - tile) / 2;
            double firstUp = middle - shape.rows() * pitch / 2 + (pitch - tile) / 2;
            for (int k = 0; k < shape.pixels(); k++) {
                int row = k / shape.columns();
                int column = k % shape.columns();
                double left = firstLeft + column * pitch;
                double up = firstUp + row * pitch;
                slots.add(new Unit(k, new Rectangle2D.Double(left, up, tile, tile)));
            }
        }

        private static void placeUnits(
                List<Slot> slots, int units, int subcolumns, int mostRows, double x, double middle, double tile) {
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
                    slots.add(new Unit(k, square));
                } else if (k == first) {
                    slots.add(new More(first, units - first - LAST_UNITS, square));
                } else {
                    slots.add(new Unit(units - mostRows + k, square));
                }
            }
        }
    }
}
