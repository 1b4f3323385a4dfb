package backproplab.training;

import backproplab.backprop.Objective;
import backproplab.data.Dataset;
import backproplab.data.Task;
import backproplab.loss.Reduction;
import backproplab.network.LossTerm;
import backproplab.network.Network;
import backproplab.network.Parameters;
import backproplab.tensor.Tensor;

import java.util.OptionalDouble;

/// Computes [Evaluation]s of one data set, with forward passes only. Decisions are those about its first target. It looks
/// at the live parameters: to be used on the thread that trains.
public final class Evaluator {
    /// Large enough that a pass is worth starting, small enough that the buffers of a wide network stay small.
    static final int CHUNK = 256;

    private final Network network;
    private final Objective objective;
    private final Dataset data;
    private final Feed feed;
    private final int decisive;

    public Evaluator(TrainingSetup setup, Parameters parameters, Dataset data) {
        this.data = data;
        this.network = setup.bind(parameters, Math.min(CHUNK, data.samples()));
        this.objective = new Objective(network, setup.losses());
        this.feed = Feed.of(data, network, objective);
        String firstTarget = data.targets().firstEntry().getKey();
        this.decisive = setup.losses().stream().map(LossTerm::on).toList().indexOf(firstTarget);
    }

    /// Looks on while a set is gone through.
    @FunctionalInterface
    interface Portions {
        /// The network has computed `count` samples of the set, of which `from` is the first.
        void done(int from, int count);
    }

    /// What [Portions] look at.
    Network network() {
        return network;
    }

    public Evaluation evaluate(long step) {
        return evaluate(step, (_, _) -> {});
    }

    Evaluation evaluate(long step, Portions portions) {
        double[] sums = new double[objective.terms().size()];
        long right = 0;
        for (int from = 0; from < data.samples(); from += network.capacity()) {
            int count = Math.min(network.capacity(), data.samples() - from);
            feed.loadRange(from, count);
            network.forward(count, false, step);
            for (int term = 0; term < sums.length; term++) {
                for (int sample = 0; sample < count; sample++) {
                    sums[term] += objective.sample(term, sample);
                }
            }
            right += rightDecisions(count);
            portions.done(from, count);
        }
        double loss = 0;
        for (int term = 0; term < sums.length; term++) {
            LossTerm description = objective.terms().get(term);
            loss +=
                    description.weight()
                            * (description.batch() == Reduction.MEAN ? sums[term] / data.samples() : sums[term]);
        }
        return new Evaluation(loss, accuracy(right), data.samples());
    }

    private OptionalDouble accuracy(long right) {
        return switch (data.task()) {
            case Task.Regression _ -> OptionalDouble.empty();
            case Task.Classes _ -> OptionalDouble.of((double) right / rows());
            case Task.Binary _ -> OptionalDouble.of((double) right / data.target().size());
        };
    }

    /// Decisions with several classes: one per sample, or per step of a sequence.
    private int rows() {
        return data.target().size() / data.target().shape().last();
    }

    private long rightDecisions(int samples) {
        Tensor outputs = objective.node(decisive).a();
        Tensor targets = objective.targets(decisive);
        return switch (data.task()) {
            case Task.Regression _ -> 0;
            case Task.Classes _ -> rightClasses(outputs, targets, samples * outputs.rowSize());
            case Task.Binary(var coding) ->
                    rightSides(outputs, targets, samples * outputs.rowSize(), coding.threshold());
        };
    }

    private static long rightClasses(Tensor outputs, Tensor targets, int n) {
        int classes = outputs.shape().last();
        long right = 0;
        for (int from = 0; from < n; from += classes) {
            if (largest(outputs.values(), from, classes) == largest(targets.values(), from, classes)) {
                right++;
            }
        }
        return right;
    }

    private static int largest(double[] values, int from, int n) {
        int largest = 0;
        for (int k = 1; k < n; k++) {
            if (values[from + k] > values[from + largest]) {
                largest = k;
            }
        }
        return largest;
    }

    /// Losses that take logits decide at 0, where σ is ½; all others in the middle between the two targets.
    private long rightSides(Tensor outputs, Tensor targets, int n, double middle) {
        double threshold = objective.terms().get(decisive).loss().takesLogits() ? 0 : middle;
        long right = 0;
        for (int i = 0; i < n; i++) {
            if ((outputs.get(i) > threshold) == (targets.get(i) > middle)) {
                right++;
            }
        }
        return right;
    }
}
