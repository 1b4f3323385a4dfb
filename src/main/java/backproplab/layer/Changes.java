package backproplab.layer;

import java.util.BitSet;
import java.util.List;

/// What differs from the last whole forward pass when a layer is asked to bring its output up to date
/// ([Layer#update]): at most one number of one parameter, and some numbers of the inputs.
///
/// @param parameter which of the layer's parameters has changed in one number, or −1
/// @param number where in that parameter
/// @param inputs for each input which of its numbers have changed, counted through the whole batch
public record Changes(int parameter, int number, List<BitSet> inputs) {
    public static final int NO_PARAMETER = -1;

    public boolean isEmpty() {
        return parameter == NO_PARAMETER && !anyInput();
    }

    public boolean anyInput() {
        for (int i = 0; i < inputs.size(); i++) {
            if (!inputs.get(i).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
