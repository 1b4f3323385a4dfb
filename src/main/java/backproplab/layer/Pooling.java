package backproplab.layer;

import backproplab.catalog.Setting;
import backproplab.tensor.Extent;
import backproplab.tensor.Shape;
import backproplab.tensor.Tensor;

import java.util.BitSet;
import java.util.List;

/// A layer that makes one number of each window of each map: `[channels, rows, columns]` becomes
/// `[channels, ⌊(rows − kernel) / stride⌋ + 1, …]`. No padding: what does not fill a window is left out.
public sealed interface Pooling extends Layer permits AveragePool2d, MaxPool2d {
    Setting.Sizes KERNEL = Setting.sizes("kernel", 2, 1, 1024, "rows and columns of the window");
    Setting.Sizes STRIDE = Setting.sizes("stride", 2, 1, 1024, "how far the window moves on");

    Extent kernel();

    Extent stride();

    @Override
    default Fit fit(List<Shape> inputs) {
        int channels = inputs.isEmpty() || inputs.getFirst().rank() != 3 ? 1 : inputs.getFirst().size(0);
        return Window.fit(inputs, kernel(), stride(), new Extent(0, 0), channels);
    }

    /// Computes the windows of the maps `fromMap … toMap − 1`, which are counted through the whole batch: `sample · channels +
    /// channel`.
    void forward(LayerForward pass, int fromMap, int toMap);

    @Override
    default void forward(LayerForward pass) {
        forward(pass, 0, pass.samples() * pass.input(0).shape().size(1));
    }

    /// The maps in which something has changed.
    @Override
    default void update(LayerForward pass, Changes changes) {
        Tensor x = pass.input(0);
        int size = x.rowSize() / x.shape().size(1);
        BitSet changed = changes.inputs().getFirst();
        for (int i = changed.nextSetBit(0); i >= 0; i = changed.nextSetBit((i / size + 1) * size)) {
            forward(pass, i / size, i / size + 1);
        }
    }

    /// Where in the input, counted through the whole batch, the window of an output begins.
    default int corner(LayerForward pass, int output) {
        Shape z = pass.output().shape();
        Shape x = pass.input(0).shape();
        int column = output % z.size(3);
        int row = output / z.size(3) % z.size(2);
        int map = output / z.size(3) / z.size(2);
        return (map * x.size(2) + row * stride().rows()) * x.size(3) + column * stride().columns();
    }
}
