package backproplab.statistics;

import backproplab.tensor.Tensor;

/// How large the numbers of an array are, all taken together.
///
/// Right for all finite numbers from 1e-300 to 1e300, see [SizeAccumulator]. When one of the numbers is infinite, so
/// are the three sizes, and when one is NaN, they are NaN.
///
/// @param count how many numbers
/// @param l2 `√Σx²`, which grows with the number of elements
/// @param rms `√(Σx² / count)`, which does not: comparable between layers of unequal width
/// @param meanAbs `Σ|x| / count`, which single large elements move least
public record Size(long count, double l2, double rms, double meanAbs) {
    public static Size of(Tensor tensor) {
        return of(tensor.values(), tensor.size());
    }

    /// Of the first n values.
    public static Size of(double[] values, int n) {
        SizeAccumulator accumulator = new SizeAccumulator();
        accumulator.add(values, n);
        return accumulator.toSize();
    }

    /// Whether all numbers are.
    public boolean isFinite() {
        return Double.isFinite(meanAbs) || count == 0;
    }
}
