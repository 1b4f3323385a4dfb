package backproplab.backprop;

import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// A step that changes the parameters, or looks at what that has changed.
public sealed interface UpdateStep extends TraceStep {
    /// The optimizer's step for one number: `w ← w + Δw`.
    ///
    /// @param result the new w
    /// @param gradient `∂L/∂w`
    /// @param effective after clipping and penalty; absent where the rule leaves this parameter as it is
    /// @param slots what the optimizer remembers of it
    /// @param update the number of the update, from 1
    record Update(
            TraceValue result,
            TraceValue before,
            TraceValue gradient,
            Optional<TraceValue> effective,
            List<Slot> slots,
            UpdateRule rule,
            long update)
            implements UpdateStep, TraceStep.Single {
        /// One thing that the optimizer remembers, such as the velocity.
        public record Slot(String name, double before, double after) {}

        /// `Δw`, the new w less the old one: rounded, so that w + Δw may miss the new w by its last digit.
        public double change() {
            return result.value() - before.value();
        }

        @Override
        public Phase phase() {
            return Phase.UPDATE;
        }

        @Override
        public List<TraceValue> operands() {
            return Stream.concat(Stream.of(before, gradient), effective.stream()).toList();
        }
    }

    /// The forward pass again, after the update.
    ///
    /// @param before the loss before the update
    /// @param result the loss after it
    /// @param firstOrder `Σ ∂L/∂w · Δw` over all parameters: what the change of the loss would be if L were linear; true of
    ///         every optimizer, clipping and penalty, since Δw is what they made of it
    /// @param plain `−η·‖∇L‖²` over the parameters that are updated, where the rule is plain gradient descent: the same
    ///         number as `firstOrder`, up to rounding. Absent for other optimizers, with clipping or a penalty.
    /// @param outputsBefore a of each layer with a loss
    record Verify(
            TraceValue before,
            TraceValue result,
            double firstOrder,
            OptionalDouble plain,
            Map<String, Tensor> outputsBefore,
            Map<String, Tensor> outputsAfter)
            implements UpdateStep, TraceStep.Single {
        /// New loss less old loss.
        public double change() {
            return result.value() - before.value();
        }

        @Override
        public Phase phase() {
            return Phase.VERIFY;
        }

        @Override
        public List<TraceValue> operands() {
            return List.of(before);
        }
    }
}
