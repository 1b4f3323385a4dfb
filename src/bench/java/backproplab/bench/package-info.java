/// Benchmarks: what a training step costs, beside other programs and as networks grow. See docs/benchmarks.md.
@NullMarked
package backproplab.bench;

import org.jspecify.annotations.NullMarked;
