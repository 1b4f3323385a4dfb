package backproplab.tensor;

import org.jspecify.annotations.Nullable;

/// A call of a kernel with its arguments, kept so that several threads can do a part of it each. Every thread that calls
/// has one and uses it again and again, since nothing may be allocated per training step. What an argument means is up to
/// the kernel; those that it has not are whatever they were.
final class Call implements Workers.Part {
    /// The call for a range of what it is split by.
    interface Kernel {
        void run(Call call, int from, int to);
    }

    private static final double[] NO_NUMBERS = {};
    private static final Tensor NO_TENSOR = Tensor.zeros(1);
    private static final Extent NO_EXTENT = Extent.square(1);

    private final KernelProvider kernels;
    private Kernel kernel = (_, _, _) -> {};
    private double[] first = NO_NUMBERS;
    private double[] second = NO_NUMBERS;
    private double @Nullable [] optional;
    private double[] result = NO_NUMBERS;
    private int rows;
    private int in;
    private int out;
    private int[] indices = {};
    private double atZero;
    private Tensor firstTensor = NO_TENSOR;
    private Tensor secondTensor = NO_TENSOR;
    private @Nullable Tensor optionalTensor;
    private Tensor resultTensor = NO_TENSOR;
    private Extent firstExtent = NO_EXTENT;
    private Extent secondExtent = NO_EXTENT;

    Call(KernelProvider kernels) {
        this.kernels = kernels;
    }

    Call of(double[] first, double[] second, double @Nullable [] optional, double[] result) {
        this.first = first;
        this.second = second;
        this.optional = optional;
        this.result = result;
        return this;
    }

    Call of(int rows, int in, int out) {
        this.rows = rows;
        this.in = in;
        this.out = out;
        return this;
    }

    Call of(int[] indices) {
        this.indices = indices;
        return this;
    }

    Call of(double atZero) {
        this.atZero = atZero;
        return this;
    }

    Call of(Tensor first, Tensor second, @Nullable Tensor optional, Tensor result, Extent one, Extent other) {
        this.firstTensor = first;
        this.secondTensor = second;
        this.optionalTensor = optional;
        this.resultTensor = result;
        this.firstExtent = one;
        this.secondExtent = other;
        return this;
    }

    /// Runs it on all threads; see [Workers#split]. Afterwards no tensor is held any more.
    void split(int turns, int multiple, Kernel kernel) {
        this.kernel = kernel;
        try {
            Workers.split(turns, multiple, this);
        } finally {
            of(NO_NUMBERS, NO_NUMBERS, null, NO_NUMBERS);
            of(NO_TENSOR, NO_TENSOR, null, NO_TENSOR, NO_EXTENT, NO_EXTENT);
        }
    }

    @Override
    public void run(int from, int to) {
        kernel.run(this, from, to);
    }

    void affine(int from, int to) {
        kernels.affine(first, second, optional, result, in, out, from, to, 0, out);
    }

    void addTimes(int from, int to) {
        kernels.addTimes(first, second, result, in, out, from, to);
    }

    void times(int from, int to) {
        kernels.times(first, second, result, in, out, from, to);
    }

    void addTransposeTimes(int from, int to) {
        kernels.addTransposeTimes(first, second, result, rows, in, out, from, to);
    }

    void transposeTimes(int from, int to) {
        kernels.transposeTimes(first, second, result, rows, in, out, from, to);
    }

    void copyRows(int from, int to) {
        kernels.copyRows(first, indices, rows, result, in, from, to);
    }

    void convolve(int from, int to) {
        kernels.convolve(
                firstTensor,
                secondTensor,
                optionalTensor,
                resultTensor,
                firstExtent,
                secondExtent,
                from,
                to,
                0,
                secondTensor.rows());
    }

    void addInputGradient(int from, int to) {
        kernels.addConvolutionInputGradient(
                firstTensor, secondTensor, resultTensor, firstExtent, secondExtent, from, to);
    }

    void addKernelGradient(int from, int to) {
        kernels.addConvolutionKernelGradient(
                firstTensor, secondTensor, resultTensor, firstExtent, secondExtent, rows, from, to);
    }

    void maxPool(int from, int to) {
        kernels.maxPool(firstTensor, secondTensor, resultTensor, firstExtent, secondExtent, from, to);
    }

    void addMaxPoolGradient(int from, int to) {
        kernels.addMaxPoolGradient(firstTensor, secondTensor, resultTensor, firstExtent, secondExtent, from, to);
    }

    void exp(int from, int to) {
        kernels.exp(first, result, from, to);
    }

    void tanh(int from, int to) {
        kernels.tanh(first, result, from, to);
    }

    void addTanhGradient(int from, int to) {
        kernels.addTanhGradient(first, second, result, from, to);
    }

    void sigmoid(int from, int to) {
        kernels.sigmoid(first, result, from, to);
    }

    void addSigmoidGradient(int from, int to) {
        kernels.addSigmoidGradient(first, second, result, from, to);
    }

    void relu(int from, int to) {
        kernels.relu(first, result, from, to);
    }

    void addReluGradient(int from, int to) {
        kernels.addReluGradient(first, second, result, from, to, atZero);
    }
}
