/// How parameters are drawn before training, one record a file, listed in [Initializers#CATALOG].
@NullMarked
package backproplab.initializer;

import org.jspecify.annotations.NullMarked;
