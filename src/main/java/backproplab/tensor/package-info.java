/// Numbers in row-major arrays and the kernels that work on them: the only place that loops over matrices.
@NullMarked
package backproplab.tensor;

import org.jspecify.annotations.NullMarked;
