package backproplab.statistics;

import java.util.ArrayList;
import java.util.List;

/// How z and δ are distributed in the batch of one step, or of several that were merged.
///
/// @param step the last of them
/// @param samples of all of them
/// @param layers in the order of computation
public record StepDistributions(long step, long samples, List<LayerDistributions> layers) {
    public StepDistributions {
        layers = List.copyOf(layers);
    }

    /// These and those of a later step; the counts are those of all samples together.
    ///
    /// @throws IllegalArgumentException when `next` is of another network
    public StepDistributions merge(StepDistributions next) {
        if (next.layers.size() != layers.size()) {
            throw new IllegalArgumentException(
                    "cannot merge %d layers with %d".formatted(layers.size(), next.layers.size()));
        }
        List<LayerDistributions> merged = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            merged.add(layers.get(i).merge(next.layers.get(i)));
        }
        return new StepDistributions(next.step, samples + next.samples, merged);
    }

    /// @throws IllegalArgumentException when there is none of that name
    public LayerDistributions layer(String name) {
        return layers.stream()
                .filter(it -> it.layer().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no layer `%s`".formatted(name)));
    }
}
