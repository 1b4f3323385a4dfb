/// What the window shows and what it asks for, without a scene: bound to by views, driven by the training session.
@NullMarked
package backproplab.ui.viewmodel;

import org.jspecify.annotations.NullMarked;
