@NullMarked
package backproplab;

import org.jspecify.annotations.NullMarked;
