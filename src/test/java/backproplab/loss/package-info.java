/// Tests of the losses and their closed forms.
@NullMarked
package backproplab.loss;

import org.jspecify.annotations.NullMarked;
