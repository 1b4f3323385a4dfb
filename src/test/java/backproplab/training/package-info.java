@NullMarked
package backproplab.training;

import org.jspecify.annotations.NullMarked;
