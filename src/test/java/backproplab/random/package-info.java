/// Tests of the seeded generator.
@NullMarked
package backproplab.random;

import org.jspecify.annotations.NullMarked;
