/// The reference cases, the metric they are compared by, and their form as experiment files.
@NullMarked
package backproplab.reference;

import org.jspecify.annotations.NullMarked;
