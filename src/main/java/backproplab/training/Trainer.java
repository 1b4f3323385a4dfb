package backproplab.training;

import backproplab.backprop.BackwardPass;
import backproplab.backprop.ParameterUpdate;
import backproplab.backprop.PassListener;
import backproplab.data.BatchOrder;
import backproplab.network.Network;
import backproplab.network.Parameters;
import backproplab.optimizer.OptimizerState;
import backproplab.statistics.Divergence;
import backproplab.statistics.StepCollector;

import org.jspecify.annotations.Nullable;

/// The plain training loop: batch, forward, loss, backward, update. Allocates nothing per step.
///
/// A step whose loss, gradient or result is not finite is not made: the trainer then stands where it stood
/// before it, with finite parameters, and [#divergence()] tells what turned.
public final class Trainer {
    /// How many steps at most have to be made again to stand before a step that failed in its update.
    private static final int SAFE_POINT_INTERVAL = 64;

    private final TrainingSetup setup;
    private final Parameters parameters;
    private final OptimizerState optimizer;
    private final BatchOrder order;
    private final BackwardPass pass;
    private final ParameterUpdate update;
    private final Feed feed;
    private final StepCollector collector;
    private final SafePoint safePoint;
    private long step;
    private @Nullable Divergence divergence;

    /// Goes on from `start`.
    ///
    /// @param start taken over without copying: nobody else may write its numbers from now on
    public Trainer(TrainingSetup setup, Checkpoint start) {
        this.setup = setup;
        this.parameters = start.parameters();
        this.optimizer = start.optimizer();
        this.step = start.step();
        this.order = new BatchOrder(setup.training().samples(), setup.batchSize(), setup.shuffle(), setup.seed());
        this.order.seek(start.epoch(), start.batch());
        Network network = setup.bind(parameters, order.batchSize());
        this.pass = new BackwardPass(network, setup.losses(), false);
        this.update = new ParameterUpdate(pass);
        this.feed = Feed.of(setup.training(), network, pass.objective());
        this.collector = new StepCollector(pass, update);
        this.safePoint = new SafePoint();
    }

    /// One update, on the next batch.
    ///
    /// @return whether it was made; if not, nothing has changed and [#divergence()] tells why
    public boolean step() {
        if (step - safePoint.step >= SAFE_POINT_INTERVAL) {
            safePoint.mark();
        }
        backward(step);
        collector.afterBackward(step);
        if (!collector.gradientsAreFinite()) {
            return fail();
        }
        update();
        collector.afterUpdate();
        if (!collector.parametersAreFinite()) {
            fail();
            safePoint.returnTo(step);
            return false;
        }
        step++;
        order.advance();
        return true;
    }

    private void backward(long step) {
        feed.load(order.rows(), order.from(), order.count());
        pass.run(order.count(), step, PassListener.NONE);
    }

    private void update() {
        update.apply(setup.rule(), optimizer);
        pass.network().updateState();
    }

    private boolean fail() {
        divergence = Divergence.find(pass, step).orElseThrow();
        return false;
    }

    /// Why a [#step] was not made; null as long as all were.
    public @Nullable Divergence divergence() {
        return divergence;
    }

    /// The loss of the last batch, before its update; NaN before the first.
    public double loss() {
        return pass.loss();
    }

    /// The statistics of the steps. What it hands out is immutable, it itself belongs to the thread that trains.
    public StepCollector statistics() {
        return collector;
    }

    /// What the last batch went through: to be read on the thread that trains, never kept.
    public Network network() {
        return pass.network();
    }

    /// How many updates were made.
    public long steps() {
        return step;
    }

    /// How many passes over the training set are complete.
    public long epoch() {
        return order.epoch();
    }

    /// How many steps are left of the current pass over the training set, at least 1.
    public int stepsToEpochEnd() {
        return order.batchesPerEpoch() - order.batch();
    }

    /// Changes one number by hand, between two steps.
    ///
    /// @param value finite
    public void setParameter(Parameters.Key key, int index, double value) {
        parameters.get(key).set(index, value);
        safePoint.mark();
    }

    public TrainingSetup setup() {
        return setup;
    }

    /// The live numbers: to be read on the thread that trains, never kept.
    public Parameters parameters() {
        return parameters;
    }

    /// A copy of all that this run goes on from.
    public Checkpoint checkpoint() {
        return new Checkpoint(parameters.copy(), optimizer.copy(), step, order.epoch(), order.batch());
    }

    /// A point a few steps back, in buffers made once. Steps are reproducible, so that from there any later one is
    /// reached exactly; that is cheaper than keeping a copy of every single step.
    private final class SafePoint {
        private final Parameters safeParameters = parameters.copy();
        private final OptimizerState safeOptimizer = optimizer.copy();
        private long step = Trainer.this.step;
        private long epoch = order.epoch();
        private int batch = order.batch();

        void mark() {
            safeParameters.copyFrom(parameters);
            safeOptimizer.copyFrom(optimizer);
            step = Trainer.this.step;
            epoch = order.epoch();
            batch = order.batch();
        }

        /// Back to the numbers before step `target`, at or after this point.
        void returnTo(long target) {
            parameters.copyFrom(safeParameters);
            optimizer.copyFrom(safeOptimizer);
            order.seek(epoch, batch);
            for (long again = step; again < target; again++) {
                backward(again);
                update();
                order.advance();
            }
        }
    }
}
