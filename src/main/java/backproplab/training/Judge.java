package backproplab.training;

import backproplab.network.Parameters;
import backproplab.statistics.UnitCensus;
import backproplab.statistics.UnitReport;

import java.util.Optional;

/// Looks at the whole training set and the test set now and then: loss, accuracy, dead and saturated units. On big sets
/// that costs more than a step, so it is done at intervals, at most a small share of the time; what it says carries the
/// step it was said at.
public final class Judge {
    /// Never more often than the eye can follow.
    private static final long SHORTEST_INTERVAL_NANOS = 50_000_000;

    /// At most one part in this many of the time.
    private static final long SHARE = 15;

    private final Evaluator training;
    private final Optional<Evaluator> test;
    private final UnitCensus census;
    private Optional<TrainingProgress.Evaluated> newest = Optional.empty();
    private long dueNanos = System.nanoTime();

    /// @param parameters live or not: to be used on the thread that writes them
    public Judge(TrainingSetup setup, Parameters parameters) {
        this.training = new Evaluator(setup, parameters, setup.training());
        this.test = setup.test().map(it -> new Evaluator(setup, parameters, it));
        this.census = new UnitCensus(training.network());
    }

    /// Looks now.
    ///
    /// @param step the number to write on what is found
    public TrainingProgress.Evaluated look(long step) {
        census.begin();
        Evaluation evaluation = training.evaluate(step, census::add);
        UnitReport units = census.report(step, evaluation.samples());
        return new TrainingProgress.Evaluated(step, evaluation, test.map(it -> it.evaluate(step)), units);
    }

    void evaluate(long step) {
        long start = System.nanoTime();
        newest = Optional.of(look(step));
        long end = System.nanoTime();
        dueNanos = end + Math.max(SHORTEST_INTERVAL_NANOS, SHARE * (end - start));
    }

    void evaluateWhenDue(long step, long now) {
        if (now - dueNanos >= 0) {
            evaluate(step);
        }
    }

    /// The newest evaluation, if it was not taken yet.
    Optional<TrainingProgress.Evaluated> takeNewest() {
        Optional<TrainingProgress.Evaluated> taken = newest;
        newest = Optional.empty();
        return taken;
    }
}
