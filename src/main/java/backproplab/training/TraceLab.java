package backproplab.training;

import backproplab.backprop.BackwardPass;
import backproplab.backprop.BackwardTrace;
import backproplab.backprop.GradientCheck;
import backproplab.backprop.Objective;
import backproplab.backprop.PassListener;
import backproplab.backprop.TraceRecorder;
import backproplab.backprop.TraceRecorder.ParameterChange;
import backproplab.data.BatchOrder;
import backproplab.data.Dataset;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.Parameters;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/// Traces passes at one point of a run, away from the thread that trains: on a snapshot of it, so that training goes on
/// meanwhile. Asks what this sample does, what another one would, and what would be if a weight, an input or a target were
/// another.
///
/// Buffers are made once, so that a trace can follow a drag. Used by one thread at a time; what it gives is immutable.
public final class TraceLab {
    private final Command.Snapshot point;
    private @Nullable TraceRecorder recorder;
    private int recorded;

    /// @param point as [Command.TakeCheckpoint] hands it out; nobody may write its numbers from now on
    public TraceLab(Command.Snapshot point) {
        this.point = point;
    }

    public Command.Snapshot point() {
        return point;
    }

    /// A sample of the training set, from 0.
    public TracedSamples sample(int sample) {
        return samples(sample);
    }

    /// Several samples of the training set, as one batch.
    public TracedSamples samples(int... rows) {
        return TracedSamples.of(data().select(rows));
    }

    /// The whole training set, as one batch.
    public TracedSamples all() {
        return TracedSamples.of(data());
    }

    /// The rows of the training set that the run's next step takes. A trace of them is that step, bit for bit.
    public int[] nextBatch() {
        TrainingSetup setup = point.setup();
        BatchOrder order = new BatchOrder(data().samples(), setup.batchSize(), setup.shuffle(), setup.seed());
        order.seek(point.checkpoint().epoch(), point.checkpoint().batch());
        return Arrays.copyOfRange(order.rows(), order.from(), order.from() + order.count());
    }

    /// The sample of the training set that costs most, the first of several; a loss that is not a number is the worst.
    ///
    /// Judged as an [Evaluation] does, with running statistics and without dropping anything; layers that look at the
    /// whole batch see a single sample otherwise. Takes a forward pass over the training set.
    public int worstSample() {
        Network network =
                point.setup().bind(point.checkpoint().parameters(), Math.min(Evaluator.CHUNK, data().samples()));
        Objective objective = new Objective(network, point.setup().losses());
        Feed feed = Feed.of(data(), network, objective);
        int worst = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int from = 0; from < data().samples(); from += network.capacity()) {
            int count = Math.min(network.capacity(), data().samples() - from);
            feed.loadRange(from, count);
            network.forward(count, false, point.checkpoint().step());
            for (int i = 0; i < count; i++) {
                double loss = loss(objective, i);
                if (Double.compare(loss, highest) > 0) {
                    worst = from + i;
                    highest = loss;
                }
            }
        }
        return worst;
    }

    private static double loss(Objective objective, int sample) {
        double loss = 0;
        List<LossTerm> terms = objective.terms();
        for (int term = 0; term < terms.size(); term++) {
            loss += terms.get(term).weight() * objective.sample(term, sample);
        }
        return loss;
    }

    /// The pass over these samples, the update after it and the loss after that.
    public BackwardTrace trace(TracedSamples samples) {
        return trace(samples, List.of());
    }

    /// The same if some parameters were others.
    public BackwardTrace trace(TracedSamples samples, List<ParameterChange> changes) {
        return recorder(samples.count()).trace(samples.inputs(), samples.targets(), point.checkpoint().step(), changes);
    }

    /// What the loss of a traced pass does when one number of a parameter is moved by `epsilon`.
    ///
    /// @param trace made here
    public Nudge nudge(BackwardTrace trace, Parameters.Key key, int index, double epsilon) {
        BackwardTrace.ParameterTrace parameter = trace.parameter(key);
        double w = parameter.before().get(index);
        double nudged = w + epsilon;
        return new Nudge(
                key,
                index,
                nudged - w,
                trace.loss(),
                recorder(trace.samples()).loss(trace, new ParameterChange(key, index, nudged)),
                parameter.gradient().get(index));
    }

    /// A parameter's effect on the loss, measured.
    ///
    /// @param epsilon by how much the number was moved, which is what was asked for up to the last digit of the number
    /// @param gradient `∂L/∂w`, which the quotient comes near to, the nearer the smaller ε, until rounding takes over
    public record Nudge(
            Parameters.Key key, int index, double epsilon, double loss, double nudgedLoss, double gradient) {
        /// Every layer rounds; this many units of the last digit of the loss come together in networks of a usual size.
        private static final int FEW = 8;

        /// `(L(w + ε) − L(w)) / ε`; NaN when ε is too small to move the number.
        public double quotient() {
            return (nudgedLoss - loss) / epsilon;
        }

        /// `|quotient − gradient|` as a share of the larger of the two; 0 where both are 0.
        public double relativeDifference() {
            double difference = Math.abs(quotient() - gradient);
            return difference == 0 ? 0 : difference / Math.max(Math.abs(quotient()), Math.abs(gradient));
        }

        /// How far the quotient may be off only because both losses are rounded: a few units of their last digit over ε.
        public double rounding() {
            return FEW * Math.ulp(Math.max(Math.abs(loss), Math.abs(nudgedLoss))) / Math.abs(epsilon);
        }
    }

    /// A check of the gradients of the pass over these samples, on copies.
    ///
    /// @throws GradientCheck.NotFiniteException when the loss is not finite
    public GradientCheck gradientCheck(TracedSamples samples) {
        TrainingSetup setup = point.setup();
        Network network = setup.bind(point.checkpoint().parameters().copy(), samples.count());
        BackwardPass pass = new BackwardPass(network, setup.losses(), false);
        samples.inputs().forEach((name, tensor) -> network.input(name).copyFrom(tensor));
        for (int term = 0; term < setup.losses().size(); term++) {
            pass.objective().targets(term).copyFrom(samples.target(setup.losses().get(term).on()));
        }
        pass.run(samples.count(), point.checkpoint().step(), PassListener.NONE);
        return new GradientCheck(pass);
    }

    private Dataset data() {
        return point.setup().training();
    }

    private TraceRecorder recorder(int samples) {
        if (recorder == null || recorded != samples) {
            TrainingSetup setup = point.setup();
            recorder =
                    new TraceRecorder(
                            setup.network(),
                            setup.losses(),
                            setup.rule(),
                            point.checkpoint().parameters(),
                            point.checkpoint().optimizer(),
                            samples,
                            setup.seed(),
                            setup.workings());
            recorded = samples;
        }
        return recorder;
    }
}
