package backproplab.backprop;

import backproplab.activation.Activation;
import backproplab.backprop.TraceValue.Quantity;
import backproplab.layer.OutputFunction;
import backproplab.loss.ElementwiseLoss;

import java.util.List;

/// A step from the loss back to the inputs and the parameters.
public sealed interface BackwardStep extends TraceStep {
    @Override
    default Phase phase() {
        return Phase.BACKWARD;
    }

    /// `scale · ∂l/∂a`: what a loss adds to `∂L/∂a` of a unit, which is all of it where the unit feeds nothing else (then
    /// the result is [Quantity#ARRIVING]). The scale is the weight of the term with its means over outputs and batch.
    record LossGradient(TraceValue result, int term, BackwardTrace.LossTrace loss, TraceValue output, TraceValue target)
            implements BackwardStep, TraceStep.Single {
        /// `∂l/∂a`; where the loss is no sum over the outputs, as far as it can be told from the result.
        public double derivative() {
            return loss.computed() instanceof ElementwiseLoss elementwise
                    ? elementwise.derivative(output.value(), target.value())
                    : result.value() / loss.scale();
        }

        @Override
        public List<TraceValue> operands() {
            return List.of(output, target);
        }
    }

    /// `∂L/∂a = Σ δ·w` over the units that this one feeds, after what the losses on it add; of an input `∂L/∂x`. A unit
    /// that adds it to others, or copies it, sends back its δ as it is; one that multiplies it, δ times the others; a
    /// maximum δ or nothing; a mean its share of δ.
    record Arriving(TraceValue result, TraceSum sum) implements BackwardStep, TraceStep.Summed {}

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
            implements BackwardStep, TraceStep.Single {
        @Override
        public List<TraceValue> operands() {
            return List.of(delta, gamma, inverseDeviation, normalised);
        }
    }

    /// `f′(z)`, taken at z.
    record Slope(TraceValue result, TraceValue z, Activation function) implements BackwardStep, TraceStep.Single {
        @Override
        public List<TraceValue> operands() {
            return List.of(z);
        }
    }

    /// `δ = ∂L/∂a · f′(z)`, the product rounded; where a fused loss is on the same layer, its part comes first:
    /// `δ = g + ∂L/∂a · f′(z)`.
    ///
    /// @param fused what fused losses add, in their order
    record Delta(TraceValue result, List<TraceValue> fused, TraceValue arriving, TraceValue slope)
            implements BackwardStep, TraceStep.Single {
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
            implements BackwardStep, TraceStep.Single {
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
            implements BackwardStep {
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
    record ParameterGradient(TraceValue result, TraceSum sum) implements BackwardStep, TraceStep.Summed {}
}
