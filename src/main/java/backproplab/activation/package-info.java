/// Elementwise activation functions, one record a file, listed in [Activations#CATALOG].
@NullMarked
package backproplab.activation;

import org.jspecify.annotations.NullMarked;
