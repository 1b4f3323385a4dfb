package backproplab.training;

import backproplab.statistics.StepSummary;
import backproplab.statistics.UnitReport;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the session tells: all that happened since the last time. Immutable; what waits merges with what comes.
///
/// @param generation of the run, see [TrainingSession]
/// @param segment counts the changes of the setup and the jumps back within a generation: steps are merged only
///         within one
/// @param running whether steps follow without another command
/// @param step how many updates were made
/// @param epoch how many passes over the training set are complete
/// @param steps statistics of the steps since the last delivery; absent when there was none
/// @param evaluation the newest one; it may be some steps old
/// @param checkpoints the steps that can be gone back to, in ascending order
/// @param events in the order in which they happened
public record TrainingProgress(
        long generation,
        long segment,
        boolean running,
        long step,
        long epoch,
        Optional<StepSummary> steps,
        Optional<Evaluated> evaluation,
        List<Long> checkpoints,
        List<SessionEvent> events) {

    /// Train and test set, and every unit, judged at one step.
    ///
    /// @param test absent when nothing was set aside
    /// @param units over the whole training set
    public record Evaluated(long step, Evaluation training, Optional<Evaluation> test, UnitReport units) {}

    public TrainingProgress {
        checkpoints = List.copyOf(checkpoints);
        events = List.copyOf(events);
    }

    /// This and what came after it. A later generation puts an earlier one out of force.
    public TrainingProgress merge(TrainingProgress next) {
        if (next.generation != generation) {
            return next.generation > generation ? next : this;
        }
        return new TrainingProgress(
                generation,
                next.segment,
                next.running,
                next.step,
                next.epoch,
                mergedSteps(next),
                next.evaluation.or(() -> evaluation),
                next.checkpoints,
                Stream.concat(events.stream(), next.events.stream()).toList());
    }

    private Optional<StepSummary> mergedSteps(TrainingProgress next) {
        if (next.segment != segment) {
            return next.steps;
        }
        return next.steps.isEmpty() || steps.isEmpty()
                ? next.steps.or(() -> steps)
                : Optional.of(steps.get().merge(next.steps.get()));
    }
}
