package backproplab.ui.viewmodel;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.layer.Layer;
import backproplab.layer.Layers;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How wide a layer is: its units, or its filters. Layers that only pass on have no width of their own.
///
/// @param setting the one that says so
public record LayerSize(Setting.Whole setting, int size) {
    private static final List<String> IDS = List.of("units", "filters");

    public static Optional<LayerSize> of(Layer layer) {
        Entry<Layer> entry = Layers.CATALOG.entryOf(layer);
        return entry.settings().stream()
                .filter(it -> IDS.contains(it.id()))
                .findFirst()
                .map(Setting.Whole.class::cast)
                .map(it -> new LayerSize(it, entry.valuesOf(layer).whole(it)));
    }

    /// The same layer, as wide as `size` says, which the setting allows.
    static Layer resized(Layer layer, int size) {
        Entry<Layer> entry = Layers.CATALOG.entryOf(layer);
        Map<String, Object> values = entry.valuesOf(layer).asMap();
        of(layer).ifPresent(it -> values.put(it.setting().id(), size));
        return entry.create(values);
    }

    /// As in "a layer has from 1 to 65536 units, got 0"; empty when the layer can be as wide as `size`.
    public Optional<String> problem(int size) {
        return setting.problem(size).map(it -> "the %s of a layer %s".formatted(setting.id(), it));
    }
}
