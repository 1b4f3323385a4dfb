/// The window: layout, menus, files, themes, keys.
@NullMarked
package backproplab.ui.app;

import org.jspecify.annotations.NullMarked;
