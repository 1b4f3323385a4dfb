package backproplab.ui.view;

import backproplab.layer.Convolution2d;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.ui.viewmodel.Selection;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A kernel of a convolution as a small picture between the maps that it leads from and to: through it a filter looks at
/// a channel.
///
/// With one channel each filter has its kernel in front of its map. With several those of one filter, the selected one
/// or else the first, stand behind the channels that they look at.
///
/// @param owner under which the layer's parameters stand
/// @param channels of the maps that the layer looks at
/// @param square where it stands, in the layout
record KernelTile(
        String layer,
        String owner,
        String from,
        int filter,
        int channel,
        int channels,
        PictureShape shape,
        Rectangle2D square) {
    /// Of the map beside it.
    private static final double SHARE_OF_MAP = 0.62;

    /// Of the space between the maps, which the lines need too.
    private static final double SHARE_OF_SPACE = 0.62;

    private static final double NEXT = 1.14;

    /// A number smaller than this cannot be seen.
    private static final double SMALLEST_NUMBER = 1.5;

    /// Of all convolutions that have room for them.
    static List<KernelTile> of(NetworkLayout layout, NetworkDescription network, Selection selection) {
        List<KernelTile> tiles = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        List<LayerDescription> layers = new ArrayList<>(network.layers());
        layers.sort((a, b) -> Boolean.compare(isSelected(b, selection), isSelected(a, selection)));
        for (LayerDescription layer : layers) {
            Optional<NetworkLayout.Group> from = layout.group(layer.inputs().getFirst());
            Optional<NetworkLayout.Group> to = layout.group(layer.name());
            if (layer.layer() instanceof Convolution2d convolution
                    && from.filter(it -> it.channels() > 0).isPresent()
                    && to.filter(it -> it.channels() > 0).isPresent()
                    && (from.get().channels() == 1 || taken.add(from.get().name()))) {
                PictureShape shape = new PictureShape(convolution.kernel().rows(), convolution.kernel().columns());
                tiles.addAll(between(layer, shape, from.get(), to.get(), selection));
            }
        }
        return List.copyOf(tiles);
    }

    private static boolean isSelected(LayerDescription layer, Selection selection) {
        return layer.name().equals(selection.layer());
    }

    private static List<KernelTile> between(
            LayerDescription layer,
            PictureShape shape,
            NetworkLayout.Group from,
            NetworkLayout.Group to,
            Selection selection) {
        boolean isOfEach = from.channels() == 1;
        int chosen = isSelected(layer, selection) ? to.channelOf(selection.unit().orElse(0)) : 0;
        NetworkLayout.Group beside = isOfEach ? to : from;
        double left = from.slots().stream().mapToDouble(it -> it.square().getMaxX()).max().orElse(0);
        double right = to.slots().stream().mapToDouble(it -> it.square().getMinX()).min().orElse(0);
        List<Double> columns = beside.slots().stream().map(it -> it.square().getX()).distinct().sorted().toList();
        Rectangle2D map = beside.slots().getFirst().square();
        double room = SHARE_OF_SPACE * (right - left) / (1 + (columns.size() - 1) * NEXT);
        double side = Math.min(SHARE_OF_MAP * Math.max(map.getWidth(), map.getHeight()), room);
        double longer = Math.max(shape.rows(), shape.columns());
        if (side < SMALLEST_NUMBER * longer) {
            return List.of();
        }
        double gap = 0.1 * (right - left);
        double all = side * (1 + (columns.size() - 1) * NEXT);
        double first = isOfEach ? right - gap - all : left + gap;
        List<KernelTile> tiles = new ArrayList<>();
        for (NetworkLayout.Slot slot : beside.slots()) {
            if (slot instanceof NetworkLayout.Sheet sheet) {
                double width = side * shape.columns() / longer;
                double height = side * shape.rows() / longer;
                double x = first + columns.indexOf(slot.square().getX()) * NEXT * side;
                double y = slot.square().getCenterY() - height / 2;
                tiles.add(
                        new KernelTile(
                                layer.name(),
                                layer.owner(),
                                from.name(),
                                isOfEach ? sheet.channel() : chosen,
                                isOfEach ? 0 : sheet.channel(),
                                from.channels(),
                                shape,
                                new Rectangle2D.Double(x, y, width, height)));
            }
        }
        return tiles;
    }

    Parameters.Key key() {
        return new Parameters.Key(owner, "weights");
    }

    /// Of its first number in the parameter.
    int first() {
        return (filter * channels + channel) * shape.pixels();
    }

    /// Of the number at a point in it.
    int indexAt(Point2D point) {
        return first() + new NetworkLayout.Sheet(0, shape, square).unitAt(point).orElse(0);
    }

    /// Whether the filter is one of several that could be shown here.
    boolean isChosen() {
        return channels > 1;
    }
}
