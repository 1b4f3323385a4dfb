package backproplab.training;

import backproplab.network.Parameters;
import backproplab.optimizer.OptimizerState;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All that a run goes on from: with the same [TrainingSetup], the same steps follow bit for bit. There is no
/// random state to keep, since every stream of random numbers follows from the seed and the position
/// ([backproplab.random.SeededRandom#of]).
///
/// @param step how many updates were made
/// @param epoch how many passes over the training set are complete
/// @param batch how many batches of the current epoch are done
public record Checkpoint(Parameters parameters, OptimizerState optimizer, long step, long epoch, int batch) {
    /// The start of a run, drawn from the seed.
    public static Checkpoint initial(TrainingSetup setup) {
        return initial(setup, Map.of());
    }

    /// The start of a run.
    ///
    /// @param given parameters that are not drawn
    public static Checkpoint initial(TrainingSetup setup, Map<Parameters.Key, Tensor> given) {
        Parameters parameters = Parameters.initial(setup.network(), setup.weightsSeed(), given);
        OptimizerState optimizer = OptimizerState.initial(setup.rule().optimizer(), parameters.sizes());
        return new Checkpoint(parameters, optimizer, 0, 0, 0);
    }

    public Checkpoint copy() {
        return new Checkpoint(parameters.copy(), optimizer.copy(), step, epoch, batch);
    }

    /// The same point of the run in a changed setup: every parameter that has the same name and shape there keeps
    /// its numbers and what the optimizer remembers of it, the others start afresh. When the changed setup cuts
    /// epochs into fewer batches than are done already, the current epoch starts again.
    Checkpoint carriedTo(TrainingSetup changed) {
        return carriedTo(changed, new DroppedParameters());
    }

    /// The same, but what `dropped` knows is not drawn afresh.
    Checkpoint carriedTo(TrainingSetup changed, DroppedParameters dropped) {
        Map<Parameters.Key, Tensor> kept = new HashMap<>();
        Map<Parameters.Key, Tensor> given = new HashMap<>();
        Map<Parameters.Key, Tensor> mine = parameters.asMap();
        Parameters.initial(changed.network(), changed.weightsSeed())
                .asMap()
                .forEach((key, fresh) -> {
                    Tensor old = mine.get(key);
                    if (old != null && old.shape().equals(fresh.shape())) {
                        kept.put(key, old);
                    } else {
                        dropped.find(key, fresh.shape()).ifPresent(it -> given.put(key, it));
                    }
                });
        given.putAll(kept);
        parameters.state().stream()
                .filter(it -> Parameters.check(changed.network(), Map.of(it.key(), it.value())).isEmpty())
                .forEach(it -> given.putIfAbsent(it.key(), it.value()));
        Parameters carried = Parameters.initial(changed.network(), changed.weightsSeed(), given);
        int batches = Math.ceilDiv(changed.training().samples(), changed.batchSize());
        return new Checkpoint(carried, optimizerFor(changed, carried, kept), step, epoch, batch < batches ? batch : 0);
    }

    private OptimizerState optimizerFor(TrainingSetup changed, Parameters carried, Map<Parameters.Key, Tensor> kept) {
        OptimizerState fresh = OptimizerState.initial(changed.rule().optimizer(), carried.sizes());
        if (!fresh.slotNames().equals(optimizer.slotNames())) {
            return fresh;
        }
        List<Parameters.Key> mine = parameters.trained().stream().map(Parameters.Parameter::key).toList();
        List<double[][]> slots = new ArrayList<>();
        for (int p = 0; p < carried.trained().size(); p++) {
            Parameters.Key key = carried.trained().get(p).key();
            slots.add(kept.containsKey(key) ? optimizer.slots(mine.indexOf(key)) : fresh.slots(p));
        }
        return OptimizerState.of(optimizer.updates(), optimizer.slotNames(), slots).copy();
    }

    /// How many bytes its numbers take.
    long bytes() {
        long perValue = 1L + optimizer.slotNames().size();
        return 8L * perValue * parameters.count();
    }
}
