/// Tests of what surrounds the program: the machine it runs on, the launcher.
@NullMarked
package backproplab.build;

import org.jspecify.annotations.NullMarked;
