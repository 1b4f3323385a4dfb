package backproplab.fault;

import backproplab.catalog.Entry;
import backproplab.network.Workings;
import backproplab.optimizer.Momentum;
import backproplab.optimizer.Nesterov;
import backproplab.optimizer.Optimizer;

import java.util.List;
import java.util.Optional;

/// `w ← w − η·(v + μ·v_old)` after `v ← μ·v_old + g`, instead of `w ← w − η·v`: v holds `μ·v_old` already, and the step adds
/// it once more. All gradients are right.
///
/// Under a steady gradient the step is `(1 + μ)` times as long as it should be. The first update is right, since there is
/// no velocity yet.
public record MomentumTwice() implements Fault {
    static final Entry<Fault> ENTRY =
            Entry.plain(
                    "momentum_twice",
                    "Momentum applied twice",
                    "w ← w − η·(v + μ·v_old), though v holds μ·v_old already",
                    new MomentumTwice());

    @Override
    public Quantity falsifies() {
        return Quantity.UPDATE;
    }

    @Override
    public Explanation explanation() {
        return new Explanation(
                "the step adds μ·v of the update before to a velocity that holds it already",
                "momentum lies either in the velocity (v ← μ·v + g, w ← w − η·v) or in the step, never in both",
                "the loss swings or overshoots from the second update on, as if μ were too high; the gradient check "
                        + "passes, because every gradient is right: a check says nothing about the update");
    }

    @Override
    public Optional<String> refusal(Surroundings surroundings, Place place) {
        if (!(place instanceof Place.Update)) {
            return Optional.of("it is a fault of the update, not of " + place);
        }
        return momentum(surroundings.rule().optimizer()) > 0
                ? Optional.empty()
                : Optional.of("the optimizer has no momentum; take `momentum` or `nesterov`");
    }

    /// μ, or 0 for a rule that has none.
    private static double momentum(Optimizer optimizer) {
        return switch (optimizer) {
            case Momentum rule -> rule.momentum();
            case Nesterov rule -> rule.momentum();
            default -> 0;
        };
    }

    @Override
    public Workings workings(Surroundings surroundings, Place place) {
        return new TwiceInEveryUpdate();
    }

    private record TwiceInEveryUpdate() implements Workings {
        @Override
        public Optimizer optimizer(Optimizer described) {
            double momentum = momentum(described);
            return momentum > 0 ? new Twice(described, momentum) : described;
        }
    }

    private record Twice(Optimizer real, double momentum) implements Optimizer {
        @Override
        public double learningRate() {
            return real.learningRate();
        }

        @Override
        public Optimizer withLearningRate(double learningRate) {
            return new Twice(real.withLearningRate(learningRate), momentum);
        }

        @Override
        public List<String> slotNames() {
            return real.slotNames();
        }

        @Override
        public void update(double[] w, double[] g, double[][] slots, int from, int to, long t, boolean decays) {
            double[] old = slots[0];
            for (int i = from; i < to; i++) {
                w[i] -= learningRate() * momentum * old[i];
            }
            real.update(w, g, slots, from, to, t, decays);
        }
    }
}
