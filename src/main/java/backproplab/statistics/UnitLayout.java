package backproplab.statistics;

import backproplab.tensor.Shape;

/// What a unit is, by the shape of one sample of a layer's z:
/// - `[features]`: each feature
/// - `[channels, rows, columns]`: each position of each channel
/// - `[time, features]`: each feature, over all time steps; its z has as many values per sample
///
/// @param values how many values one sample has
/// @param channels how many channels the units are positions of; 0 where there are none
record UnitLayout(int units, int values, int channels) {
    static UnitLayout of(Shape z) {
        return new UnitLayout(z.rank() == 2 ? z.last() : z.elements(), z.elements(), z.rank() == 3 ? z.size(0) : 0);
    }

    /// The unit that a value of the sample belongs to.
    int unit(int value) {
        return value % units;
    }
}
