@NullMarked
package backproplab.network;

import org.jspecify.annotations.NullMarked;
