/// Tests of what is told of a training run in numbers.
@NullMarked
package backproplab.statistics;

import org.jspecify.annotations.NullMarked;
