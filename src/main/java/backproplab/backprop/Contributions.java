package backproplab.backprop;

import backproplab.tensor.Tensor;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// Who is the first to contribute to each gradient, and so which gradients need not be zeroed before a backward pass.
///
/// Most gradients are the result of one product. If the first contribution writes over what the buffer holds from the
/// step before, the gradient goes through memory once in place of three times: to be zeroed, loaded and stored.
final class Contributions {
    private final Set<Tensor> begun = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Tensor> overwritten = Collections.newSetFromMap(new IdentityHashMap<>());

    /// Takes in a contribution, after those before it in the pass.
    ///
    /// @param overwrites whether it would do without zeros if it is the first
    /// @return whether it is added to what is there: contributions before it, or zeros
    boolean add(Tensor gradient, boolean overwrites) {
        boolean isFirst = begun.add(gradient);
        if (isFirst && overwrites) {
            overwritten.add(gradient);
        }
        return !isFirst || !overwrites;
    }

    /// Whether the first contribution writes over what `gradient` holds.
    boolean isOverwritten(Tensor gradient) {
        return overwritten.contains(gradient);
    }
}
