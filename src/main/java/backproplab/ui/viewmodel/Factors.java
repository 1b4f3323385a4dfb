package backproplab.ui.viewmodel;

import backproplab.backprop.TraceSum;
import backproplab.backprop.TraceValue;
import backproplab.backprop.TraceValue.Quantity;

/// The two factors of a product, told apart by what one of them is.
///
/// @param wanted the one of that quantity
record Factors(TraceValue wanted, TraceValue other) {
    /// @param term of two factors
    static Factors of(TraceSum.Term term, Quantity wanted) {
        TraceValue first = term.first();
        TraceValue second = term.second().orElseThrow();
        return first.quantity() == wanted ? new Factors(first, second) : new Factors(second, first);
    }
}
