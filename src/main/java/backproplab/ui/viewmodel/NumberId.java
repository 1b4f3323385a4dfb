package backproplab.ui.viewmodel;

import backproplab.backprop.CheckedNumber;
import backproplab.network.Parameters;

/// One number of a network's parameters.
///
/// @param index in the tensor, row-major
public record NumberId(Parameters.Key key, int index) {
    public static NumberId of(CheckedNumber number) {
        return new NumberId(number.key(), number.index());
    }
}
