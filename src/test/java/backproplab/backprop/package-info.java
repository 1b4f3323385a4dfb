@NullMarked
package backproplab.backprop;

import org.jspecify.annotations.NullMarked;
