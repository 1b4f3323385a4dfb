package backproplab.backprop;

import java.util.List;

/// A step that says how wrong the outputs are.
public sealed interface LossStep extends TraceStep {
    @Override
    default Phase phase() {
        return Phase.LOSS;
    }

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
            implements LossStep, TraceStep.Single {
        @Override
        public List<TraceValue> operands() {
            return LazyList.joined(outputs, targets);
        }
    }

    /// `L = Σ weight · part` over the terms, where a part is the sum or the mean over the samples.
    record TotalLoss(TraceValue result, List<BackwardTrace.LossTrace> terms, List<TraceValue> samples)
            implements LossStep, TraceStep.Single {
        @Override
        public List<TraceValue> operands() {
            return samples;
        }
    }
}
