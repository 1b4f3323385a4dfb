package backproplab.training;

import backproplab.backprop.BackwardTrace;
import backproplab.network.Parameters;

import java.util.concurrent.CompletableFuture;

/// What the session is asked to do. Commands are taken up between two steps, in the order in which they came.
public sealed interface Command {
    /// Trains until something else is asked for.
    record Run() implements Command {}

    record Pause() implements Command {}

    /// Makes this many steps, then pauses. Asked for again while they are made, it adds to them.
    record Steps(long count) implements Command {
        public Steps {
            if (count < 1) {
                throw new IllegalArgumentException("at least 1 step must be asked for, got " + count);
            }
        }
    }

    /// Trains to the end of the epoch, then pauses.
    record FinishEpoch() implements Command {}

    /// @param stepsPerSecond [Double#POSITIVE_INFINITY] for as fast as it goes
    record SetSpeed(double stepsPerSecond) implements Command {
        public SetSpeed {
            if (!(stepsPerSecond > 0)) {
                throw new IllegalArgumentException("the speed must be positive, got " + stepsPerSecond);
            }
        }
    }

    /// Goes on with another setup from where the run stands: a rate, an activation, a layer, the data were changed.
    /// Parameters that have the same name and shape there keep their numbers, the others are drawn afresh.
    ///
    /// @param takesBack parameters that were lost through an earlier change of this run get the numbers back that they
    ///         had then
    record Change(TrainingSetup setup, boolean takesBack) implements Command {
        public Change(TrainingSetup setup) {
            this(setup, false);
        }
    }

    /// Starts over with `setup` at `start`. Begins a new generation.
    record Replace(TrainingSetup setup, Checkpoint start) implements Command {}

    /// Starts over with the weights that this generation started from and the settings of now. Begins a new
    /// generation.
    record Reset() implements Command {}

    /// Starts over with weights from the next seed. Begins a new generation.
    record NewWeights() implements Command {}

    /// Goes back to the kept checkpoint of this step, or the last one before it.
    record Rewind(long step) implements Command {}

    /// Sets one number of a parameter by hand.
    ///
    /// @param value known by now, or the answer of a command that was submitted before
    record SetParameter(Parameters.Key key, int index, CompletableFuture<Double> value) implements Command {
        public SetParameter(Parameters.Key key, int index, double value) {
            this(key, index, CompletableFuture.completedFuture(value));
        }
    }

    /// Traces the pass of one sample of the training set at the present point of the run, which it leaves as it is.
    record TraceSample(int sample, CompletableFuture<BackwardTrace> answer) implements Command {}

    /// Hands out a copy of the run's state, to be saved.
    record TakeCheckpoint(CompletableFuture<Snapshot> answer) implements Command {}

    /// Hands out a copy of what [Resume] needs.
    record TakeRun(CompletableFuture<RunPoint> answer) implements Command {}

    /// Goes on with a run that was replaced by another one, from where it stood. Begins a new generation.
    ///
    /// @param run the answer of a [TakeRun] that was submitted before
    record Resume(TrainingSetup setup, CompletableFuture<RunPoint> run) implements Command {}

    /// Ends the session's thread.
    record Close() implements Command {}

    /// A run as it stands: what a saved file holds.
    record Snapshot(TrainingSetup setup, Checkpoint checkpoint) {}

    /// A run as it stands, and where it began, which is what [Reset] goes back to.
    record RunPoint(Snapshot origin, Checkpoint now) {}
}
