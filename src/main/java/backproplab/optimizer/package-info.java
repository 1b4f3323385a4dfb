/// Optimizers, one record a file, listed in [Optimizers#CATALOG], with penalty and clipping around them.
@NullMarked
package backproplab.optimizer;

import org.jspecify.annotations.NullMarked;
