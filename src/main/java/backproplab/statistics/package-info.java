/// What is told of a training run in numbers: sizes of gradients per layer, distributions, dead and saturated
/// units, the gradient profile that theory expects, divergence, and histories of bounded length.
///
/// What is measured at every step lies in preallocated buffers ([StepCollector]); what crosses threads is an
/// immutable record that merges with the one after it, so that no spike is lost.
@NullMarked
package backproplab.statistics;

import org.jspecify.annotations.NullMarked;
