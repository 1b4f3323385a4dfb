/// Tests of the initializers.
@NullMarked
package backproplab.initializer;

import org.jspecify.annotations.NullMarked;
