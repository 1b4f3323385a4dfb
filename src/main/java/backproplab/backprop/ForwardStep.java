package backproplab.backprop;

import backproplab.activation.Activation;
import backproplab.layer.OutputFunction;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A step from the samples to the outputs.
public sealed interface ForwardStep extends TraceStep
        permits ForwardStep.PreActivation,
                ForwardStep.Normalized,
                ForwardStep.Joined,
                ForwardStep.Activated,
                ForwardStep.FunctionOutput,
                PassingStep {
    @Override
    default Phase phase() {
        return Phase.FORWARD;
    }

    /// `z = b + Σ wᵢ·xᵢ` of a unit of a dense layer, or of one place in a map of a convolution: then over the window that its
    /// kernel sees from there, without what lies in the padding.
    record PreActivation(TraceValue result, TraceSum sum) implements ForwardStep, TraceStep.Summed {}

    /// `x̂ = (x − μ)·s`, `z = γ·x̂ + β`, where the product is rounded before β is added.
    record Normalized(
            TraceValue result,
            TraceValue x,
            TraceValue mean,
            TraceValue inverseDeviation,
            TraceValue normalised,
            TraceValue gamma,
            TraceValue beta)
            implements ForwardStep, TraceStep.Single {
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
    record Joined(TraceValue result, Rule rule, List<TraceValue> operands) implements ForwardStep, TraceStep.Single {
        /// How they are joined.
        public enum Rule {
            SUM,
            PRODUCT,
            COPY
        }
    }

    /// `a = f(z)`, elementwise.
    ///
    /// @param function f, of a learned activation at the number `p` that the unit has now
    record Activated(TraceValue result, TraceValue z, Activation function, Optional<TraceValue> learned)
            implements ForwardStep, TraceStep.Single {
        @Override
        public List<TraceValue> operands() {
            return Stream.concat(Stream.of(z), learned.stream()).toList();
        }
    }

    /// `a = f(z)` of a function of all units together, such as softmax.
    record FunctionOutput(String layer, int sample, OutputFunction function, List<TraceValue> z, List<TraceValue> a)
            implements ForwardStep {
        @Override
        public List<TraceValue> operands() {
            return z;
        }

        @Override
        public List<TraceValue> results() {
            return a;
        }
    }
}
