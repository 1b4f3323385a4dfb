package backproplab.ui.view;

import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.network.ShapeInference;
import backproplab.tensor.Shape;
import backproplab.ui.chart.Numbers;
import backproplab.ui.viewmodel.Selection;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Where the layers and units of a network stand: the inputs on the left, every layer right of all that feed it, its
/// units from top to bottom, or the channels of its maps. Of a wide layer the first and last few units are there and a mark for those between,
/// unless it is opened; then its units fill several columns. Immutable; without a screen.
///
/// @param width what it takes, at least that asked for; an opened layer may need more
/// @param tile the side of a unit's square
/// @param groups the inputs, then the layers in the order of computation
record NetworkLayout(double width, double height, double tile, List<Group> groups) {
    /// Room for the name of a layer above its units, and for its counts below them, in lines of type.
    static final double LINES_ABOVE = 2.7;

    static final double LINES_BELOW = 1.5;

    /// One input, or one layer.
    ///
    /// @param picture the sides of the pictures that it is drawn as: of each channel of a layer that gives maps, of a
    ///     grey picture that comes in; absent where its units stand one by one
    record Group(
            String name, boolean input, int units, Optional<PictureShape> picture, Rectangle2D box, List<Slot> slots) {
        Optional<Slot> slotOf(int unit) {
            return slots.stream().filter(it -> it.shows(unit)).findFirst();
        }

        /// Where a unit is shown: its own square, or the map that it is a pixel of.
        Optional<Rectangle2D> squareOf(int unit) {
            return slotOf(unit).map(Slot::square);
        }

        /// Its own square, or its pixel.
        Optional<Rectangle2D> pixelOf(int unit) {
            return slotOf(unit).map(it -> it instanceof Sheet sheet ? sheet.pixel(unit) : it.square());
        }

        /// What is drawn of it.
        Rectangle2D around() {
            Rectangle2D all = new Rectangle2D.Double();
            all.setRect(slots.getFirst().square());
            slots.forEach(it -> all.add(it.square()));
            return all;
        }

        /// Such as `6×28×28`.
        String size() {
            return picture.filter(_ -> !input || channels() > 1)
                    .map(it -> channels() + "×" + it)
                    .orElseGet(() -> Numbers.count(units));
        }

        /// How many pictures it has, drawn or not; 0 where its units stand one by one.
        int channels() {
            return picture.map(it -> units / it.pixels()).orElse(0);
        }

        /// The picture that a unit belongs to; of units that stand one by one the unit itself.
        int channelOf(int unit) {
            return picture.map(it -> unit / it.pixels()).orElse(unit);
        }

        boolean isSummarised() {
            return slots.stream().anyMatch(it -> it instanceof More);
        }

        /// Whether there is more to see of it than is drawn: units left out, or the pixels of a picture one by one.
        boolean canBeOpened() {
            return isSummarised() || (input && channels() == 1);
        }
    }

    sealed interface Slot {
        Rectangle2D square();

        /// Whether this is where the unit can be seen.
        boolean shows(int unit);

        /// The unit at a point in it, if any.
        default OptionalInt unitAt(Point2D point) {
            return OptionalInt.empty();
        }
    }

    record Unit(int index, Rectangle2D square) implements Slot {
        @Override
        public boolean shows(int unit) {
            return unit == index;
        }

        @Override
        public OptionalInt unitAt(Point2D point) {
            return OptionalInt.of(index);
        }
    }

    /// In place of the units `first … first + count − 1`.
    record More(int first, int count, Rectangle2D square) implements Slot {
        @Override
        public boolean shows(int unit) {
            return false;
        }
    }

    /// The units `first … first + rows·columns − 1` as one picture, row by row: a channel of a map.
    record Sheet(int first, PictureShape shape, Rectangle2D square) implements Slot {
        @Override
        public boolean shows(int unit) {
            return unit >= first && unit < first + shape.pixels();
        }

        IntStream units() {
            return IntStream.range(first, first + shape.pixels());
        }

        int channel() {
            return first / shape.pixels();
        }

        /// Where a unit is in it.
        Rectangle2D pixel(int unit) {
            double width = square.getWidth() / shape.columns();
            double height = square.getHeight() / shape.rows();
            int column = (unit - first) % shape.columns();
            int row = (unit - first) / shape.columns();
            return new Rectangle2D.Double(square.getX() + column * width, square.getY() + row * height, width, height);
        }

        @Override
        public OptionalInt unitAt(Point2D point) {
            int column = (int) ((point.getX() - square.getX()) / square.getWidth() * shape.columns());
            int row = (int) ((point.getY() - square.getY()) / square.getHeight() * shape.rows());
            return OptionalInt.of(
                    first
                            + Math.clamp(row, 0, shape.rows() - 1) * shape.columns()
                            + Math.clamp(column, 0, shape.columns() - 1));
        }
    }

    /// What lies at a point.
    ///
    /// @param slot absent beside the units, above or below them
    /// @param unit the one at the point, of a map its pixel
    record Hit(Group group, Optional<Slot> slot, OptionalInt unit) {}

    /// @param opened the names of the layers whose units are all shown
    /// @param line the height of a line of type
    static NetworkLayout of(NetworkDescription network, Set<String> opened, double width, double height, double line) {
        return new NetworkColumns(network, opened, Math.max(width, 60), Math.max(height, 60), line).build();
    }

    /// What counts as units of a layer whose samples have this shape, as in the census of dead units: of a sequence
    /// the features, else every number.
    static int units(Shape shape) {
        return shape.rank() == 2 ? shape.last() : shape.elements();
    }

    /// Whether a network has maps, which are drawn as pictures.
    static boolean hasMaps(NetworkDescription network) {
        return Stream.concat(network.inputs().values().stream(), network.infer().shapes().values().stream())
                .anyMatch(it -> PictureShape.ofChannel(it).isPresent());
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

    /// The same selection with the unit at which lines end: of a map its first.
    Selection drawn(Selection selection) {
        Optional<Slot> slot =
                selection.unit().isEmpty()
                        ? Optional.empty()
                        : group(selection.layer()).flatMap(it -> it.slotOf(selection.unit().getAsInt()));
        return slot.isPresent() && slot.get() instanceof Sheet sheet
                ? Selection.of(selection.layer(), sheet.first())
                : selection;
    }

    /// Whether nothing stands between two columns.
    boolean areNeighbours(Group from, Group to) {
        return groups.stream()
                .map(it -> it.box().getCenterX())
                .noneMatch(it -> it > from.box().getCenterX() && it < to.box().getCenterX());
    }

    Optional<Group> group(String name) {
        return groups.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    Optional<Hit> at(Point2D point) {
        for (Group group : groups) {
            if (group.box().contains(point)) {
                Optional<Slot> slot = group.slots().stream().filter(it -> it.square().contains(point)).findFirst();
                OptionalInt unit = slot.map(it -> it.unitAt(point)).orElse(OptionalInt.empty());
                return Optional.of(new Hit(group, slot, unit));
            }
        }
        return Optional.empty();
    }
}
