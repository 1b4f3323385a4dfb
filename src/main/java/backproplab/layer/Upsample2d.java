package backproplab.layer;

import backproplab.catalog.Entry;
import backproplab.catalog.Setting;
import backproplab.tensor.Extent;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.BitSet;
import java.util.List;

/// Nearest-neighbour upsampling: every number of a map becomes a block of f₁ × f₂ copies (`factor`),
///
/// `z[c][r][k] = x[c][⌊r/f₁⌋][⌊k/f₂⌋]`,
///
/// so that `[channels, rows, columns]` becomes `[channels, f₁·rows, f₂·columns]`. Backward each number collects what arrives
/// at its copies, `∂L/∂x = Σ ∂L/∂z` over its block, row by row. With a convolution behind it, the way back up in networks
/// that put out pictures.
///
/// Reference: Odena, Dumoulin, Olah, *Deconvolution and Checkerboard Artifacts*, 2016.
public record Upsample2d(Extent factor) implements Layer {
    private static final Setting.Sizes FACTOR =
            Setting.sizes("factor", 2, 1, 64, "how many rows and columns each number becomes");

    static final Entry<Layer> ENTRY =
            new Entry<>(
                    "upsample2d",
                    "Upsampling",
                    "every number becomes a block of copies, and collects their gradients",
                    List.of(FACTOR),
                    it -> new Upsample2d(it.sizes(FACTOR)));

    public Upsample2d {
        FACTOR.check(factor);
    }

    @Override
    public Fit fit(List<Shape> inputs) {
        return Fit.maps(inputs)
                .orElseGet(() -> {
                    Shape x = inputs.getFirst();
                    return new Fit.Output(Shape.of(x.size(0), x.size(1) * factor.rows(), x.size(2) * factor.columns()));
                });
    }

    @Override
    public void forward(LayerForward pass) {
        int n = pass.samples() * pass.input(0).rowSize();
        for (int i = 0; i < n; i++) {
            copy(pass, i);
        }
    }

    private void copy(LayerForward pass, int i) {
        double x = pass.input(0).get(i);
        double[] z = pass.output().values();
        int first = firstCopy(pass, i);
        int width = pass.output().shape().size(3);
        for (int r = 0; r < factor.rows(); r++) {
            for (int k = 0; k < factor.columns(); k++) {
                z[first + r * width + k] = x;
            }
        }
    }

    /// Where the block of number i begins in the output.
    private int firstCopy(LayerForward pass, int i) {
        int columns = pass.input(0).shape().size(3);
        int row = i / columns; // counted through all maps of the batch, each of which is `factor` times as high
        return (row * factor.rows() * columns + i % columns) * factor.columns();
    }

    @Override
    public void update(LayerForward pass, Changes changes) {
        BitSet changed = changes.inputs().getFirst();
        for (int i = changed.nextSetBit(0); i >= 0; i = changed.nextSetBit(i + 1)) {
            copy(pass, i);
        }
    }

    @Override
    public void backward(LayerBackward pass) {
        Tensor dx = pass.inputGradient(0);
        if (dx == null) {
            return;
        }
        double[] dz = pass.outputGradient().values();
        int width = pass.output().shape().size(3);
        int n = pass.samples() * dx.rowSize();
        for (int i = 0; i < n; i++) {
            double sum = dx.get(i);
            int first = firstCopy(pass, i);
            for (int r = 0; r < factor.rows(); r++) {
                for (int k = 0; k < factor.columns(); k++) {
                    sum += dz[first + r * width + k];
                }
            }
            dx.set(i, sum);
        }
    }
}
