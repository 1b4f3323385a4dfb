/// Charts: theme, axes, drawing only what is seen.
@NullMarked
package backproplab.ui.chart;

import org.jspecify.annotations.NullMarked;
