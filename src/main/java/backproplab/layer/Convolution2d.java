package backproplab.layer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Extent;
import backproplab.tensor.Kernels;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Convolution of pictures: every filter f slides a kernel over all channels,
///
/// `z[f][r][k] = b[f] + Σ over c, i, j of w[f][c][i][j] · x[c][r·stride + i − padding][k·stride + j − padding]`,
///
/// with zeros around the picture. As everywhere in the field this is a cross-correlation: the kernel is not turned.
/// x `[channels, height, width]`, w (`weights`) `[filters, channels, kernel rows, kernel columns]`, b (`bias`) `[filters]`,
/// z `[filters, rows, columns]` with `rows = ⌊(height + 2·padding − kernel rows) / stride⌋ + 1`, columns likewise.
///
/// Backward, given `∂L/∂z`: every weight collects `∂L/∂z · x` from all samples and positions, every bias the sum of
/// `∂L/∂z` over them, and every pixel `∂L/∂z · w` from all outputs that saw it. Of the weights' fan-in each output sums over
/// `channels · kernel rows · kernel columns` products; each pixel takes part in up to `filters` times the kernel's size of
/// them (fan-out). Reference: LeCun, Bottou, Bengio, Haffner, *Gradient-Based Learning Applied to Document Recognition*, 1998.
public record Convolution2d(int filters, Extent kernel, Extent stride, Extent padding, boolean useBias)
        implements Layer {
    private static final int WEIGHTS = 0;
    private static final int BIAS = 1;

    private static final Setting.Whole FILTERS =
            Setting.whole("filters", 1, 1, 65_536, "how many maps come out, each with a kernel of its own");
    private static final Setting.Sizes KERNEL =
            Setting.sizes("kernel", 3, 1, 1024, "rows and columns that a filter sees at once");
    private static final Setting.Sizes STRIDE = Setting.sizes("stride", 1, 1, 1024, "how far the kernel moves on");
    private static final Setting.Sizes PADDING =
            Setting.sizes("padding", 0, 0, 1024, "how many zeros are put around the picture, on each side");
    private static final Setting.Flag USE_BIAS =
            Setting.flag("use_bias", true, "whether each filter adds a learned number of its own");

    static final Entry<Layer> ENTRY =
            new Entry<>(
                    "conv2d",
                    "Convolution",
                    "z = w∗x + b: every filter sees a small window, the same everywhere",
                    List.of(FILTERS, KERNEL, STRIDE, PADDING, USE_BIAS),
                    it ->
                            new Convolution2d(
                                    it.whole(FILTERS),
                                    it.sizes(KERNEL),
                                    it.sizes(STRIDE),
                                    it.sizes(PADDING),
                                    it.flag(USE_BIAS)));

    public Convolution2d {
        FILTERS.check(filters);
        KERNEL.check(kernel);
        STRIDE.check(stride);
        PADDING.check(padding);
    }

    /// Stride 1, no padding, with biases.
    public Convolution2d(int filters, int kernel) {
        this(filters, Extent.square(kernel), STRIDE.standard(), PADDING.standard(), true);
    }

    @Override
    public Fit fit(List<Shape> inputs) {
        return Window.fit(inputs, kernel, stride, padding, filters);
    }

    @Override
    public List<ParameterSpec> parameters(List<Shape> inputs) {
        int channels = inputs.getFirst().size(0);
        Shape shape = Shape.of(filters, channels, kernel.rows(), kernel.columns());
        int fanIn = channels * kernel.area();
        int fanOut = filters * kernel.area();
        List<ParameterSpec> parameters = new ArrayList<>();
        parameters.add(ParameterSpec.weights("weights", shape, fanIn, fanOut));
        if (useBias) {
            parameters.add(ParameterSpec.bias("bias", Shape.of(filters), fanIn, fanOut));
        }
        return parameters;
    }

    @Override
    public void forward(LayerForward pass) {
        convolve(pass, 0, pass.samples(), 0, filters);
    }

    private void convolve(LayerForward pass, int fromSample, int toSample, int fromFilter, int toFilter) {
        Tensor w = pass.parameter(WEIGHTS);
        Tensor b = useBias ? pass.parameter(BIAS) : null;
        Kernels.convolve(
                pass.input(0), w, b, pass.output(), stride, padding, fromSample, toSample, fromFilter, toFilter);
    }

    /// The samples in whose pictures something has changed, and the map of the filter of which a number has.
    @Override
    public void update(LayerForward pass, Changes changes) {
        int size = pass.input(0).rowSize();
        BitSet changed = changes.inputs().getFirst();
        for (int i = changed.nextSetBit(0); i >= 0; i = changed.nextSetBit((i / size + 1) * size)) {
            convolve(pass, i / size, i / size + 1, 0, filters);
        }
        if (changes.parameter() != Changes.NO_PARAMETER) {
            int filter =
                    changes.parameter() == WEIGHTS
                            ? changes.number() / pass.parameter(WEIGHTS).rowSize()
                            : changes.number();
            convolve(pass, 0, pass.samples(), filter, filter + 1);
        }
    }

    @Override
    public void backward(LayerBackward pass) {
        Tensor dz = pass.outputGradient();
        Tensor dw = pass.gradient(WEIGHTS);
        Kernels.addConvolutionKernelGradient(dz, pass.input(0), dw, stride, padding, pass.samples(), 0, dw.rowSize());
        if (useBias) {
            Kernels.addPlaneSums(dz, pass.gradient(BIAS), pass.samples());
        }
        Tensor dx = pass.inputGradient(0);
        if (dx != null) {
            Kernels.addConvolutionInputGradient(dz, pass.parameter(WEIGHTS), dx, stride, padding, 0, pass.samples());
        }
    }
}
