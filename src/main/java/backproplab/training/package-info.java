/// Training: the plain loop, the one background thread that owns the parameters, the commands that go in and the
/// immutable progress that comes out.
@NullMarked
package backproplab.training;

import org.jspecify.annotations.NullMarked;
