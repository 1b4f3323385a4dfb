package backproplab.backprop;

import backproplab.tensor.Shape;

/// An element of a tensor `[samples, channels, rows, columns]`.
record MapElement(int sample, int channel, int row, int column) {
    static MapElement of(Shape shape, int element) {
        int column = element % shape.size(3);
        int rest = element / shape.size(3);
        int row = rest % shape.size(2);
        rest /= shape.size(2);
        return new MapElement(rest / shape.size(1), rest % shape.size(1), row, column);
    }

    int index(Shape shape) {
        return index(shape, sample, channel, row, column);
    }

    static int index(Shape shape, int sample, int channel, int row, int column) {
        return ((sample * shape.size(1) + channel) * shape.size(2) + row) * shape.size(3) + column;
    }
}
