/// Forward and backward pass, gradients, the update, and what is recorded of them.
@NullMarked
package backproplab.backprop;

import org.jspecify.annotations.NullMarked;
