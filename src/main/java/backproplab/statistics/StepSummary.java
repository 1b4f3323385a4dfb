package backproplab.statistics;

import java.util.ArrayList;
import java.util.List;

/// All layers over the steps `firstStep … lastStep`: what is delivered to the screen. Deliveries that wait merge into
/// one, which keeps the last value and the smallest and largest of each quantity.
///
/// @param layers in the order of computation
public record StepSummary(long firstStep, long lastStep, Band loss, List<LayerSummary> layers) {
    public StepSummary {
        layers = List.copyOf(layers);
        if (firstStep > lastStep) {
            throw new IllegalArgumentException("steps %d to %d do not ascend".formatted(firstStep, lastStep));
        }
    }

    /// This span and one after it.
    ///
    /// @throws IllegalArgumentException when `next` is not later, or of another network
    public StepSummary merge(StepSummary next) {
        if (next.firstStep <= lastStep) {
            throw new IllegalArgumentException(
                    "cannot merge steps from %d after those up to %d".formatted(next.firstStep, lastStep));
        }
        if (next.layers.size() != layers.size()) {
            throw new IllegalArgumentException(
                    "cannot merge %d layers with %d".formatted(layers.size(), next.layers.size()));
        }
        List<LayerSummary> merged = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            merged.add(layers.get(i).merge(next.layers.get(i)));
        }
        return new StepSummary(firstStep, next.lastStep, loss.merge(next.loss), merged);
    }

    /// @throws IllegalArgumentException when there is none of that name
    public LayerSummary layer(String name) {
        return layers.stream()
                .filter(it -> it.layer().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no layer `%s`".formatted(name)));
    }
}
