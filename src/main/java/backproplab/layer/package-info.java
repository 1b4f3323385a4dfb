/// Layer types, one record a file, listed in [Layers#CATALOG]; and the functions at their output.
@NullMarked
package backproplab.layer;

import org.jspecify.annotations.NullMarked;
