package backproplab.statistics;

import java.util.List;

/// All layers at one step.
///
/// @param step the number of the training step
/// @param loss of its batch, before the update
/// @param layers in the order of computation
public record StepStatistics(long step, double loss, List<LayerStatistics> layers) {
    public StepStatistics {
        layers = List.copyOf(layers);
    }

    /// @throws IllegalArgumentException when there is none of that name
    public LayerStatistics layer(String name) {
        return layers.stream()
                .filter(it -> it.layer().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no layer `%s`".formatted(name)));
    }
}
