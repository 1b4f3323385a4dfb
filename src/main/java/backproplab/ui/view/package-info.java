/// The views of the window, one class each, listed in [Views].
@NullMarked
package backproplab.ui.view;

import org.jspecify.annotations.NullMarked;
