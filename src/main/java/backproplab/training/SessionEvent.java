package backproplab.training;

import backproplab.statistics.Divergence;

/// Something that happened once, at a step. Unlike progress it is never merged away.
public sealed interface SessionEvent {
    long step();

    /// A number turned NaN or infinite. The run stands before the step that failed, with finite parameters.
    record Diverged(long step, Divergence divergence) implements SessionEvent {}

    /// The setup was changed while the run went on.
    record Changed(long step, TrainingSetup setup) implements SessionEvent {}

    /// A run began: at the start, after a reset, with another experiment.
    record Started(long step, TrainingSetup setup) implements SessionEvent {}

    /// The run went back to a kept checkpoint, and to the setup of then.
    record Rewound(long step, TrainingSetup setup) implements SessionEvent {}

    /// The program itself failed: a defect. The session is paused.
    record Failed(long step, Throwable cause) implements SessionEvent {}
}
