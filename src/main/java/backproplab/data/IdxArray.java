package backproplab.data;

import backproplab.tensor.Tensor;

/// What an IDX file holds: the numbers as they are, and what they were stored as.
public record IdxArray(IdxType type, Tensor values) {}
