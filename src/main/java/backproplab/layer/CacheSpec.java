package backproplab.layer;

import backproplab.tensor.Shape;

/// A buffer that the forward pass fills for the backward pass.
///
/// @param perSample whether there is one of this shape for each sample of the batch, or one for all
public record CacheSpec(Shape shape, boolean perSample) {
    public static CacheSpec perSample(Shape shape) {
        return new CacheSpec(shape, true);
    }

    public static CacheSpec perBatch(Shape shape) {
        return new CacheSpec(shape, false);
    }
}
