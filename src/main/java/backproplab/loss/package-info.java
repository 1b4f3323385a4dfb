/// Loss functions, one record a file, listed in [Losses#CATALOG].
@NullMarked
package backproplab.loss;

import org.jspecify.annotations.NullMarked;
