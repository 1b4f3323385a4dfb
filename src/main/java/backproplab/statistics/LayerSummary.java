package backproplab.statistics;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// One layer over a span of steps.
///
/// @param hidden see [LayerStatistics#hidden()]
/// @param bands what the layer has: no weights, no weight gradients
public record LayerSummary(String layer, boolean hidden, Map<Quantity, Band> bands) {
    public LayerSummary {
        Map<Quantity, Band> copy = new EnumMap<>(Quantity.class);
        copy.putAll(bands);
        bands = Collections.unmodifiableMap(copy);
    }

    /// Empty where the layer lacks it.
    public Band get(Quantity quantity) {
        return bands.getOrDefault(quantity, Band.NONE);
    }

    /// This span and the one right after it.
    LayerSummary merge(LayerSummary next) {
        if (!layer.equals(next.layer)) {
            throw new IllegalArgumentException("cannot merge layer `%s` with `%s`".formatted(layer, next.layer));
        }
        Map<Quantity, Band> merged = new EnumMap<>(Quantity.class);
        merged.putAll(bands);
        next.bands.forEach((quantity, band) -> merged.merge(quantity, band, Band::merge));
        return new LayerSummary(layer, hidden, merged);
    }
}
