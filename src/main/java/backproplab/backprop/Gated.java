package backproplab.backprop;

import backproplab.backprop.TraceStep.Phase;

import java.util.List;

/// What gates make of the numbers of a time step: a sum of products, such as `cₜ = f·cₜ₋₁ + i·g` or
/// `∂L/∂cₜ = ∂L/∂cₜ₊₁·f + ∂L/∂hₜ·o·tanh′(cₜ)`. Each product is multiplied from left to right and rounded, then they are
/// added in their order.
///
/// @param products their factors; on the way back the first is what goes back
public record Gated(Phase phase, TraceValue result, List<List<TraceValue>> products) implements TraceStep.Single {
    @Override
    public List<TraceValue> operands() {
        return products.stream().flatMap(List::stream).toList();
    }
}
