/// Tests of what the window shows, without a scene.
@NullMarked
package backproplab.ui.viewmodel;

import org.jspecify.annotations.NullMarked;
