@NullMarked
package backproplab.fault;

import org.jspecify.annotations.NullMarked;
