package backproplab.layer;

import backproplab.catalog.Entry;
import backproplab.tensor.Extent;
import backproplab.tensor.Tensor;

import java.util.List;

/// The mean of each window of each map: `z = (Σ x) / n` with `n = kernel rows · kernel columns`, summed in row-major order.
/// Backward each number of the window gets `∂L/∂z / n`, from every window that it lies in.
///
/// `[channels, rows, columns]` becomes `[channels, ⌊(rows − kernel) / stride⌋ + 1, …]`.
public record AveragePool2d(Extent kernel, Extent stride) implements Pooling {
    static final Entry<Layer> ENTRY =
            new Entry<>(
                    "avg_pool2d",
                    "Average pooling",
                    "z = mean of a window: every number gets an equal share of the gradient",
                    List.of(KERNEL, STRIDE),
                    it -> new AveragePool2d(it.sizes(KERNEL), it.sizes(STRIDE)));

    public AveragePool2d {
        KERNEL.check(kernel);
        STRIDE.check(stride);
    }

    @Override
    public void forward(LayerForward pass, int map) {
        double[] x = pass.input(0).values();
        Tensor z = pass.output();
        int width = pass.input(0).shape().size(3);
        int size = z.shape().size(2) * z.shape().size(3);
        for (int output = map * size; output < (map + 1) * size; output++) {
            int corner = corner(pass, output);
            double sum = 0;
            for (int i = 0; i < kernel.rows(); i++) {
                for (int j = 0; j < kernel.columns(); j++) {
                    sum += x[corner + i * width + j];
                }
            }
            z.set(output, sum / kernel.area());
        }
    }

    @Override
    public void backward(LayerBackward pass) {
        Tensor dx = pass.inputGradient(0);
        if (dx == null) {
            return;
        }
        double[] dz = pass.outputGradient().values();
        int width = dx.shape().size(3);
        int n = pass.samples() * pass.output().rowSize();
        for (int output = 0; output < n; output++) {
            int corner = corner(pass, output);
            double share = dz[output] / kernel.area();
            for (int i = 0; i < kernel.rows(); i++) {
                for (int j = 0; j < kernel.columns(); j++) {
                    dx.values()[corner + i * width + j] += share;
                }
            }
        }
    }
}
