package backproplab.ui.viewmodel;

import java.util.OptionalInt;

/// What the user looks at, the same in every view.
///
/// @param layer the name of a layer
/// @param unit the index of a unit in it, from 0; empty when the whole layer is meant
public record Selection(String layer, OptionalInt unit) {
    public static Selection of(String layer) {
        return new Selection(layer, OptionalInt.empty());
    }

    public static Selection of(String layer, int unit) {
        return new Selection(layer, OptionalInt.of(unit));
    }
}
