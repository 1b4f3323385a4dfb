/// Tests of the command line: arguments in, streams and exit code out, in this JVM.
@NullMarked
package backproplab.cli;

import org.jspecify.annotations.NullMarked;
