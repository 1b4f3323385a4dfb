package backproplab.tensor;

import org.jspecify.annotations.Nullable;

/// The loops behind [Kernels], which has checked every length. The contract of each method, the order of
/// accumulation included, is written there.
interface KernelProvider {
    void affine(double[] x, double[] w, double @Nullable [] b, double[] z, int rows, int in, int out);

    void affineBlock(
            double[] x,
            double[] w,
            double @Nullable [] b,
            double[] z,
            int in,
            int out,
            int fromRow,
            int toRow,
            int fromUnit,
            int toUnit);

    void addTimes(double[] dz, double[] w, double[] dx, int rows, int in, int out);

    void addTransposeTimes(double[] dz, double[] x, double[] dw, int rows, int in, int out);

    void addColumnSums(double[] m, double[] s, int rows, int n);

    int firstNonFinite(double[] values, int n);
}
