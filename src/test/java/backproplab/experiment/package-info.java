/// Tests of experiment files: text in, experiments or problems out, and back.
@NullMarked
package backproplab.experiment;

import org.jspecify.annotations.NullMarked;
