package backproplab.tensor;

/// The plain sums over long arrays, in the order that [Kernels] tells of.
final class ScalarSums {
    /// How many numbers make a row.
    static final int LANES = 16;

    private static final int SQUARES = 0;
    private static final int MAGNITUDES = 1;
    private static final int CHANGES = 2;

    private ScalarSums() {}

    static void sizes(double[] x, int from, int n, double[] sums) {
        sums[0] = sum(SQUARES, x, from, x, n);
        sums[1] = sum(MAGNITUDES, x, from, x, n);
    }

    static void changes(double[] x, int from, double[] before, int n, double[] sums) {
        sums[0] = sum(SQUARES, x, from, before, n);
        sums[1] = sum(CHANGES, x, from, before, n);
    }

    /// The part of [#sizes] that fills no whole row.
    static void restOfSizes(double[] x, int from, int n, double[] sums) {
        sums[0] = rest(SQUARES, x, from, x, n & -LANES, n);
        sums[1] = rest(MAGNITUDES, x, from, x, n & -LANES, n);
    }

    /// The part of [#changes] that fills no whole row.
    static void restOfChanges(double[] x, int from, double[] before, int n, double[] sums) {
        sums[0] = rest(SQUARES, x, from, before, n & -LANES, n);
        sums[1] = rest(CHANGES, x, from, before, n & -LANES, n);
    }

    private static double sum(int kind, double[] x, int from, double[] before, int n) {
        int whole = n & -LANES;
        double rest = rest(kind, x, from, before, whole, n);
        if (whole == 0) {
            return rest;
        }
        double even = lanes(kind, x, from, before, 0, whole) + lanes(kind, x, from, before, 2, whole);
        double odd = lanes(kind, x, from, before, 1, whole) + lanes(kind, x, from, before, 3, whole);
        return (even + odd) + rest;
    }

    /// Lanes k, k + 4, k + 8 and k + 12 side by side: each addition waits for the one before it in its lane only.
    private static double lanes(int kind, double[] x, int from, double[] before, int k, int whole) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        for (int i = k; i < whole; i += LANES) {
            s0 = add(kind, x, from, before, i, s0);
            s1 = add(kind, x, from, before, i + 4, s1);
            s2 = add(kind, x, from, before, i + 8, s2);
            s3 = add(kind, x, from, before, i + 12, s3);
        }
        return (s0 + s2) + (s1 + s3);
    }

    private static double rest(int kind, double[] x, int from, double[] before, int whole, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = whole;
        for (; i + 3 < n; i += 4) {
            s0 = add(kind, x, from, before, i, s0);
            s1 = add(kind, x, from, before, i + 1, s1);
            s2 = add(kind, x, from, before, i + 2, s2);
            s3 = add(kind, x, from, before, i + 3, s3);
        }
        if (i < n) {
            s0 = add(kind, x, from, before, i, s0);
        }
        if (i + 1 < n) {
            s1 = add(kind, x, from, before, i + 1, s1);
        }
        if (i + 2 < n) {
            s2 = add(kind, x, from, before, i + 2, s2);
        }
        return (s0 + s2) + (s1 + s3);
    }

    /// `kind` is constant wherever this is inlined.
    private static double add(int kind, double[] x, int from, double[] before, int i, double sum) {
        double value = x[from + i];
        return switch (kind) {
            case SQUARES -> Math.fma(value, value, sum);
            case MAGNITUDES -> sum + Math.abs(value);
            default -> {
                double change = value - before[i];
                yield Math.fma(change, change, sum);
            }
        };
    }
}
