package backproplab.ui.viewmodel;

import backproplab.training.TrainingSetup;

import java.util.Optional;

/// What came of a change that a user asked for.
public sealed interface Edit {
    /// @param data where the samples come from, when the change is one of them too
    record Changed(TrainingSetup setup, Optional<DataChoice> data) implements Edit {
        Changed(TrainingSetup setup) {
            this(setup, Optional.empty());
        }
    }

    /// @param sentence what is wrong and one way out
    record Refused(String sentence) implements Edit {}
}
