package backproplab.backprop;

import backproplab.activation.Activation;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.OutputFunction;
import backproplab.loss.ElementwiseLoss;
import backproplab.optimizer.UpdateRule;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// One step of a traced pass: the numbers that it takes, where they stand, and the number or numbers that it gives. A
/// closed protocol: a view shows each kind in an exhaustive `switch`. Steps hold numbers and no prose.
///
/// Made by [TraceSteps] out of a [BackwardTrace]: every result is the engine's own number, and the operands give it bit for
/// bit by the formula of each kind, unless the kind says otherwise.
public sealed interface TraceStep
        permits TraceStep.Single,
                TraceStep.Product,
                TraceStep.Group,
                TraceStep.Given,
                TraceStep.FunctionOutput,
                TraceStep.Opaque,
                TraceStep.FunctionBackward {
    /// The parts of a pass, in their order.
    enum Phase {
        GIVEN,
        FORWARD,
        LOSS,
        BACKWARD,
        UPDATE,
        VERIFY
    }

    Phase phase();

    /// What takes part, in the order of the formula. Of a [Group] the operands are those of its parts, which are not
    /// laid out: none.
    List<TraceValue> operands();

    /// What comes out. Of a [Group] the results of its parts.
    List<TraceValue> results();

    /// A step that gives one number.
    sealed interface Single extends TraceStep
            permits Summed,
                    Normalized,
                    Joined,
                    Activated,
                    SampleLoss,
                    TotalLoss,
                    LossGradient,
                    NormalizedBackward,
                    Slope,
                    Delta,
                    FusedDelta,
                    Update,
                    Verify,
                    PassingStep,
                    Gated {
        TraceValue result();

        @Override
        default List<TraceValue> results() {
            return List.of(result());
        }
    }

    /// A step that is a sum, which can be followed term by term.
    sealed interface Summed extends Single {
        TraceSum sum();

        @Override
        default List<TraceValue> operands() {
            return sum().operands();
        }
    }

    /// One term of a sum is added: [TraceSteps.Grain#PRODUCT].
    ///
    /// @param of the sum
    /// @param index which of its terms
    /// @param before the sum so far, which has the start in it
    /// @param after the sum with this term
    record Product(Summed of, int index, double before, double after) implements TraceStep {
        public TraceSum.Term term() {
            return of.sum().terms().get(index);
        }

        @Override
        public Phase phase() {
            return of.phase();
        }

        @Override
        public List<TraceValue> operands() {
            return term().factors();
        }

        /// What the sum has come to, at the place where it is formed.
        @Override
        public List<TraceValue> results() {
            return List.of(new TraceValue(of.result().quantity(), of.result().place(), after));
        }
    }

    /// Steps of one kind shown as one: those of a layer, or those of all weights of a unit.
    ///
    /// @param quantity of the results
    /// @param owner the layer or input
    /// @param unit the unit whose weights they are; absent for a whole layer
    /// @param parts made when they are asked for
    record Group(Phase phase, Quantity quantity, String owner, OptionalInt unit, List<TraceStep> parts)
            implements TraceStep {
        @Override
        public List<TraceValue> operands() {
            return List.of();
        }

        /// Made when they are asked for, where each part gives one number.
        @Override
        public List<TraceValue> results() {
            return parts.getFirst() instanceof Single
                    ? LazyList.of(parts.size(), i -> parts.get(i).results().getFirst())
                    : parts.stream().flatMap(it -> it.results().stream()).toList();
        }
    }

    /// An input or a target, all samples.
    ///
    /// @param quantity [Quantity#INPUT] or [Quantity#TARGET]
    /// @param owner the input, or the layer that the target is for
    record Given(Quantity quantity, String owner, Tensor values, List<TraceValue> results) implements TraceStep {
        @Override
        public Phase phase() {
            return Phase.GIVEN;
        }

        @Override
        public List<TraceValue> operands() {
            return List.of();
        }
    }

    /// `z = b + Σ wᵢ·xᵢ` of a unit of a dense layer, or of one place in a map of a convolution: then over the window that its
    /// kernel sees from there, without what lies in the padding.
    record PreActivation(TraceValue result, TraceSum sum) implements Summed {
        @Override
        public Phase phase() {
            return Phase.FORWARD;
        }
    }

    /// `x̂ = (x − μ)·s`, `z = γ·x̂ + β`, where the product is rounded before β is added.
    record Normalized(
            TraceValue result,
            TraceValue x,
            TraceValue mean,
            TraceValue inverseDeviation,
            TraceValue normalised,
            TraceValue gamma,
            TraceValue beta)
            implements Single {
        @Override
        public Phase phase() {
            return Phase.FORWARD;
        }

        @Override
        public List<TraceValue> operands() {
            return List.of(x, mean, inverseDeviation, gamma, beta);
        }
    }

    /// z of a unit that joins units of several layers, or of one layer several times:
    ///
    /// - add: `z = x₁ + x₂ + …`
    /// - multiply: `z = x₁ · x₂ · …`, each product rounded
    /// - concat: `z = x` of the one that stands at this place; likewise a layer that hands on its only input
    ///
    /// @param operands the x, in the order of the layer's inputs
    record Joined(TraceValue result, Rule rule, List<TraceValue> operands) implements Single {
        /// How they are joined.
        public enum Rule {
            SUM,
            PRODUCT,
            COPY
        }

        @Override
        public Phase phase() {
            return Phase.FORWARD;
        }
    }

    /// `a = f(z)`, elementwise.
    ///
    /// @param function f, of a learned activation at the number `p` that the unit has now
    record Activated(TraceValue result, TraceValue z, Activation function, Optional<TraceValue> learned)
            implements Single {
        @Override
        public Phase phase() {
            return Phase.FORWARD;
        }

        @Override
        public List<TraceValue> operands() {
            return Stream.concat(Stream.of(z), learned.stream()).toList();
        }
    }

    /// `a = f(z)` of a function of all units together, such as softmax.
    record FunctionOutput(String layer, int sample, OutputFunction function, List<TraceValue> z, List<TraceValue> a)
            implements TraceStep {
        @Override
        public Phase phase() {
            return Phase.FORWARD;
        }

        @Override
        public List<TraceValue> operands() {
            return z;
        }

        @Override
        public List<TraceValue> results() {
            return a;
        }
    }

    /// Numbers of a layer whose inner working the trace does not open: what went in, and what came out.
    record Opaque(Phase phase, String layer, List<TraceValue> operands, List<TraceValue> results)
            implements TraceStep {}

    /// What one sample costs by one term of the loss: `R_time(R_outputs(l(y, t)))`.
    ///
    /// @param term its number
    /// @param outputs what is compared: a, or z where the loss is fused
    /// @param activations a of the same units
    /// @param perOutput `l(yₖ, tₖ)`, where the loss is a sum over the outputs; empty otherwise
    record SampleLoss(
            TraceValue result,
            int term,
            BackwardTrace.LossTrace loss,
            List<TraceValue> outputs,
            List<TraceValue> activations,
            List<TraceValue> targets,
            List<Double> perOutput)
            implements Single {
        @Override
        public Phase phase() {
            return Phase.LOSS;
        }

        @Override
        public List<TraceValue> operands() {
            return LazyList.joined(outputs, targets);
        }
    }

    /// `L = Σ weight · part` over the terms, where a part is the sum or the mean over the samples.
    record TotalLoss(TraceValue result, List<BackwardTrace.LossTrace> terms, List<TraceValue> samples)
            implements Single {
        @Override
        public Phase phase() {
            return Phase.LOSS;
        }

        @Override
        public List<TraceValue> operands() {
            return samples;
        }
    }

    /// `scale · ∂l/∂a`: what a loss adds to `∂L/∂a` of a unit, which is all of it where the unit feeds nothing else (then
    /// the result is [Quantity#ARRIVING]). The scale is the weight of the term with its means over outputs and batch.
    record LossGradient(TraceValue result, int term, BackwardTrace.LossTrace loss, TraceValue output, TraceValue target)
            implements Single {
        /// `∂l/∂a`; where the loss is no sum over the outputs, as far as it can be told from the result.
        public double derivative() {
            return loss.computed() instanceof ElementwiseLoss elementwise
                    ? elementwise.derivative(output.value(), target.value())
                    : result.value() / loss.scale();
        }

        @Override
        public Phase phase() {
            return Phase.BACKWARD;
        }

        @Override
        public List<TraceValue> operands() {
            return List.of(output, target);
        }
    }

    /// `∂L/∂a = Σ δ·w` over the units that this one feeds, after what the losses on it add; of an input `∂L/∂x`. A unit
    /// that adds it to others, or copies it, sends back its δ as it is; one that multiplies it, δ times the others; a
    /// maximum δ or nothing; a mean its share of δ.
    record Arriving(TraceValue result, TraceSum sum) implements Summed {
        @Override
        public Phase phase() {
            return Phase.BACKWARD;
        }
    }

    /// What a layer that normalises sends back to one number x that it takes. All x of a group move its μ and σ², so that
    /// each pays for the others:
    ///
    /// - over the features of a sample (layer normalisation) `s·(g − mean(g) − x̂·mean(g·x̂))` with `g = δ·γ`
    /// - over the batch (batch normalisation) `γ·s·(δ − mean(δ) − x̂·mean(δ·x̂))`; by running statistics `γ·s·δ`
    ///
    /// It is all of `∂L/∂a`, or `∂L/∂x`, where x feeds nothing else.
    ///
    /// @param overFeatures which of the two
    /// @param count how many numbers the means are taken over; 0 by running statistics, which are constants
    /// @param mean of g or δ
    /// @param meanTimesNormalised of g·x̂ or δ·x̂
    record NormalizedBackward(
            TraceValue result,
            TraceValue delta,
            TraceValue gamma,
            TraceValue inverseDeviation,
            TraceValue normalised,
            boolean overFeatures,
            int count,
            double mean,
            double meanTimesNormalised)
            implements Single {
        @Override
        public Phase phase() {
            return Phase.BACKWARD;
        }

        @Override
        public List<TraceValue> operands() {
            return List.of(delta, gamma, inverseDeviation, normalised);
        }
    }

    /// `f′(z)`, taken at z.
    record Slope(TraceValue result, TraceValue z, Activation function) implements Single {
        @Override
        public Phase phase() {
            return Phase.BACKWARD;
        }

        @Override
        public List<TraceValue> operands() {
            return List.of(z);
        }
    }

    /// `δ = ∂L/∂a · f′(z)`, the product rounded; where a fused loss is on the same layer, its part comes first:
    /// `δ = g + ∂L/∂a · f′(z)`.
    ///
    /// @param fused what fused losses add, in their order
    record Delta(TraceValue result, List<TraceValue> fused, TraceValue arriving, TraceValue slope) implements Single {
        @Override
        public Phase phase() {
            return Phase.BACKWARD;
        }

        @Override
        public List<TraceValue> operands() {
            return LazyList.joined(fused, List.of(arriving, slope));
        }
    }

    /// δ straight from a loss that is fused with the layer's function, such as `scale · (p − t)` of cross-entropy after
    /// softmax. With several losses on the layer, the sum.
    ///
    /// @param losses those that are fused; each knows its scale
    /// @param parts what each of them adds
    /// @param a of the unit
    /// @param target of the unit
    /// @param row z of the units that the function takes together (the last axis), from which the engine computes δ
    /// @param targets of the same units
    record FusedDelta(
            TraceValue result,
            List<BackwardTrace.LossTrace> losses,
            List<TraceValue> parts,
            TraceValue a,
            TraceValue target,
            List<TraceValue> row,
            List<TraceValue> targets)
            implements Single {
        @Override
        public Phase phase() {
            return Phase.BACKWARD;
        }

        @Override
        public List<TraceValue> operands() {
            return List.of(a, target);
        }
    }

    /// δ of all units together, through a function that is not elementwise: of softmax `δₖ = aₖ·(∂L/∂aₖ − Σⱼ aⱼ·∂L/∂aⱼ)`.
    ///
    /// @param fused what each of the fused losses adds to each unit's δ
    record FunctionBackward(
            String layer,
            int sample,
            OutputFunction function,
            List<TraceValue> arriving,
            List<TraceValue> a,
            List<List<TraceValue>> fused,
            List<TraceValue> deltas)
            implements TraceStep {
        @Override
        public Phase phase() {
            return Phase.BACKWARD;
        }

        @Override
        public List<TraceValue> operands() {
            return LazyList.joined(arriving, a);
        }

        @Override
        public List<TraceValue> results() {
            return deltas;
        }
    }

    /// `∂L/∂w` as a sum over the samples: of a dense layer `Σ δ·x` for a weight and `Σ δ` for a bias, of a convolution the
    /// same over the places too, of a layer that
    /// normalises `Σ δ·x̂` for γ and `Σ δ` for β, of a learned activation `Σ ∂L/∂a · ∂f/∂p`. A mean over the batch is in δ
    /// already.
    record ParameterGradient(TraceValue result, TraceSum sum) implements Summed {
        @Override
        public Phase phase() {
            return Phase.BACKWARD;
        }
    }

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
            implements Single {
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
            implements Single {
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
