package backproplab.ui.viewmodel;

import backproplab.data.Dataset;
import backproplab.data.Task;
import backproplab.layer.Recurrent;
import backproplab.network.LayerDescription;
import backproplab.network.Parameters;
import backproplab.tensor.Shape;
import backproplab.training.TrainingSetup;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What units are called: by their names in the data where they have one, by their place in a map or a sequence, else by
/// their number from 1.
public final class UnitNames implements CardContext.Names {
    private final TrainingSetup setup;
    private @Nullable Map<String, Shape> shapes;

    /// @param setup whose data and network
    public UnitNames(TrainingSetup setup) {
        this.setup = setup;
    }

    public TrainingSetup setup() {
        return setup;
    }

    @Override
    public String of(String owner, int unit) {
        Dataset data = setup.training();
        if (setup.network().inputs().containsKey(owner)) {
            return unit < data.inputNames().size() ? data.inputNames().get(unit) : byPlace(owner, unit);
        }
        boolean isTarget = data.targets().firstEntry().getKey().equals(owner);
        if (isTarget && data.task() instanceof Task.Classes && unit < data.targetNames().size()) {
            return owner + " `" + data.targetNames().get(unit) + "`";
        }
        return byPlace(owner, unit);
    }

    private String byPlace(String owner, int unit) {
        return MapNames.unit(owner, shape(owner), unit);
    }

    private Shape shape(String owner) {
        Map<String, Shape> known = shapes;
        if (known == null) {
            known = setup.network().infer().shapes();
            shapes = known;
        }
        return Objects.requireNonNullElse(known.get(owner), Shape.of());
    }

    @Override
    public String ofParameter(Parameters.Key key, int index) {
        Optional<LayerDescription> described = setup.network().layer(key.layer());
        if (described.isPresent()
                && described.get().layer() instanceof Recurrent recurrent
                && RowNames.isRow(key.name())) {
            String source = described.get().inputs().getFirst();
            return RowNames.place(this, recurrent, key, index, source, shape(source).last());
        }
        return described.isPresent() && shape(key.layer()).rank() == 3
                ? MapNames.ofParameter(described.get(), shape(key.layer()), key.name(), index)
                : of(key.layer(), index);
    }

    /// Such as "conv1 channel 3".
    public static String channel(String owner, int channel) {
        return owner + " channel " + (channel + 1);
    }

    /// The same as [#of] where the owner stands beside it: without its name in front, and places in maps in short.
    String within(String owner, int unit) {
        String name = of(owner, unit);
        boolean isByPlace = shape(owner).rank() == 3 && name.equals(byPlace(owner, unit));
        return isByPlace ? MapNames.inColumn(shape(owner), unit) : without(owner, name);
    }

    /// The same as [#ofParameter], without the name of the layer in front.
    String numbersWithin(Parameters.Key key, int index) {
        return without(key.layer(), ofParameter(key, index));
    }

    private static String without(String owner, String name) {
        return name.startsWith(owner + " ") ? name.substring(owner.length() + 1) : name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnitNames it && setup.equals(it.setup);
    }

    @Override
    public int hashCode() {
        return setup.hashCode();
    }
}
