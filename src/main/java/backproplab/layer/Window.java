package backproplab.layer;

import backproplab.tensor.Extent;
import backproplab.tensor.Kernels;
import backproplab.tensor.Shape;

import java.util.List;
import java.util.Optional;

/// What all layers share that slide a window over maps `[channels, rows, columns]`.
final class Window {
    private Window() {}

    /// @param channels of the output
    static Fit fit(List<Shape> inputs, Extent kernel, Extent stride, Extent padding, int channels) {
        Optional<Fit> refused = Fit.maps(inputs);
        if (refused.isPresent()) {
            return refused.get();
        }
        Shape maps = inputs.getFirst();
        int rows = Kernels.places(maps.size(1), kernel.rows(), stride.rows(), padding.rows());
        int columns = Kernels.places(maps.size(2), kernel.columns(), stride.columns(), padding.columns());
        if (rows < 1 || columns < 1) {
            return new Fit.Refused(
                    "maps of %s or more, got %s"
                            .formatted(
                                    new Extent(
                                            kernel.rows() - 2 * padding.rows(),
                                            kernel.columns() - 2 * padding.columns()),
                                    maps),
                    "take a smaller `kernel`, or fewer layers that make the maps smaller before it");
        }
        return new Fit.Output(Shape.of(channels, rows, columns));
    }
}
