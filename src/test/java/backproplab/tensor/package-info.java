@NullMarked
package backproplab.tensor;

import org.jspecify.annotations.NullMarked;
