@NullMarked
package backproplab.ui.chart;

import org.jspecify.annotations.NullMarked;
