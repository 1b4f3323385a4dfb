package backproplab.data;

import backproplab.tensor.Kernels;
import backproplab.tensor.Tensor;

/// Copies samples, the rows of a tensor `[samples, …]`.
public final class Samples {
    private Samples() {}

    /// Copies the rows `rows[from] … rows[from + count − 1]` of `source` into the first `count` rows of `buffer`.
    /// The other rows of the buffer stay as they are. Allocates nothing.
    ///
    /// @param buffer at least `count` rows with items as large as those of `source`
    public static void gather(Tensor source, int[] rows, int from, int count, Tensor buffer) {
        Kernels.copyRows(source, rows, from, count, buffer);
    }

    /// A new tensor of the given rows.
    static Tensor select(Tensor source, int[] rows) {
        Tensor selected = Tensor.zeros(source.shape().item().batched(rows.length));
        gather(source, rows, 0, rows.length, selected);
        return selected;
    }
}
