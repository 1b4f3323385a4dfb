package backproplab.ui.viewmodel;

import backproplab.data.Dataset;
import backproplab.training.TrainingSetup;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Optional;

/// Remembers which choice the data of a setup came of, for undo and for going back in a run, which bring back setups.
final class DataChoices {
    private final IdentityHashMap<Dataset, DataChoice> byTraining = new IdentityHashMap<>();

    void remember(TrainingSetup setup, DataChoice choice) {
        byTraining.put(setup.training(), choice);
    }

    Optional<DataChoice> of(TrainingSetup setup) {
        return Optional.ofNullable(byTraining.get(setup.training()));
    }

    /// Forgets all but the data of these.
    void keepOnly(Collection<TrainingSetup> setups) {
        IdentityHashMap<Dataset, DataChoice> kept = new IdentityHashMap<>();
        for (TrainingSetup setup : setups) {
            of(setup).ifPresent(it -> kept.put(setup.training(), it));
        }
        byTraining.clear();
        byTraining.putAll(kept);
    }
}
