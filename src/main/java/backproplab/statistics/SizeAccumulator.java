package backproplab.statistics;

import backproplab.tensor.Kernels;

/// Measures a [Size] over one or several arrays, again and again without allocating: clear, add, read.
///
/// The plain sum of squares leaves the range of a double once numbers are under 1e-154 (a hundred sigmoid layers
/// send such gradients) or over 1e154, though the size itself does not. An array whose sum does so is summed once
/// more, scaled by a power of two, which rounds nothing. So every array is in one of three sums, as in Blue,
/// *A Portable Fortran Program to Find the Euclidean Norm of a Vector*, 1978.
///
/// Arrays are summed in the order in which they are added, each in the order of [Kernels#sizes].
public final class SizeAccumulator {
    private static final double UP = 0x1p600;
    private static final double DOWN = 0x1p-600;

    /// From here on the squares that have underflowed, at most 2³¹ of 5e-324 each, are under the rounding error.
    private static final double LEAST_PLAIN = 1e-290;

    private static final double LARGEST_PLAIN = 1e300;

    private final boolean withMagnitudes;
    private final double[] sums = new double[2];
    private long count;
    private double squares;
    private double magnitudes;

    /// `Σ (x·UP)²` of arrays with tiny numbers.
    private double tinySquares;

    /// `Σ (x·DOWN)²`, `Σ |x|·DOWN` of arrays with huge numbers, infinities or NaN.
    private double hugeSquares;

    private double hugeMagnitudes;

    public SizeAccumulator() {
        this(true);
    }

    private SizeAccumulator(boolean withMagnitudes) {
        this.withMagnitudes = withMagnitudes;
    }

    /// One that measures the roots alone, so that sums of squares are enough for it: [#meanAbs()] is NaN.
    static SizeAccumulator ofRoots() {
        return new SizeAccumulator(false);
    }

    public void clear() {
        count = 0;
        squares = 0;
        magnitudes = 0;
        tinySquares = 0;
        hugeSquares = 0;
        hugeMagnitudes = 0;
    }

    /// The first n values.
    public void add(double[] values, int n) {
        Kernels.sizes(values, 0, n, sums);
        count += n;
        double plainSquares = sums[0];
        if (isPlain(plainSquares)) {
            squares += plainSquares;
            magnitudes += sums[1];
        } else {
            addScaled(values, n, plainSquares, sums[1]);
        }
    }

    /// The first n values, which are read only if their sum of squares left the range of a double.
    ///
    /// @param plainSquares their sum of squares as it comes
    void addRoots(double[] values, int n, double plainSquares) {
        count += n;
        if (isPlain(plainSquares)) {
            squares += plainSquares;
        } else {
            Kernels.sizes(values, 0, n, sums);
            addScaled(values, n, plainSquares, sums[1]);
        }
    }

    private static boolean isPlain(double squares) {
        return squares >= LEAST_PLAIN && squares <= LARGEST_PLAIN;
    }

    private void addScaled(double[] values, int n, double plainSquares, double plainMagnitudes) {
        if (plainMagnitudes == 0) {
            return;
        }
        if (plainSquares < LEAST_PLAIN) {
            tinySquares += scaledSquares(values, n, UP);
            magnitudes += plainMagnitudes;
        } else {
            hugeSquares += scaledSquares(values, n, DOWN);
            hugeMagnitudes += scaledMagnitudes(values, n, DOWN);
        }
    }

    /// Whether every array was in the range of a double, so that [#plainSquares] and [#plainMagnitudes] are all there is.
    boolean isPlain() {
        return tinySquares == 0 && hugeSquares == 0;
    }

    /// `Σx²`
    double plainSquares() {
        return squares;
    }

    /// `Σ|x|`
    double plainMagnitudes() {
        return magnitudes;
    }

    public long count() {
        return count;
    }

    /// `√Σx²`
    public double l2() {
        return rootOver(1);
    }

    /// `√(Σx² / count)`; NaN when there are no numbers.
    public double rms() {
        return rootOver(count);
    }

    /// `Σ|x| / count`; NaN when there are no numbers.
    public double meanAbs() {
        if (!withMagnitudes) {
            return Double.NaN;
        }
        return hugeMagnitudes == 0 ? magnitudes / count : (hugeMagnitudes + magnitudes * DOWN) / count * UP;
    }

    /// Whether all numbers are.
    public boolean isFinite() {
        return Double.isFinite(hugeSquares); // a finite number times DOWN is far from overflow
    }

    public Size toSize() {
        return new Size(count, l2(), rms(), meanAbs());
    }

    private double rootOver(long divisor) {
        if (hugeSquares != 0) {
            return Math.sqrt((hugeSquares + squares * DOWN * DOWN) / divisor) * UP;
        }
        if (squares != 0) {
            return Math.sqrt((squares + tinySquares * DOWN * DOWN) / divisor);
        }
        return Math.sqrt(tinySquares / divisor) * DOWN;
    }

    private static double scaledSquares(double[] values, int n, double scale) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double x = values[i] * scale;
            sum = Math.fma(x, x, sum);
        }
        return sum;
    }

    private static double scaledMagnitudes(double[] values, int n, double scale) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.abs(values[i]) * scale;
        }
        return sum;
    }
}
