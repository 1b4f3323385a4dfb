/// The command line. [backproplab.cli.Main] is where the program starts.
@NullMarked
package backproplab.cli;

import org.jspecify.annotations.NullMarked;
