@NullMarked
package backproplab.ui;

import org.jspecify.annotations.NullMarked;
