package backproplab.ui.viewmodel;

import backproplab.data.Dataset;
import backproplab.data.Task;
import backproplab.layer.Convolution2d;
import backproplab.layer.MapPlace;
import backproplab.network.LayerDescription;
import backproplab.network.NetworkDescription;
import backproplab.network.Parameters;
import backproplab.network.ShapeInference;
import backproplab.tensor.Shape;
import backproplab.training.TrainingSetup;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What units are called: by their names in the data where they have one, in maps by channel, row and column, else by
/// their number, all counted from 1.
public final class UnitNames implements CardContext.Names {
    private final TrainingSetup setup;

    /// Of one sample, by the name of the layer.
    private final Map<String, Shape> maps = new HashMap<>();

    /// @param setup whose data and network
    public UnitNames(TrainingSetup setup) {
        this.setup = setup;
        NetworkDescription network = setup.network();
        ShapeInference inference = network.infer();
        network.inputs().forEach(this::keepMaps);
        inference.shapes().forEach(this::keepMaps);
    }

    private void keepMaps(String name, Shape shape) {
        if (shape.rank() == 3 && shape.size(1) * shape.size(2) > 1) {
            maps.put(name, shape);
        }
    }

    public TrainingSetup setup() {
        return setup;
    }

    @Override
    public String of(String owner, int unit) {
        Dataset data = setup.training();
        if (setup.network().inputs().containsKey(owner) && unit < data.inputNames().size()) {
            return data.inputNames().get(unit);
        }
        Shape map = maps.get(owner);
        if (map != null) {
            return MapPlace.of(map, unit).map(it -> nameOf(owner, it)).orElse(owner);
        }
        boolean isTarget = data.targets().firstEntry().getKey().equals(owner);
        if (isTarget && data.task() instanceof Task.Classes && unit < data.targetNames().size()) {
            return owner + " `" + data.targetNames().get(unit) + "`";
        }
        return owner + " " + (unit + 1);
    }

    private static String nameOf(String owner, MapPlace place) {
        return "%s channel %d, row %d, column %d"
                .formatted(owner, place.channel() + 1, place.row() + 1, place.column() + 1);
    }

    /// A layer that gives maps has such numbers for each channel, or kernels.
    @Override
    public String ofParameter(Parameters.Key key, int index) {
        Optional<LayerDescription> layer = setup.network().layer(key.layer());
        Shape map = maps.get(key.layer());
        if (map == null || layer.isEmpty()) {
            return of(key.layer(), index);
        }
        Shape from = maps.get(layer.get().inputs().getFirst());
        Optional<Shape> kernels = kernels(layer.get(), from);
        if (!key.name().equals("weights") || kernels.isEmpty()) {
            return index < map.size(0) ? channel(key.layer(), index) : of(key.layer(), index);
        }
        int fanIn = kernels.get().elements();
        return MapPlace.of(kernels.get(), index % fanIn)
                .map(it ->
                        "%s, kernel for %s, row %d, column %d"
                                .formatted(
                                        channel(key.layer(), index / fanIn),
                                        channel(layer.get().inputs().getFirst(), it.channel()),
                                        it.row() + 1,
                                        it.column() + 1))
                .orElse(key.layer());
    }

    /// Of one filter of a convolution, `[channels, rows, columns]`.
    private static Optional<Shape> kernels(LayerDescription layer, @Nullable Shape from) {
        return from != null && layer.layer() instanceof Convolution2d it
                ? Optional.of(Shape.of(from.size(0), it.kernel().rows(), it.kernel().columns()))
                : Optional.empty();
    }

    /// Such as "conv1 channel 3".
    public static String channel(String owner, int channel) {
        return owner + " channel " + (channel + 1);
    }

    /// The same where the owner stands beside it: without its name in front.
    String within(String owner, int unit) {
        String name = of(owner, unit);
        return name.startsWith(owner + " ") ? name.substring(owner.length() + 1) : name;
    }
}
