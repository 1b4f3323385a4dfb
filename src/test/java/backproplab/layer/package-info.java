@NullMarked
package backproplab.layer;

import org.jspecify.annotations.NullMarked;
