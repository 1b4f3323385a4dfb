/// Tests of the data sets, their order, and the readers.
@NullMarked
package backproplab.data;

import org.jspecify.annotations.NullMarked;
