package backproplab.layer;

import backproplab.tensor.Shape;

import java.util.Optional;

/// Where a number stands in maps `[channels, rows, columns]`, all counted from 0.
public record MapPlace(int channel, int row, int column) {
    /// @param item the shape of one sample
    /// @param index of the number within the sample, in row-major order
    /// @return empty where the sample is not made of maps
    public static Optional<MapPlace> of(Shape item, int index) {
        if (item.rank() != 3) {
            return Optional.empty();
        }
        int columns = item.size(2);
        int rows = item.size(1);
        return Optional.of(new MapPlace(index / columns / rows, index / columns % rows, index % columns));
    }
}
