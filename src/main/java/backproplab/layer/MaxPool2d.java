package backproplab.layer;

import backproplab.catalog.Entry;
import backproplab.tensor.Extent;
import backproplab.tensor.Kernels;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.List;

/// The largest number of each window of each map. Backward the number that won takes the whole gradient, the others
/// nothing; where windows overlap a number may win several times and collects the sum. Of equal numbers the first in
/// row-major order wins. A NaN wins over every number, so that it does not vanish.
///
/// `[channels, rows, columns]` becomes `[channels, ⌊(rows − kernel) / stride⌋ + 1, …]`.
public record MaxPool2d(Extent kernel, Extent stride) implements Pooling, Keeping {
    private static final int WINNER = 0;

    static final Entry<Layer> ENTRY =
            new Entry<>(
                    "max_pool2d",
                    "Max-pooling",
                    "z = max of a window: only the number that won gets a gradient",
                    List.of(KERNEL, STRIDE),
                    it -> new MaxPool2d(it.sizes(KERNEL), it.sizes(STRIDE)));

    public MaxPool2d {
        KERNEL.check(kernel);
        STRIDE.check(stride);
    }

    /// Where in its window each number won, as `row · columns + column`.
    @Override
    public List<CacheSpec> caches(List<Shape> inputs) {
        return fit(inputs) instanceof Fit.Output(Shape z) ? List.of(CacheSpec.perSample(z)) : List.of();
    }

    /// Where in its window each number won.
    @Override
    public Tensor kept(LayerForward pass) {
        return pass.cache(WINNER);
    }

    @Override
    public void forward(LayerForward pass, int fromMap, int toMap) {
        Kernels.maxPool(pass.input(0), pass.output(), pass.cache(WINNER), kernel, stride, fromMap, toMap);
    }

    /// Which number of a window wins, as `row · columns + column`.
    ///
    /// @param x the input, or other numbers in its place
    /// @param corner where the window begins, see [#corner]
    /// @param width how many columns a map has
    public int winner(double[] x, int corner, int width) {
        int winner = 0;
        double max = x[corner];
        for (int place = 1; place < kernel.area(); place++) {
            double value = x[corner + offset(place, width)];
            if (value > max || (Double.isNaN(value) && !Double.isNaN(max))) {
                winner = place;
                max = value;
            }
        }
        return winner;
    }

    /// How far a place of a window is from its corner in the input.
    public int offset(int place, int width) {
        return place / kernel.columns() * width + place % kernel.columns();
    }

    @Override
    public void backward(LayerBackward pass) {
        Tensor dx = pass.inputGradient(0);
        if (dx == null) {
            return;
        }
        int maps = pass.samples() * dx.shape().size(1);
        Kernels.addMaxPoolGradient(pass.outputGradient(), pass.cache(WINNER), dx, kernel, stride, 0, maps);
    }
}
