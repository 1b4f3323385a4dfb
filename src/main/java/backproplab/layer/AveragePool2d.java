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
    public void forward(LayerForward pass, int fromMap, int toMap) {
        double[] x = pass.input(0).values();
        double[] z = pass.output().values();
        int rows = pass.output().shape().size(2);
        int columns = pass.output().shape().size(3);
        int width = pass.input(0).shape().size(3);
        for (int row = fromMap * rows; row < toMap * rows; row++) {
            int corner = corner(pass, row * columns);
            for (int k = 0; k < columns; k++) {
                z[row * columns + k] = sum(x, corner + k * stride.columns(), width) / kernel.area();
            }
        }
    }

    private double sum(double[] x, int corner, int width) {
        double sum = 0;
        for (int i = 0; i < kernel.rows(); i++) {
            for (int j = 0; j < kernel.columns(); j++) {
                sum += x[corner + i * width + j];
            }
        }
        return sum;
    }

    @Override
    public void backward(LayerBackward pass) {
        Tensor dx = pass.inputGradient(0);
        if (dx == null) {
            return;
        }
        Tensor dz = pass.outputGradient();
        int columns = dz.shape().size(3);
        int width = dx.shape().size(3);
        int rows = pass.samples() * dz.shape().size(1) * dz.shape().size(2);
        for (int row = 0; row < rows; row++) {
            int corner = corner(pass, row * columns);
            for (int k = 0; k < columns; k++) {
                double share = dz.get(row * columns + k) / kernel.area();
                add(share, dx.values(), corner + k * stride.columns(), width);
            }
        }
    }

    private void add(double share, double[] dx, int corner, int width) {
        for (int i = 0; i < kernel.rows(); i++) {
            for (int j = 0; j < kernel.columns(); j++) {
                dx[corner + i * width + j] += share;
            }
        }
    }
}
