package backproplab.tensor;

import org.jspecify.annotations.Nullable;

/// The loops behind [Kernels], which has checked every length. The contract of each method, the order of
/// accumulation included, is written there.
interface KernelProvider {
    void affine(
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

    void addTimes(double[] dz, double[] w, double[] dx, int in, int out, int fromRow, int toRow);

    void times(double[] dz, double[] w, double[] dx, int in, int out, int fromRow, int toRow);

    void addRowTimes(double[] dz, int row, double[] w, double[] dx, int toRow, int in, int out);

    void addTransposeTimes(double[] dz, double[] x, double[] dw, int rows, int in, int out, int fromUnit, int toUnit);

    void transposeTimes(double[] dz, double[] x, double[] dw, int rows, int in, int out, int fromUnit, int toUnit);

    void copyRows(double[] source, int[] rows, int from, double[] target, int size, int fromRow, int toRow);

    void addColumnSums(double[] m, double[] s, int rows, int n);

    void convolve(
            Tensor x,
            Tensor w,
            @Nullable Tensor b,
            Tensor z,
            Extent stride,
            Extent padding,
            int fromSample,
            int toSample,
            int fromFilter,
            int toFilter);

    void addConvolutionInputGradient(
            Tensor dz, Tensor w, Tensor dx, Extent stride, Extent padding, int fromSample, int toSample);

    void addConvolutionKernelGradient(
            Tensor dz, Tensor x, Tensor dw, Extent stride, Extent padding, int samples, int fromTap, int toTap);

    void maxPool(Tensor x, Tensor z, Tensor winners, Extent kernel, Extent stride, int fromMap, int toMap);

    void addMaxPoolGradient(Tensor dz, Tensor winners, Tensor dx, Extent kernel, Extent stride, int fromMap, int toMap);

    void addPlaneSums(double[] m, double[] s, int samples, int planes, int size);

    void sizes(double[] x, int from, int n, double[] sums);

    void changes(double[] x, int from, double[] before, int n, double[] sums);

    void exp(double[] x, double[] y, int from, int to);

    void tanh(double[] z, double[] a, int from, int to);

    void addTanhGradient(double[] z, double[] da, double[] dz, int from, int to);

    void sigmoid(double[] z, double[] a, int from, int to);

    void addSigmoidGradient(double[] z, double[] da, double[] dz, int from, int to);

    void relu(double[] z, double[] a, int from, int to);

    void addReluGradient(double[] z, double[] da, double[] dz, int from, int to, double atZero);

    int firstNonFinite(double[] values, int n);
}
