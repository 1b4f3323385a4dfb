package backproplab.backprop;

import backproplab.backprop.TraceValue.Quantity;
import backproplab.tensor.Tensor;

import java.util.List;
import java.util.OptionalInt;

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
                TraceStep.Opaque,
                ForwardStep,
                LossStep,
                BackwardStep,
                UpdateStep {
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
                    ForwardStep.Normalized,
                    ForwardStep.Joined,
                    ForwardStep.Activated,
                    LossStep.SampleLoss,
                    LossStep.TotalLoss,
                    BackwardStep.LossGradient,
                    BackwardStep.NormalizedBackward,
                    BackwardStep.Slope,
                    BackwardStep.Delta,
                    BackwardStep.FusedDelta,
                    UpdateStep.Update,
                    UpdateStep.Verify,
                    PassingStep,
                    Gated {
        TraceValue result();

        @Override
        default List<TraceValue> results() {
            return List.of(result());
        }
    }

    /// A step that is a sum, which can be followed term by term.
    sealed interface Summed extends Single
            permits ForwardStep.PreActivation, BackwardStep.Arriving, BackwardStep.ParameterGradient {
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

    /// Numbers of a layer whose inner working the trace does not open: what went in, and what came out.
    record Opaque(Phase phase, String layer, List<TraceValue> operands, List<TraceValue> results)
            implements TraceStep {}
}
