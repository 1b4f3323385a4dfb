/// Tests of the activations: the reference table, laws over the whole catalog, known values.
@NullMarked
package backproplab.activation;

import org.jspecify.annotations.NullMarked;
