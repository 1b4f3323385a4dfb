/// Mistakes to put into a network for a class to find, one record a file, listed in [Faults#CATALOG]; and the exercise
/// that hides one.
@NullMarked
package backproplab.fault;

import org.jspecify.annotations.NullMarked;
