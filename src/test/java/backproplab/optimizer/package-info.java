/// Tests of the optimizers, clipping and penalties.
@NullMarked
package backproplab.optimizer;

import org.jspecify.annotations.NullMarked;
