/// The same bits everywhere: with plain and fast kernels, for every length of a vector, with one thread and with two.
@NullMarked
package backproplab.bits;

import org.jspecify.annotations.NullMarked;
