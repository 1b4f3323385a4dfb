package backproplab.training;

import backproplab.network.Parameters;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The numbers of layers that a run has lost through changes, as they were then: who takes such a change back finds
/// them again. Only the newest are kept, so that they do not grow with the number of changes.
final class DroppedParameters {
    private static final long MOST_VALUES = 4_000_000;

    private final LinkedHashMap<Place, Tensor> newestLast = new LinkedHashMap<>();
    private long values;

    private record Place(Parameters.Key key, Shape shape) {}

    /// Keeps what `before` has and `after` has not, or has in another shape.
    void keepLost(Parameters before, Parameters after) {
        Map<Parameters.Key, Tensor> there = after.asMap();
        before.asMap()
                .forEach((key, tensor) -> {
                    Tensor now = there.get(key);
                    if (now == null || !now.shape().equals(tensor.shape())) {
                        keep(new Place(key, tensor.shape()), tensor.copy());
                    }
                });
        while (values > MOST_VALUES) {
            values -= newestLast.pollFirstEntry().getValue().size();
        }
    }

    private void keep(Place place, Tensor tensor) {
        Tensor older = newestLast.remove(place);
        values += tensor.size() - (older == null ? 0 : older.size());
        newestLast.put(place, tensor);
    }

    Optional<Tensor> find(Parameters.Key key, Shape shape) {
        return Optional.ofNullable(newestLast.get(new Place(key, shape)));
    }
}
