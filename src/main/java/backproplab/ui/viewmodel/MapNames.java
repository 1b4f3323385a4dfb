package backproplab.ui.viewmodel;

import backproplab.layer.Convolution2d;
import backproplab.layer.MapPlace;
import backproplab.network.LayerDescription;
import backproplab.tensor.Shape;

/// What the numbers of maps and kernels are called: `conv1 channel 2, row 5, column 7`, all counted from 1. Of a single
/// channel the number is left out.
public final class MapNames {
    private MapNames() {}

    /// A unit of a layer or a number of an input: where it has no maps, by its number.
    ///
    /// @param item the shape of one sample
    public static String unit(String owner, Shape item, int unit) {
        if (item.rank() == 2) {
            return "%s %d at t = %d".formatted(owner, unit % item.last() + 1, unit / item.last() + 1);
        }
        return MapPlace.of(item, unit)
                .map(it ->
                        "%s%s row %d, column %d"
                                .formatted(
                                        channel(owner, item, it.channel()),
                                        item.size(0) == 1 ? "" : ",",
                                        it.row() + 1,
                                        it.column() + 1))
                .orElseGet(() -> owner + " " + (unit + 1));
    }

    /// The same for a narrow column beside the owner, such as `ch. 2 (5,7)`; of what has no maps the number.
    static String inColumn(Shape item, int unit) {
        return MapPlace.of(item, unit)
                .map(it ->
                        (item.size(0) == 1 ? "" : "ch. " + (it.channel() + 1) + " ")
                                + "(%d,%d)".formatted(it.row() + 1, it.column() + 1))
                .orElseGet(() -> String.valueOf(unit + 1));
    }

    private static String channel(String owner, Shape item, int channel) {
        return item.size(0) == 1 ? owner : UnitNames.channel(owner, channel);
    }

    /// What the numbers of a layer belong to that it has for each filter, each channel or each unit, such as its biases.
    ///
    /// @param item the shape of what the layer gives
    /// @param parameter its name
    static String ofParameter(LayerDescription layer, Shape item, String parameter, int index) {
        boolean isLayers = !parameter.equals("alpha");
        if (isLayers && layer.layer() instanceof Convolution2d) {
            return layer.name() + " filter " + (index + 1);
        }
        return isLayers && item.rank() == 3 ? channel(layer.name(), item, index) : layer.name() + " " + (index + 1);
    }

    /// Where a weight of a kernel takes its number from, such as `pool1 channel 3, kernel row 2, column 4`: of the
    /// source whatever lies under that place of the kernel.
    ///
    /// @param kernels `[filters, channels, rows, columns]`
    static String under(String source, Shape kernels, int index) {
        MapPlace tap = tap(kernels, index);
        return "%s, kernel row %d, column %d"
                .formatted(channel(source, kernels.item(), tap.channel()), tap.row() + 1, tap.column() + 1);
    }

    /// The same for a narrow column, such as `pool1 ch. 3 (2,4)`.
    static String underInColumn(String source, Shape kernels, int index) {
        return source + " " + inColumn(kernels.item(), index % kernels.item().elements());
    }

    /// The channel and the place in the kernel of a weight.
    static MapPlace tap(Shape kernels, int index) {
        return MapPlace.of(kernels.item(), index % kernels.item().elements()).orElseThrow();
    }

    /// Whether a parameter has a kernel for each filter.
    static boolean areKernels(Shape parameter) {
        return parameter.rank() == 4;
    }
}
