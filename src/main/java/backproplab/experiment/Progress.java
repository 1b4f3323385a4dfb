package backproplab.experiment;

import backproplab.network.Parameters;
import backproplab.optimizer.OptimizerState;
import backproplab.tensor.Tensor;
import backproplab.training.Checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;

/// How far a run has come: with the parameters, all that it goes on from exactly. There is no random state to keep,
/// since every stream of random numbers follows from the seed and this position.
///
/// @param step how many updates were made
/// @param epoch how many passes over the training set are complete
/// @param batch how many batches of the current epoch are done
/// @param updates how many updates the optimizer remembers: fewer than `step` when it was changed on the way
/// @param slots what the optimizer remembers, by parameter and by the name of the slot; not to be changed
public record Progress(long step, long epoch, int batch, long updates, Map<Parameters.Key, Map<String, Tensor>> slots) {
    public Progress {
        slots = Map.copyOf(slots);
    }

    /// @param point copied
    static Progress of(Checkpoint point) {
        OptimizerState optimizer = point.optimizer().copy();
        Map<Parameters.Key, Map<String, Tensor>> slots = new LinkedHashMap<>();
        for (int p = 0; p < optimizer.tensors(); p++) {
            Parameters.Parameter parameter = point.parameters().trained().get(p);
            Map<String, Tensor> named = new LinkedHashMap<>();
            for (int s = 0; s < optimizer.slotNames().size(); s++) {
                named.put(optimizer.slotNames().get(s), Tensor.of(parameter.value().shape(), optimizer.slots(p)[s]));
            }
            if (!named.isEmpty()) {
                slots.put(parameter.key(), named);
            }
        }
        return new Progress(point.step(), point.epoch(), point.batch(), optimizer.updates(), slots);
    }
}
