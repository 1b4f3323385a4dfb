@NullMarked
package backproplab.ui.view;

import org.jspecify.annotations.NullMarked;
