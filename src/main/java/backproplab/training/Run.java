package backproplab.training;

import backproplab.backprop.BackwardTrace;
import backproplab.network.Parameters;
import backproplab.statistics.Divergence;

import java.util.List;
import java.util.Optional;

/// A run as the session's thread holds it: the trainer, what watches it, and the points it can go back to. Changing
/// the setup makes a new one around the numbers that stay.
final class Run {
    private final Command.Snapshot origin;
    private final CheckpointHistory history;
    private final Trainer trainer;
    private final Judge judge;
    private final long segment;
    private final DroppedParameters dropped;

    /// @param start taken over
    Run(TrainingSetup setup, Checkpoint start) {
        this(setup, start, new Command.Snapshot(setup, start.copy()));
    }

    private Run(TrainingSetup setup, Checkpoint start, Command.Snapshot origin) {
        this(setup, start, origin, new CheckpointHistory(origin), 0, new DroppedParameters());
    }

    private Run(
            TrainingSetup setup,
            Checkpoint start,
            Command.Snapshot origin,
            CheckpointHistory history,
            long segment,
            DroppedParameters dropped) {
        this.origin = origin;
        this.history = history;
        this.segment = segment;
        this.dropped = dropped;
        this.trainer = new Trainer(setup, start);
        this.judge = new Judge(setup, trainer.parameters());
    }

    /// Where the point was taken before a change of the setup had come through, what fits is kept.
    static Run resumed(TrainingSetup setup, Command.RunPoint point) {
        return new Run(setup, point.now().carriedTo(setup).copy(), point.origin());
    }

    TrainingSetup setup() {
        return trainer.setup();
    }

    long step() {
        return trainer.steps();
    }

    /// @return why the step was not made; empty when it was
    Optional<Divergence> makeStep() {
        if (history.wants(trainer.steps())) {
            history.add(snapshot());
        }
        return trainer.step() ? Optional.empty() : Optional.ofNullable(trainer.divergence());
    }

    long stepsToEpochEnd() {
        return trainer.stepsToEpochEnd();
    }

    /// What a saved file holds of this run; a copy.
    Command.Snapshot snapshot() {
        return new Command.Snapshot(setup(), trainer.checkpoint());
    }

    /// Copies, to come back to this run when another one has taken its place.
    Command.RunPoint point() {
        return new Command.RunPoint(origin, trainer.checkpoint());
    }

    /// @param takesBack whether numbers that earlier changes have lost come back where they fit
    Run changedTo(TrainingSetup changed, boolean takesBack) {
        Checkpoint now = trainer.checkpoint();
        Checkpoint carried = takesBack ? now.carriedTo(changed, dropped) : now.carriedTo(changed);
        dropped.keepLost(now.parameters(), carried.parameters());
        return new Run(changed, carried, origin, history, segment + 1, dropped);
    }

    /// The weights that this run started from, with the settings of now. A layer that was added since is drawn from
    /// the seed as it was when it came.
    Run fromItsStart() {
        return new Run(setup(), origin.checkpoint().carriedTo(setup()));
    }

    Run withNewWeights() {
        TrainingSetup changed = setup().withWeightsSeed(setup().weightsSeed() + 1);
        return new Run(changed, Checkpoint.initial(changed));
    }

    /// At the last kept point at or before `step`, or at the first one.
    Run backTo(long step) {
        Command.Snapshot point = history.backTo(step);
        return new Run(point.setup(), point.checkpoint().copy(), origin, history, segment + 1, dropped);
    }

    void setParameter(Parameters.Key key, int index, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("`%s` needs a finite number, got %s".formatted(key, value));
        }
        trainer.setParameter(key, index, value);
    }

    /// The pass of one sample of the training set, on copies.
    BackwardTrace trace(int sample) {
        TraceLab lab = new TraceLab(snapshot());
        return lab.trace(lab.sample(sample));
    }

    /// Evaluates train and test set and judges the units, at this step.
    void evaluate() {
        judge.evaluate(step());
    }

    /// The same, when enough time has passed for what it costs.
    void evaluateWhenDue(long now) {
        judge.evaluateWhenDue(step(), now);
    }

    /// All that is to be told since the last time.
    TrainingProgress progress(long generation, boolean running, List<SessionEvent> events) {
        return new TrainingProgress(
                generation,
                segment,
                running,
                step(),
                trainer.epoch(),
                trainer.statistics().take(),
                judge.takeNewest(),
                history.steps(),
                events);
    }
}
