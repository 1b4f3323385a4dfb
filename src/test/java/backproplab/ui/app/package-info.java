@NullMarked
package backproplab.ui.app;

import org.jspecify.annotations.NullMarked;
