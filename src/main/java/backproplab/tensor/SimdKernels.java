package backproplab.tensor;

/// The fast kernels, on the Vector API: the very bits of the plain ones, which serve where vectors do not pay.
final class SimdKernels extends ScalarKernels {}
