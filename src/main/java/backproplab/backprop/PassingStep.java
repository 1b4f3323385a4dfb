package backproplab.backprop;

import backproplab.layer.SlidingWindow;

import java.util.List;
import java.util.stream.Stream;

/// z of a unit whose layer has no weights, and chooses, averages or masks what comes in.
public sealed interface PassingStep extends ForwardStep, TraceStep.Single {
    /// `z = max x` of a window: of equal numbers the first in row-major order has won.
    ///
    /// @param operands the numbers of the window, row by row
    /// @param winner which of them
    record Largest(TraceValue result, List<TraceValue> operands, int winner, SlidingWindow window)
            implements PassingStep {
        public TraceValue won() {
            return operands.get(winner);
        }
    }

    /// `z = (Σ x) / n` of a window or of a whole map, summed in row-major order.
    record Mean(TraceValue result, List<TraceValue> operands, SlidingWindow window) implements PassingStep {}

    /// `z = x·m/(1 − p)`.
    ///
    /// @param factor `m/(1 − p)`, or 1 where nothing is dropped
    record Masked(TraceValue result, TraceValue x, TraceValue factor) implements PassingStep {
        @Override
        public List<TraceValue> operands() {
            return Stream.of(x, factor).toList();
        }
    }
}
