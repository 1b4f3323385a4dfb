package backproplab.statistics;

import java.util.List;

/// What [UnitCensus] found. To be shown with `samples` and `step`: a judgement over fewer samples, or of other weights,
/// is another one.
///
/// @param step at which the parameters were as they were judged
/// @param samples over how many it was judged
/// @param layers in the order of computation
public record UnitReport(long step, int samples, List<UnitLayer> layers) {
    public UnitReport {
        layers = List.copyOf(layers);
    }

    /// @throws IllegalArgumentException when there is none of that name
    public UnitLayer layer(String name) {
        return layers.stream()
                .filter(it -> it.layer().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no layer `%s`".formatted(name)));
    }
}
