package backproplab.layer;

import backproplab.tensor.Tensor;

/// One tensor that a layer keeps without training it.
///
/// @param name the name in files, such as `running_mean`
/// @param start what it holds before the first step; not to be changed
public record StateSpec(String name, Tensor start) {}
